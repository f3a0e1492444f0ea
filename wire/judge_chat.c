/* chat: a name, commands, and what is said. */
#include "wire/judge_private.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "wire/chat_line.h"
#include "wire/name_line.h"

static struct judge_chat *
chat_of(const struct judge_call *call)
{
	return &call->judge->of.chat;
}

static bool
chat_is_name(const struct judge_call *call)
{
	struct name_line line;

	name_line_parse(call->text, call->text_len, "/", &line);
	return line.name_len > 0 && line.rest_len == 0 &&
	    memchr(line.name, ' ', line.name_len) == NULL &&
	    line.name[0] != '/';
}

/* An empty line, or a label whose name is still to come, is nothing yet. */
static void
chat_first(const struct judge_call *call)
{
	struct name_line line;

	name_line_parse(call->text, call->text_len, "/", &line);
	if (line.name_len == 0 && line.rest_len == 0)
		return;
	chat_of(call)->begun = true;
	if (chat_is_name(call))
		judge_ok(call, RULE_CHAT_NAME_FIRST);
	else
		judge_wrong(call, RULE_CHAT_NAME_FIRST);
}

/* Words people write for a command. */
static bool
chat_word_in(const struct chat_line *line, const char *words)
{
	const char *at = words;
	size_t len;

	for (; *at != '\0'; at += len + (at[len] == ' ')) {
		len = strcspn(at, " ");
		if (len == line->word_len &&
		    strncasecmp(at, line->word, len) == 0)
			return true;
	}
	return false;
}

static struct judge_span
chat_span(const struct judge_call *call, const struct chat_line *line)
{
	return (struct judge_span){ .at = (size_t)(line->word - call->text),
	    .len = line->word_len };
}

static void
chat_msg(const struct judge_call *call, const struct chat_line *line)
{
	struct judge_span span = chat_span(call, line);

	if (line->word[0] == '@') {
		judge_fault(call, RULE_CHAT_COMMAND_MSG, span,
		    "the command is /msg NAME TEXT, not @NAME TEXT");
	} else if (line->name_len == 0 || line->text_len == 0) {
		span.style = true;
		judge_fault(call, RULE_CHAT_COMMAND_MSG, span,
		    "/msg without a %s", line->name_len == 0 ? "name" :
		    "text");
	} else {
		judge_ok(call, RULE_CHAT_COMMAND_MSG);
	}
}

static void
chat_quit(const struct judge_call *call, const struct chat_line *line)
{
	struct judge_span span = chat_span(call, line);

	chat_of(call)->quit = true;
	span.soft = true;
	if (chat_word_in(line, "/quit"))
		judge_ok(call, RULE_CHAT_COMMAND_QUIT);
	else
		judge_fault(call, RULE_CHAT_COMMAND_QUIT, span,
		    "the command to leave is /quit");
}

/* Commands in other words; anything else is what people say. */
static void
chat_other(const struct judge_call *call, const struct chat_line *line)
{
	struct judge_span span = chat_span(call, line);

	if (chat_word_in(line, "/liste /users /who /names /ls") ||
	    (line->text_len <= line->word_len && line->word_len == 4 &&
	    memcmp(line->word, "LIST", 4) == 0))
		judge_fault(call, RULE_CHAT_COMMAND_LIST, span,
		    "the command is /list");
	else if (chat_word_in(line, "/message /whisper /tell /w /pm /dm"))
		judge_fault(call, RULE_CHAT_COMMAND_MSG, span,
		    "the command is /msg NAME TEXT");
}

static void
chat_command(const struct judge_call *call)
{
	struct chat_line line;

	chat_line_parse(call->text, call->text_len, &line);
	switch (line.verb) {
	case CHAT_LIST:
		judge_ok(call, RULE_CHAT_COMMAND_LIST);
		break;
	case CHAT_MSG:
		chat_msg(call, &line);
		break;
	case CHAT_QUIT:
		chat_quit(call, &line);
		break;
	case CHAT_SAY:
	case CHAT_UNKNOWN:
		chat_other(call, &line);
		break;
	case CHAT_NOTHING:
	case CHAT_HELP:
		break;
	}
}

static void
chat_prefix(const struct judge_call *call)
{
	struct judge_chat *chat = chat_of(call);
	size_t own = name_line_own(call->text, call->text_len,
	    call->judge->name);

	if (own > 0 && ++chat->prefixed >= RULE_LIMIT_CHAT_PREFIXED)
		judge_fault(call, RULE_CHAT_SAY_PREFIXED,
		    (struct judge_span){ .at = 0, .len = own },
		    "the server adds your name, you add it too");
	else if (own == 0 && call->side->messages > 2)
		judge_ok(call, RULE_CHAT_SAY_PREFIXED);
}

/* Refused, and something else than a name follows. */
static void
chat_refused(const struct judge_call *call)
{
	struct judge_chat *chat = chat_of(call);

	if (chat_is_name(call)) {
		judge_ok(call, RULE_CHAT_NAME_CONFLICT);
		chat->after_refusal = 0;
		chat->refused = false;
	} else if (++chat->after_refusal == RULE_LIMIT_CHAT_REFUSED_LINES) {
		judge_wrong(call, RULE_CHAT_NAME_CONFLICT);
	}
}

static void
chat_message(const struct judge_call *call)
{
	struct judge_chat *chat = chat_of(call);
	bool said = call->judge->sides[0].messages > 0;

	if (call->who == RULE_SERVER) {
		if (said && !chat->registered)
			chat->refused = true;
		return;
	}
	if (!chat->begun) {
		chat_first(call);
	} else if (!chat->registered) {
		if (chat->refused)
			chat_refused(call);
	} else {
		chat_command(call);
		chat_prefix(call);
	}
}

static void
chat_event(const struct judge_call *call)
{
	struct judge_chat *chat = chat_of(call);
	const struct judge *judge = call->judge;

	switch (call->record->event) {
	case FEED_REGISTERED:
		chat->registered = true;
		chat->refused = false;
		break;
	case FEED_FIN:
		if (chat->quit && (!judge->closed || call->wall_ns -
		    judge->closed_ns <= RULE_LIMIT_END_MS * NS_PER_MS))
			judge_ok(call, RULE_CHAT_QUIT);
		break;
	case FEED_RESET:
		/* Who said goodbye may close over what others say then, and
		 * what is kept back on purpose nobody can read. */
		call->judge->reset_told = !chat->quit &&
		    judge->mischief.touch[1].set == 0 &&
		    judge->sides[1].last_ns > judge->sides[0].last_ns;
		if (call->judge->reset_told)
			judge_fault(call, RULE_CHAT_READS,
			    (struct judge_span){ 0 }, "reset, with messages "
			    "that were perhaps never read");
		break;
	default:
		break;
	}
}

const struct judge_lab judge_lab_chat = { chat_message, chat_event,
    NULL, NULL };
