/* The stage: what is found. */
#include "check/stage.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "check/scenario.h"

static void
quote_set(struct finding_quote *quote, const void *bytes, size_t len,
    size_t from)
{
	quote->there = true;
	quote->whole = len;
	quote->len = len - from < FINDING_BYTES ? len - from : FINDING_BYTES;
	if (quote->len > 0)
		memcpy(quote->bytes, (const char *)bytes + from, quote->len);
}

static void
finding_got(struct finding *finding, const char *got, size_t len,
    const struct evidence *evidence)
{
	/* The span is to be in it. */
	size_t from = evidence->at > FINDING_BYTES / 2 &&
	    evidence->at + evidence->len > FINDING_BYTES ?
	    evidence->at - FINDING_BYTES / 2 : 0;

	if (from > len)
		from = 0;
	quote_set(&finding->got, got, len, from);
	finding->at = evidence->at - (from <= evidence->at ? from : 0);
	finding->len = evidence->len;
	if (finding->at + finding->len > finding->got.len)
		finding->len = finding->at < finding->got.len ?
		    finding->got.len - finding->at : 0;
}

static void
finding_evidence(struct finding *finding, const struct evidence *evidence)
{
	const struct player *player = evidence->player;
	struct heard heard;

	if (evidence->sent != NULL)
		quote_set(&finding->sent, evidence->sent,
		    evidence->sent_len != 0 ? evidence->sent_len :
		    strlen(evidence->sent), 0);
	else if (player != NULL && player->said_len > 0)
		quote_set(&finding->sent, player->said, player->said_len, 0);
	if (evidence->got != NULL) {
		finding_got(finding, evidence->got, evidence->got_len,
		    evidence);
	} else if (player != NULL) {
		heard = player_heard(player);
		finding_got(finding, heard.text, heard.len, evidence);
	}
	if (evidence->expected != NULL)
		(void)snprintf(finding->expected, sizeof(finding->expected),
		    "%s", evidence->expected);
}

/* The rule's finding, for one more verdict on it; once a play it counts. */
static struct finding *
stage_finding(struct stage *stage, enum rule rule, bool fault)
{
	struct finding *finding = &stage->findings->list[rule];

	if (!stage->told[rule]) {
		finding->plays++;
		finding->faults += fault;
	} else if (fault && finding->result != RULE_NOT_OK) {
		finding->faults++;
	}
	stage->told[rule] = true;
	if (stage->scenario != NULL && finding->scenario[0] == '\0')
		(void)snprintf(finding->scenario, sizeof(finding->scenario),
		    "%s", stage->scenario->name);
	return finding;
}

void
stage_ok(struct stage *stage, enum rule rule)
{
	struct finding *finding;

	if (!rule_in_lab(rule, stage->plan->lab))
		return;
	finding = stage_finding(stage, rule, false);
	if (finding->result == RULE_NOT_SEEN && !finding->caused) {
		finding->result = RULE_OK;
		finding->said[0] = '\0';
	}
}

void
stage_unseen(struct stage *stage, enum rule rule, const char *format, ...)
{
	struct finding *finding = &stage->findings->list[rule];
	va_list list;

	if (finding->result != RULE_NOT_SEEN || finding->said[0] != '\0')
		return;
	va_start(list, format);
	(void)vsnprintf(finding->said, sizeof(finding->said), format, list);
	va_end(list);
}

static enum rule_severity
severity_of(const struct stage *stage, enum rule rule,
    const struct evidence *evidence)
{
	enum rule_severity severity = rule_severity(rule, stage->plan->lab);

	if (evidence->soft && severity == RULE_MUST)
		severity = RULE_SHOULD;
	return evidence->style ? RULE_STYLE : severity;
}

void
stage_fault(struct stage *stage, enum rule rule,
    const struct evidence *evidence, const char *format, ...)
{
	struct finding *finding;
	enum rule_severity severity = severity_of(stage, rule, evidence);
	va_list list;

	if (!rule_in_lab(rule, stage->plan->lab))
		return;
	if (stage_late(stage, evidence->limit_ms)) {
		stage->again = true;
		stage_unseen(stage, rule, "%s", when_mono_ns() >=
		    stage->deadline_ns ? "no time was left" :
		    "this machine was too busy");
		stage->findings->list[rule].undecided |=
		    severity == RULE_MUST;
		return;
	}
	finding = stage_finding(stage, rule, true);
	stage->faults++;
	if (severity != RULE_STYLE)
		stage->fault = rule;
	if (finding->result == RULE_NOT_OK && severity <= finding->severity)
		return;
	memset(&finding->sent, 0, sizeof(finding->sent));
	memset(&finding->got, 0, sizeof(finding->got));
	finding->expected[0] = '\0';
	finding->result = RULE_NOT_OK;
	finding->severity = severity;
	(void)snprintf(finding->scenario, sizeof(finding->scenario), "%s",
	    stage->scenario == NULL ? "" : stage->scenario->name);
	va_start(list, format);
	(void)vsnprintf(finding->said, sizeof(finding->said), format, list);
	va_end(list);
	finding_evidence(finding, evidence);
}

void
stage_pardon(struct stage *stage, enum rule rule)
{
	memset(&stage->findings->list[rule], 0, sizeof(struct finding));
	stage->told[rule] = false;
	if (stage->fault == rule)
		stage->fault = RULE_NONE;
}

void
stage_family(struct stage *stage, enum rule family,
    const struct evidence *evidence)
{
	if (!rule_in_lab(family, stage->plan->lab))
		return;
	stage_fault(stage, family, evidence, "this speaks %s, the exercise "
	    "speaks %s", rule_family_speech(family),
	    rule_lab_speech(stage->plan->lab));
	/* This machine was too busy for it: it is played again. */
	if (stage->findings->list[family].result != RULE_NOT_OK)
		return;
	if (stage->findings->family == RULE_NONE &&
	    stage->findings->list[family].severity != RULE_STYLE)
		stage->findings->family = family;
	stage->over = true;
	(void)snprintf(stage->over_why, sizeof(stage->over_why),
	    "another protocol is spoken");
}

bool
stage_variant(const struct stage *stage, enum rule_variant variant)
{
	return ((stage->plan->variants | stage->findings->variants) >>
	    variant & 1) != 0;
}

void
stage_variant_found(struct stage *stage, enum rule_variant variant)
{
	if (!stage->plan->variant_given)
		stage->findings->variants |= 1u << variant;
}
