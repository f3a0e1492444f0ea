/* What a line to the chat means. */
#include "wire/chat_line.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "wire/quit_line.h"

static const struct {
	enum chat_verb verb;
	const char *word;
} commands[] = {
#define CHAT_COMMAND(symbol, word, arguments, help) { CHAT_##symbol, word },
#include "wire/chat_commands.def"
#undef CHAT_COMMAND
};

const char chat_line_help[] = "commands:"
#define CHAT_COMMAND(symbol, word, arguments, help)			\
	" " word arguments " (" help "),"
#include "wire/chat_commands.def"
#undef CHAT_COMMAND
    " everything else is said to all";

static int
chat_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Takes the spaces off both ends. */
static void
chat_trim(const char **text, size_t *len)
{
	while (*len > 0 && chat_space(**text)) {
		++*text;
		--*len;
	}
	while (*len > 0 && chat_space((*text)[*len - 1]))
		--*len;
}

/* The first word, which is taken off the rest. */
static size_t
chat_word(const char **rest, size_t *rest_len)
{
	size_t len = 0;

	while (len < *rest_len && !chat_space((*rest)[len]))
		len++;
	*rest += len;
	*rest_len -= len;
	chat_trim(rest, rest_len);
	return len;
}

static enum chat_verb
chat_verb_of(const char *word, size_t len, size_t rest_len)
{
	enum quit_line quit = quit_line_word(word, len);
	size_t i;

	/* "q" and "Bye" only when that is all there is. */
	if (quit == QUIT_SLASH || (quit == QUIT_SPOKEN && rest_len == 0))
		return CHAT_QUIT;
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strlen(commands[i].word) == len &&
		    strncasecmp(commands[i].word, word, len) == 0)
			return commands[i].verb;
	return word[0] == '/' ? CHAT_UNKNOWN : CHAT_SAY;
}

/* To whom: neither @ nor what people put behind a name is part of one. */
static void
chat_name(struct chat_line *line, const char *name, size_t len)
{
	if (len > 0 && name[0] == '@') {
		name++;
		len--;
	}
	if (len > 0 && (name[len - 1] == ':' || name[len - 1] == ','))
		len--;
	line->name = name;
	line->name_len = len;
}

/* "@bob text" is for bob; "@ 5 pm" and "@!" are for all. */
static bool
chat_addressed(struct chat_line *line)
{
	if (line->word[0] != '@')
		return false;
	chat_name(line, line->word, line->word_len);
	if (text_name_fault(line->name, line->name_len) == NULL)
		return true;
	line->name_len = 0;
	return false;
}

void
chat_line_parse(const char *text, size_t len, struct chat_line *line)
{
	memset(line, 0, sizeof(*line));
	chat_trim(&text, &len);
	line->verb = CHAT_NOTHING;
	if (len == 0)
		return;
	line->word = text;
	line->text = text;
	line->text_len = len;
	line->word_len = chat_word(&line->text, &line->text_len);
	line->verb = chat_verb_of(line->word, line->word_len,
	    line->text_len);
	if (line->verb == CHAT_MSG) {
		text = line->text;
		len = chat_word(&line->text, &line->text_len);
		chat_name(line, text, len);
	} else if (line->verb == CHAT_SAY && chat_addressed(line)) {
		line->verb = CHAT_MSG;
	} else if (line->verb == CHAT_SAY) {
		line->text = text;
		line->text_len = len;
	}
}
