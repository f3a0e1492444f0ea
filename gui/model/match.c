/* Which messages are shown. */
#include "gui/model/match.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "gui/model/event.h"
#include "gui/model/log_message.h"
#include "gui/model/log_verdict.h"
#include "watch/message_filter.h"

bool
match_entry(const struct filter *filter, const struct log_entry *entry)
{
	struct feed_message message;
	char words[EVENT_WORDS_SIZE], rules[LOG_RULES_SIZE];

	/* A loss, or that the server went, is shown whatever is looked for. */
	if (entry->kind == LOG_GAP || entry->kind == LOG_SERVER ||
	    filter->count == 0)
		return true;
	if (entry->kind == LOG_EVENT)
		event_words(entry, words, sizeof(words));
	log_message(entry, &message);
	return message_filter_match_judged(filter, &message,
	    entry->kind == LOG_EVENT ? words : NULL,
	    log_rules(entry, rules));
}

/* Where that term stands in the text, NULL: nowhere. */
static const char *
find_term(const char *text, const char *term)
{
	size_t len = strlen(term), here;

	while (*text != '\0') {
		text += strspn(text, " \t");
		here = filter_term_length(text);
		if (here == len && strncasecmp(text, term, len) == 0)
			return text;
		text += here;
	}
	return NULL;
}

bool
match_has_term(const char *text, const char *term)
{
	return find_term(text, term) != NULL;
}

bool
match_toggle_term(char out[FILTER_SIZE], const char *text, const char *term)
{
	const char *at = find_term(text, term), *behind;
	size_t before;
	int len;

	before = at == NULL ? strlen(text) : (size_t)(at - text);
	while (before > 0 && strchr(" \t", text[before - 1]) != NULL)
		before--;
	behind = at == NULL ? term : at + strlen(term);
	behind += strspn(behind, " \t");
	len = snprintf(out, FILTER_SIZE, "%.*s%s%s", (int)before, text,
	    before > 0 && *behind != '\0' ? " " : "", behind);
	return len >= 0 && len < FILTER_SIZE;
}
