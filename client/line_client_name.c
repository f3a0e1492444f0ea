/* What servers make of the name: one that takes it for a command, and one
 * that keeps the newline behind it. */
#include "client/line_client.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

/* So a server begins that did not understand what it read. */
static const char *const not_understood[] = {
	"inv_", "inv ", "invalid", "err_", "unknown", "unrecogni", "undefined",
	"unsupported", "unexpected", "illegal", "malformed", "bad ", "syntax",
	"nameerror", "valueerror", "not a ", "not an ", "no such ",
	"command not ", "could not convert", "cannot convert", "nan"
};
/* Or it says so later. */
static const char *const not_known[] = {
	"not defined", "not recogni", "not understood", "not a valid",
	"not valid", "not supported", "could not convert", "invalid expression",
	"invalid syntax", "invalid command", "invalid input",
	"invalid literal", "unknown command", "bad command"
};

/* The text without "error: " and what else stands before the words. */
static const char *
behind_error(const char *text, bool *error)
{
	text += strspn(text, " \t*<>[]()!-\"'");
	*error = strncasecmp(text, "error", 5) == 0 &&
	    strchr(" :!.\t", text[5]) != NULL;
	return *error ? text + 5 + strspn(text + 5, " :!.\t") : text;
}

static bool
is_number(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (strchr("0123456789+-.", text[i]) == NULL)
			return false;
	return len != 0;
}

static bool
is_not_understood(const char *text)
{
	bool error;
	size_t i;

	text = behind_error(text, &error);
	if (error && text[0] == '\0')
		return true;
	for (i = 0; i < sizeof(not_known) / sizeof(not_known[0]); i++)
		if (strcasestr(text, not_known[i]) != NULL)
			return true;
	/* "invalid name" is said by one that knows names. */
	if (strcasestr(text, "name") != NULL &&
	    strncasecmp(text, "nameerror", 9) != 0)
		return false;
	for (i = 0; i < sizeof(not_understood) / sizeof(not_understood[0]);
	    i++)
		if (strncasecmp(text, not_understood[i],
		    strlen(not_understood[i])) == 0)
			return true;
	return false;
}

bool
line_client_rejects_name(struct conversation *conversation, const char *text,
    size_t len)
{
	char shown[256];

	if (!is_number(text, len) && !is_not_understood(text))
		return false;
	(void)text_show_line(shown, sizeof(shown), text, len);
	lab_warn(conversation, "the server answers the name: %s: it seems to "
	    "know no names", shown);
	return true;
}

static bool
ends_in_name(const struct conversation *conversation,
    const struct frame_message *message)
{
	const char *name = lab_plan(conversation)->name;
	size_t len = strlen(name);

	return message->text_len >= len && memcmp(message->text +
	    message->text_len - len, name, len) == 0;
}

/* "alice" LF " joined", LF ", welcome", LF ": hello": no line begins so. */
static bool
goes_on(const struct frame_message *message)
{
	const char *text = message->text;

	if (message->text_len == 0)
		return false;
	if (text[0] == ' ')
		return text[1] != ' ' && text[1] != '\0';
	return strchr(",.:;!?)]}'\"", text[0]) != NULL;
}

/* Certain when a line goes on behind the newline, likely when no other
 * message has one. */
void
line_client_watch_newline(struct conversation *conversation,
    const struct frame_message *message)
{
	struct line_client *lines = lab_memory(conversation);
	bool ended = message->end == FRAME_LF || message->end == FRAME_CRLF;

	if (lines->newline_warned ||
	    !line_client_name_has_newline(conversation))
		return;
	if (lines->name_newline && goes_on(message)) {
		lines->newline_warned = true;
		lab_warn(conversation, "the server keeps the newline that "
		    "ends our messages: try --bare, or --bare-name if it "
		    "reads the others in lines");
	} else if (lines->only_newlines && !ended) {
		lines->newline_warned = true;
		lab_warn(conversation, "nothing the server says ends in a "
		    "newline but our name: it seems to keep the one that "
		    "ends our messages: try --bare, or --bare-name if it "
		    "reads the others in lines");
	}
	lines->name_newline = ended && ends_in_name(conversation, message);
	lines->other_newlines |= ended && !lines->name_newline;
	lines->only_newlines = !lines->other_newlines &&
	    (lines->only_newlines || lines->name_newline);
}
