/* A first message that names its client. */
#include "wire/name_line.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const char *const labels[] = {
#define NAME_LABEL(word) word,
#include "wire/name_labels.def"
#undef NAME_LABEL
};

static bool
name_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t
name_skip(const char *text, size_t len, size_t at)
{
	while (at < len && name_space(text[at]))
		at++;
	return at;
}

static size_t
name_trim(const char *text, size_t len)
{
	while (len > 0 && name_space(text[len - 1]))
		len--;
	return len;
}

static bool
name_ends(char c, const char *ends)
{
	return memchr(ends, c, strlen(ends)) != NULL;
}

/* The length of the label word at the start, 0 when there is none. */
static size_t
name_label(const char *text, size_t len)
{
	size_t i, word_len;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		word_len = strlen(labels[i]);
		if (len > word_len &&
		    strncasecmp(text, labels[i], word_len) == 0 &&
		    (text[word_len] == ':' || name_space(text[word_len])))
			return word_len;
	}
	return 0;
}

/* Where the name begins, behind all labels; *colon when the last of them
 * had one, and so is no name itself whatever follows. */
static size_t
name_behind_labels(const char *text, size_t len, const char *ends,
    bool *colon)
{
	size_t at = name_skip(text, len, 0), next;

	*colon = false;
	while ((next = name_label(text + at, len - at)) != 0) {
		next = name_skip(text, len, at + next);
		*colon = text[next] == ':';
		if (*colon)
			next = name_skip(text, len, next + 1);
		else if (name_ends(text[next], ends))
			break;
		at = next;
	}
	return at;
}

void
name_line_parse(const char *text, size_t len, const char *ends,
    struct name_line *line)
{
	size_t begin, at;
	bool colon;

	len = name_trim(text, len);
	begin = name_behind_labels(text, len, ends, &colon);
	for (at = begin; at < len; at++)
		if (text[at] == ':' || name_ends(text[at], ends))
			break;
	/* What begins with such a character is judged as it is. */
	if (at == begin && !(colon && at < len && text[at] != ':'))
		at = len;
	line->name = text + begin;
	line->name_len = name_trim(line->name, at - begin);
	at = name_skip(text, len, at + (at < len && text[at] == ':'));
	line->rest = text + at;
	line->rest_len = len - at;
}

size_t
name_line_own(const char *text, size_t len, const char *name)
{
	size_t at = name_skip(text, len, 0), name_len = strlen(name);

	if (len - at < name_len || memcmp(text + at, name, name_len) != 0)
		return 0;
	at = name_skip(text, len, at + name_len);
	return at < len && text[at] == ':' ? name_skip(text, len, at + 1) : 0;
}
