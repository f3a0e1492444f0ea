/* The judge: a record's way to the rules, and a verdict's way out. */
#include "wire/judge_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

/* A lab that has none is judged by what holds in every lab. */
static const struct judge_lab *const lab_judges[LAB_COUNT] = {
	[LAB_WAIT] = &judge_lab_wait,
	[LAB_ORDER] = &judge_lab_order,
	[LAB_CHAT] = &judge_lab_chat,
	[LAB_CALC] = &judge_lab_calc,
	[LAB_CLOCK] = &judge_lab_clock,
	[LAB_ECHO] = &judge_lab_echo,
};

void
judge_begin(struct judge *judge, const struct judge_policy *policy,
    unsigned lab)
{
	memset(judge, 0, sizeof(*judge));
	judge->policy = *policy;
	judge->lab = lab < LAB_COUNT ? lab : LAB_ECHO;
}

/* Who is judged by this, of those that the policy names. */
static bool
judge_wants(const struct judge_call *call, enum rule rule)
{
	const struct judge_policy *policy = &call->judge->policy;
	struct rule_info info = rule_info(rule);
	unsigned who = info.who;

	if (who == RULE_BOTH && call->who != 0)
		who = call->who;
	if (!rule_in_lab(rule, call->judge->lab))
		return false;
	if (info.variant != RULE_ANY && policy->variants != 0 &&
	    (policy->variants >> info.variant & 1) == 0)
		return false;
	return (who & policy->who) != 0;
}

/* Line and column of the span, and the 80 bytes that show it. */
static void
verdict_place(struct judge_verdict *verdict, const struct judge_call *call)
{
	size_t at = verdict->at < call->len ? verdict->at : call->len, i;
	size_t from = at > JUDGE_QUOTE_MAX / 2 ? at - JUDGE_QUOTE_MAX / 2 : 0;

	verdict->line = verdict->column = 1;
	for (i = 0; i < at; i++) {
		verdict->column++;
		if (call->bytes[i] == '\n') {
			verdict->line++;
			verdict->column = 1;
		}
	}
	if (call->len <= JUDGE_QUOTE_MAX)
		from = 0;
	else if (from > call->len - JUDGE_QUOTE_MAX)
		from = call->len - JUDGE_QUOTE_MAX;
	verdict->quote_at = (uint32_t)from;
	verdict->quote_len = (uint32_t)(call->len - from);
	if (verdict->quote_len > JUDGE_QUOTE_MAX)
		verdict->quote_len = JUDGE_QUOTE_MAX;
	if (verdict->quote_len > 0)
		memcpy(verdict->quote, call->bytes + from,
		    verdict->quote_len);
}

static void
verdict_make(struct judge_verdict *verdict, const struct judge_call *call,
    enum rule rule)
{
	const struct feed_message *record = call->record;

	memset(verdict, 0, sizeof(*verdict));
	verdict->rule = rule;
	verdict->lab = call->judge->lab;
	verdict->severity = rule_severity(rule, verdict->lab);
	verdict->client = call->judge->client;
	verdict->wall_ns = call->wall_ns;
	if (record != NULL && record->event == FEED_MESSAGE) {
		verdict->message = record->message;
		verdict->direction = record->direction;
	}
}

void
judge_ok(const struct judge_call *call, enum rule rule)
{
	struct judge_verdict verdict;

	if (!judge_wants(call, rule) ||
	    judge_mischief_hushes(call->judge, rule))
		return;
	verdict_make(&verdict, call, rule);
	verdict.result = RULE_OK;
	call->sink->verdict(call->sink->context, &verdict);
}

static enum rule_severity
span_severity(const struct judge_span *span, enum rule_severity severity)
{
	if (span->style)
		return RULE_STYLE;
	return span->soft && severity == RULE_MUST ? RULE_SHOULD : severity;
}

void
judge_fault(const struct judge_call *call, enum rule rule,
    struct judge_span span, const char *format, ...)
{
	struct judge_verdict verdict;
	va_list words;

	if (!judge_wants(call, rule))
		return;
	verdict_make(&verdict, call, rule);
	verdict.result = RULE_NOT_OK;
	verdict.severity = span_severity(&span, verdict.severity);
	if (verdict.severity >= RULE_SHOULD)
		call->judge->mischief.faulted = true;
	verdict.at = (uint32_t)span.at;
	verdict.len = (uint32_t)span.len;
	va_start(words, format);
	(void)vsnprintf(verdict.said, sizeof(verdict.said), format, words);
	va_end(words);
	verdict_place(&verdict, call);
	call->sink->verdict(call->sink->context, &verdict);
}

void
judge_wrong(const struct judge_call *call, enum rule rule)
{
	judge_fault(call, rule, (struct judge_span){ 0 }, "%s",
	    rule_info(rule).told);
}

int64_t
judge_arrived_ns(const struct judge_call *call)
{
	int64_t arrived_ns = call->record->facts.arrived_ns;

	/* A clock that was set meanwhile, or a record that cannot be. */
	if (arrived_ns <= 0 || arrived_ns > call->wall_ns)
		return call->wall_ns;
	return arrived_ns;
}

