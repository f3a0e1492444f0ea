/* A verdict's place and quote, for people. */
#include "wire/judge.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

void
judge_where(const struct judge_verdict *verdict, char out[JUDGE_WHERE_SIZE])
{
	out[0] = '\0';
	if (verdict->result == RULE_NOT_OK && verdict->message != 0)
		(void)snprintf(out, JUDGE_WHERE_SIZE, "line %u, column %u",
		    verdict->line, verdict->column);
}

/* Adds a part of the quote. */
static void
quoted_add(char out[JUDGE_QUOTED_SIZE], const unsigned char *bytes,
    size_t len)
{
	size_t used = strlen(out);

	(void)text_escape(out + used, JUDGE_QUOTED_SIZE - used, bytes, len);
}

static void
quoted_mark(char out[JUDGE_QUOTED_SIZE], const char *mark)
{
	size_t used = strlen(out);

	(void)snprintf(out + used, JUDGE_QUOTED_SIZE - used, "%s", mark);
}

void
judge_quoted(const struct judge_verdict *verdict,
    char out[JUDGE_QUOTED_SIZE])
{
	size_t len = verdict->quote_len, from, to;

	out[0] = '\0';
	if (len > JUDGE_QUOTE_MAX)
		len = JUDGE_QUOTE_MAX;
	from = verdict->at > verdict->quote_at ?
	    verdict->at - verdict->quote_at : 0;
	if (from > len)
		from = len;
	to = verdict->len > len - from ? len : from + verdict->len;
	if (verdict->len == 0) {
		quoted_add(out, verdict->quote, len);
		return;
	}
	quoted_add(out, verdict->quote, from);
	quoted_mark(out, "\xc2\xbb");
	quoted_add(out, verdict->quote + from, to - from);
	quoted_mark(out, "\xc2\xab");
	quoted_add(out, verdict->quote + to, len - to);
}
