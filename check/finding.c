/* What a check has found. */
#include "check/finding.h"

#include <stdio.h>
#include <string.h>

void
findings_begin(struct findings *findings, unsigned lab)
{
	memset(findings, 0, sizeof(*findings));
	findings->lab = lab;
}

static int
finding_weight(const struct finding *finding)
{
	switch (finding->result) {
	case RULE_NOT_OK:
		return 4 + (int)finding->severity;
	case RULE_OK:
		return 2;
	default:
		/* It was not right, though another rule says why. */
		return finding->caused ? 3 : finding->said[0] != '\0';
	}
}

/* Of two, which one is kept: the graver one, or the first. */
static bool
finding_gives_way(const struct finding *old, const struct finding *new)
{
	return finding_weight(new) > finding_weight(old);
}

void
findings_add(struct findings *to, const struct findings *from)
{
	struct finding *old;
	const struct finding *new;
	unsigned rule, plays, faults;

	if (to->family == RULE_NONE)
		to->family = from->family;
	to->variants |= from->variants;
	if (to->note[0] == '\0')
		memcpy(to->note, from->note, sizeof(to->note));
	for (rule = 0; rule < RULE_COUNT; rule++) {
		old = &to->list[rule];
		new = &from->list[rule];
		plays = old->plays + new->plays;
		faults = old->faults + new->faults;
		if (finding_gives_way(old, new))
			*old = *new;
		old->plays = plays;
		old->faults = faults;
	}
}

static const struct {
	enum rule cause, effect;
} explained[] = {
#define EXPLAINS(cause, effect) { RULE_##cause, RULE_##effect },
#include "check/explains.def"
#undef EXPLAINS
};

static void
findings_explain(struct findings *findings)
{
	struct finding *cause, *effect;
	char name[RULE_NAME_SIZE];
	size_t i;

	for (i = 0; i < sizeof(explained) / sizeof(explained[0]); i++) {
		cause = &findings->list[explained[i].cause];
		effect = &findings->list[explained[i].effect];
		if (cause->result != RULE_NOT_OK ||
		    effect->result != RULE_NOT_OK)
			continue;
		memset(effect, 0, sizeof(*effect));
		(void)snprintf(effect->said, sizeof(effect->said),
		    "%s says it", rule_name(explained[i].cause,
		    findings->lab, name));
	}
}

void
findings_settle(struct findings *findings)
{
	unsigned rule;

	findings_explain(findings);
	if (findings->family == RULE_NONE)
		return;
	for (rule = 1; rule < RULE_COUNT; rule++)
		if (rule != findings->family && rule != RULE_SERVER_LISTEN)
			memset(&findings->list[rule], 0,
			    sizeof(findings->list[rule]));
}

enum rule_severity
findings_severity(const struct findings *findings, unsigned rule)
{
	return findings->list[rule].result == RULE_NOT_OK ?
	    findings->list[rule].severity :
	    rule_severity(rule, findings->lab);
}

bool
findings_shown(const struct findings *findings, unsigned rule)
{
	struct rule_info info = rule_info(rule);

	if (!rule_in_lab(rule, findings->lab) ||
	    (info.who & RULE_SERVER) == 0)
		return false;
	if (rule >= RULE_MISCHIEF_SPLIT && rule < RULE_FAMILY_TLS)
		return findings->list[rule].result != RULE_NOT_SEEN ||
		    findings->list[rule].said[0] != '\0';
	return rule < RULE_FAMILY_TLS ||
	    findings->list[rule].result == RULE_NOT_OK;
}

struct findings_counts
findings_count(const struct findings *findings)
{
	struct findings_counts counts = { 0 };
	const struct finding *finding;
	unsigned rule;

	for (rule = 1; rule < RULE_COUNT; rule++) {
		if (!findings_shown(findings, rule))
			continue;
		finding = &findings->list[rule];
		counts.ok += finding->result == RULE_OK;
		counts.not_seen += finding->result == RULE_NOT_SEEN;
		counts.not_ok += finding->result == RULE_NOT_OK;
		counts.musts += finding->result == RULE_NOT_OK &&
		    finding->severity == RULE_MUST;
		counts.undecided += finding->result == RULE_NOT_SEEN &&
		    finding->undecided;
	}
	return counts;
}