unsigned
judge_rate(struct judge_rate *rate, int64_t wall_ns)
{
	if (rate->count == 0 || wall_ns < rate->since_ns ||
	    wall_ns - rate->since_ns > RULE_LIMIT_FLOOD_MS * NS_PER_MS) {
		rate->since_ns = wall_ns;
		rate->count = 0;
	}
	return ++rate->count;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

const char *
judge_text_trim(const struct judge_call *call, size_t *len)
{
	const char *text = call->text;

	for (*len = call->text_len; *len > 0 && is_blank(*text); --*len)
		text++;
	while (*len > 0 && is_blank(text[*len - 1]))
		--*len;
	return text;
}

bool
judge_text_is(const struct judge_call *call, const char *word)
{
	size_t len;
	const char *text = judge_text_trim(call, &len);

	return len == strlen(word) && strncasecmp(text, word, len) == 0;
}

bool
judge_text_has(const struct judge_call *call, const char *word)
{
	size_t len = strlen(word), at;

	for (at = 0; at + len <= call->text_len; at++)
		if (strncasecmp(call->text + at, word, len) == 0)
			return true;
	return false;
}

/* The text of a message: up to a NUL, without the end of its line. */
static void
call_text(struct judge_call *call)
{
	const char *nul;
	size_t len = call->len;

	call->text = call->bytes;
	nul = len == 0 ? NULL : memchr(call->bytes, '\0', len);
	call->end = JUDGE_END_NOTHING;
	if (nul != NULL) {
		len = (size_t)(nul - call->bytes);
		call->end = JUDGE_END_NUL;
	}
	if (len > 0 && call->text[len - 1] == '\n') {
		call->end = JUDGE_END_LF;
		len--;
		if (len > 0 && call->text[len - 1] == '\r') {
			call->end = JUDGE_END_CRLF;
			len--;
		}
	}
	call->text_len = len;
}

static const struct judge_lab *
lab_judge(const struct judge *judge)
{
	static const struct judge_lab none;

	return lab_judges[judge->lab] != NULL ? lab_judges[judge->lab] :
	    &none;
}

static void
judge_message_rules(const struct judge_call *call)
{
	const struct judge_lab *lab = lab_judge(call->judge);
	bool lines = lab_speaks_text(call->judge->lab);

	if (judge_family(call))
		return;
	if (lines && (judge_pad(call) || judge_join(call))) {
		judge_segment_keep(call);
		return;
	}
	if (lines)
		judge_lines(call);
	if (lab->message != NULL)
		lab->message(call);
	judge_segment_keep(call);
	call->side->last_ns = call->wall_ns;
}

static void
judge_message(struct judge_call *call)
{
	const struct feed_message *record = call->record;

	call->who = record->direction == FEED_SENT ? RULE_SERVER :
	    RULE_CLIENT;
	call->side = &call->judge->sides[call->who == RULE_SERVER];
	call->bytes = record->bytes == NULL ? "" : record->bytes;
	call->len = record->bytes == NULL ? 0 : record->bytes_len;
	call_text(call);
	if (judge_is_telnet(call))
		return;
	call->side->messages++;
	if (!judge_mischief_before(call))
		return;
	judge_message_rules(call);
	judge_mischief_after(call);
}

static void
judge_event(const struct judge_call *call)
{
	struct judge *judge = call->judge;
	const struct judge_lab *lab = lab_judge(judge);
	enum feed_event event = call->record->event;
	bool explained;

	/* It had closed: its system refuses what came after that. */
	if (event == FEED_RESET && judge->fin) {
		judge->over = true;
		return;
	}
	if (event == FEED_CLOSE && !judge->closed) {
		judge->closed = true;
		judge->closed_ns = call->wall_ns;
	}
	explained = !judge_mischief_event(call);
	if (!explained && lab->event != NULL)
		lab->event(call);
	if (event == FEED_FIN)
		judge->fin = true;
	if (explained)
		;
	else if (event == FEED_RESET && lab_speaks_text(judge->lab) &&
	    !judge->reset_told)
		judge_wrong(call, RULE_LINES_RESET);
	else if (event == FEED_FIN && judge->lab != LAB_WAIT)
		judge_ok(call, RULE_LINES_RESET);
	if (event == FEED_RESET || event == FEED_DISCONNECTED)
		judge->over = true;
}

/* A client's silence is told of when its limit is reached, whoever asks when:
 * a record of it says the same as who was there. */
static void
judge_silence(const struct judge_call *call)
{
	struct judge *judge = call->judge;
	struct judge_call time = { .judge = judge, .sink = call->sink,
	    .wall_ns = call->wall_ns, .bytes = "" };

	if (judge->family != RULE_NONE || judge->over || judge->fin)
		return;
	if (judge->mischief.ended)
		judge_mischief_time(&time);
	else if (lab_judge(judge)->silence != NULL)
		lab_judge(judge)->silence(&time);
}

void
judge_record(struct judge *judge, const struct feed_message *record,
    const struct judge_sink *sink)
{
	struct judge_call call = { .judge = judge, .sink = sink,
	    .record = record, .wall_ns = record->wall_ns, .bytes = "" };

	if (judge->client == 0)
		judge->begun_ns = record->wall_ns;
	judge->client = record->client;
	(void)text_copy(judge->name, sizeof(judge->name), record->name);
	if (judge->family != RULE_NONE)
		return;
	call.wall_ns = judge_arrived_ns(&call);
	judge_silence(&call);
	call.wall_ns = record->wall_ns;
	if (record->event == FEED_MESSAGE)
		judge_message(&call);
	else if (record->event == FEED_MISCHIEF)
		judge_mischief_record(&call);
	else
		judge_event(&call);
}

void
judge_time(struct judge *judge, int64_t wall_ns,
    const struct judge_sink *sink)
{
	struct judge_call call = { .judge = judge, .sink = sink,
	    .wall_ns = wall_ns, .bytes = "" };

	judge_silence(&call);
	if (judge->family == RULE_NONE && !judge->over && !judge->fin &&
	    !judge->mischief.ended && lab_judge(judge)->time != NULL)
		lab_judge(judge)->time(&call);
}
