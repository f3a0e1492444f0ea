/* The body of a POST as the line that it is, and what --lenient takes it
 * for. */
#include "server/labs/wait.h"

#include <string.h>
#include <strings.h>

struct line {
	const char *text;
	size_t len;
};

static void
line_skip(struct line *line, size_t bytes)
{
	line->text += bytes;
	line->len -= bytes;
}

/* Whatever of these stands at its end. */
static void
line_trim(struct line *line, const char *bytes, size_t count)
{
	while (line->len > 0 && memchr(bytes, line->text[line->len - 1],
	    count) != NULL)
		line->len--;
}

/* What hand-written clients put around the text.  Padding goes first, a
 * length says nothing about it. */
static void
line_forgive(struct wait_talk *talk, struct line *line)
{
	size_t label;

	if (!wait_has_utf_length(line->text, line->len))
		line_trim(line, "", 1);
	if (wait_has_utf_length(line->text, line->len))
		line_skip(line, 2);
	if (line->len >= 3 && memcmp(line->text, "\xef\xbb\xbf", 3) == 0)
		line_skip(line, 3);
	while (line->len > 0 && memchr(" \t\r\n", *line->text, 4) != NULL)
		line_skip(line, 1);
	label = http_label_len(line->text, line->len);
	talk->data = label >= 5 && strncasecmp(line->text, "DATA:", 5) == 0;
	line_skip(line, label);
	line_trim(line, " \t\r\n", 5);
}

void
wait_body_line(struct wait_talk *talk, const char **text, size_t *len)
{
	struct line line = { talk->body, talk->body_len };

	talk->data = false;
	if (talk->child->settings->lenient)
		line_forgive(talk, &line);
	if (line.len > 0 && line.text[line.len - 1] == '\n')
		line.len--;
	if (line.len > 0 && line.text[line.len - 1] == '\r')
		line.len--;
	*text = line.text;
	*len = line.len;
}

/* A number, right or wrong: "7", "-1", "1.5". */
static bool
line_is_number(const char *text, size_t len)
{
	bool digits = false;
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] >= '0' && text[i] <= '9')
			digits = true;
		else if (memchr("+-.,", text[i], 4) == NULL)
			return false;
	}
	return digits;
}

enum client_end
wait_guess(struct wait_talk *talk)
{
	struct http_slice path = talk->request.path;
	char escaped[80];
	const char *text;
	size_t len;
	bool seconds;

	wait_body_line(talk, &text, &len);
	seconds = line_is_number(text, len);
	talk->mute = talk->greeted && talk->data && !seconds;
	(void)text_escape(escaped, sizeof(escaped), talk->raw + path.at,
	    path.len);
	child_event(talk->child, SENTENCE_OF(GUESSED_PATH), escaped, seconds ?
	    "/wait" : "/clients", talk->mute ?
	    ": is not answered, its program expects no answer" : "");
	return seconds ? wait_pause(talk) : wait_register(talk);
}
