/* wait: the five fields that the exercise asks for, each once. */
#include "wire/judge_private.h"

#include <string.h>

struct head_field {
	const char *name;
	enum rule rule;
	bool with_body;		/* asked for when there is a body */
};

static const struct head_field asked[] = {
	{ "Host", RULE_WAIT_HEAD_HOST, false },
	{ "User-Agent", RULE_WAIT_HEAD_AGENT, false },
	{ "Content-Type", RULE_WAIT_HEAD_TYPE, true },
	{ "Content-Length", RULE_WAIT_HEAD_LENGTH, true },
	{ "Date", RULE_WAIT_HEAD_DATE, false }
};

static void
head_judge(const struct judge_call *call, const struct head_field *given)
{
	struct judge_field field;

	judge_field(call, given->name, &field);
	if (field.count == 0 && judge_head_cut(call))
		return;
	if (field.count == 0)
		judge_fault(call, given->rule, (struct judge_span){ 0 },
		    "header %s is missing", given->name);
	else if (field.count > 1)
		judge_fault(call, given->rule, (struct judge_span){
		    .at = field.again_at, .len = strlen(given->name) },
		    "header %s is there %u times", given->name, field.count);
	else if (field.len == 0)
		judge_fault(call, given->rule, (struct judge_span){
		    .at = field.at, .len = 0 }, "header %s is empty",
		    given->name);
	else
		judge_ok(call, given->rule);
}

/* Chunks say their length themselves. */
static bool
head_chunked(const struct judge_call *call)
{
	struct judge_field field;

	judge_field(call, "Transfer-Encoding", &field);
	return field.count > 0;
}

static void
head_answer(const struct judge_call *call, bool body)
{
	static const char *const musts[] = { "Date", "Content-Type",
	    "Content-Length" };
	struct judge_field field, server;
	size_t i;
	bool bad = false;

	/* Of a body that there is not nothing has to be said. */
	for (i = 0; i < (judge_wait_bare(call) ? 1 : sizeof(musts) /
	    sizeof(musts[0])); i++) {
		judge_field(call, musts[i], &field);
		if (field.count == 1 || (i == 2 && head_chunked(call)))
			continue;
		/* What tells of a body: where there is none, 204 or so. */
		if (field.count == 0 && i > 0 && !body)
			continue;
		bad = true;
		judge_fault(call, RULE_WAIT_ANSWER_FIELDS,
		    (struct judge_span){ 0 }, "the answer %s %s",
		    field.count == 0 ? "lacks" : "has more than one",
		    musts[i]);
	}
	judge_field(call, "User-Agent", &field);
	judge_field(call, "Server", &server);
	if (field.count + server.count == 0) {
		bad = true;
		judge_fault(call, RULE_WAIT_ANSWER_FIELDS,
		    (struct judge_span){ .soft = true },
		    "the answer lacks Server or User-Agent");
	}
	judge_field(call, "Host", &field);
	if (field.count == 0) {
		bad = true;
		judge_fault(call, RULE_WAIT_ANSWER_FIELDS,
		    (struct judge_span){ .soft = true },
		    "the answer lacks Host");
	}
	if (!bad)
		judge_ok(call, RULE_WAIT_ANSWER_FIELDS);
}

void
judge_wait_head(const struct judge_call *call)
{
	size_t i;
	bool body = judge_body_at(call) < call->len;

	if (call->who == RULE_SERVER) {
		if (call->len >= 5 && memcmp(call->bytes, "HTTP/", 5) == 0)
			head_answer(call, body);
		return;
	}
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		if ((body || !asked[i].with_body) &&
		    (asked[i].rule != RULE_WAIT_HEAD_LENGTH ||
		    !head_chunked(call)))
			head_judge(call, &asked[i]);
}
