/* wait: Date fields, of requests and answers. */
#include "wire/judge_private.h"

#include <stdlib.h>
#include <string.h>

#include "wire/http_date.h"

#define QUARTER_S	900

/* An hour off, or another zone: whole quarters of an hour, and little more. */
static bool
date_is_zone(int64_t off_s)
{
	int64_t rest = (off_s % QUARTER_S + QUARTER_S) % QUARTER_S;

	if (rest > QUARTER_S / 2)
		rest = QUARTER_S - rest;
	return rest <= RULE_LIMIT_DATE_NOW_S && llabs(off_s) > QUARTER_S / 2;
}

static void
date_now(const struct judge_call *call, struct judge_span span,
    int64_t seconds)
{
	int64_t off_s = seconds - call->wall_ns / NS_PER_S;

	if (llabs(off_s) <= RULE_LIMIT_DATE_NOW_S)
		judge_ok(call, RULE_WAIT_DATE_NOW);
	else if (date_is_zone(off_s))
		judge_fault(call, RULE_WAIT_DATE_NOW, span, "local time is "
		    "sent as GMT: %+.2f hours off", (double)off_s / 3600.0);
	else
		judge_fault(call, RULE_WAIT_DATE_NOW, span, "the Date is "
		    "%lld s off: your clock, or not the time that it is",
		    (long long)off_s);
}

/* The same as seconds ago? */
static void
date_moves(const struct judge_call *call, struct judge_span span,
    int64_t seconds)
{
	struct judge_side *side = call->side;
	int64_t apart_ns = call->wall_ns - side->date_ns;
	bool first = side->date_ns == 0;

	if (!first && seconds == side->date_s &&
	    apart_ns < RULE_LIMIT_DATE_MOVES_MS * NS_PER_MS)
		return;
	if (!first && seconds == side->date_s)
		judge_fault(call, RULE_WAIT_DATE_MOVES, span, "the same Date "
		    "as %.1f s ago: Date was made once",
		    (double)apart_ns / (double)NS_PER_S);
	else if (!first && apart_ns >= RULE_LIMIT_DATE_STEP_MS * NS_PER_MS)
		judge_ok(call, RULE_WAIT_DATE_MOVES);
	side->date_ns = call->wall_ns;
	side->date_s = seconds;
}

void
judge_wait_date(const struct judge_call *call)
{
	struct judge_field field;
	struct judge_span span;
	int64_t seconds = 0;
	enum http_date form;

	judge_field(call, "Date", &field);
	if (field.count != 1 || field.len == 0)
		return;
	span = (struct judge_span){ .at = field.at, .len = field.len };
	form = http_date_read(call->bytes + field.at, field.len, &seconds);
	if (form == HTTP_DATE_GOOD) {
		judge_ok(call, RULE_WAIT_DATE_FORM);
		date_now(call, span, seconds);
		date_moves(call, span, seconds);
		return;
	}
	span.soft = form == HTTP_DATE_OBSOLETE;
	judge_fault(call, RULE_WAIT_DATE_FORM, span, "%s",
	    form == HTTP_DATE_WEEKDAY ? "the Date's weekday is another one" :
	    form == HTTP_DATE_OBSOLETE ? "the Date has an old form" :
	    "Date is not an HTTP date");
}
