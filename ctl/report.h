/*
 * What report prints: sections, a name in a lab each, in several formats.
 *
 * barewirectl only; pure but for the writing.  What clients said comes out
 * escaped; see barewirectl.1.
 */
#ifndef CTL_REPORT_H
#define CTL_REPORT_H

#include <stdio.h>

#include "ctl/report_wish.h"
#include "wire/judging.h"

struct report_section {
	const char *name;	/* as it is asked for, or as it came */
	unsigned lab;
	const struct judging_entry *entry;	/* NULL: it never came */
};

struct report {
	const struct report_wish *wish;
	struct report_section *sections;
	size_t count;
	uint64_t lost;		/* records that were not there to be judged */
	const struct judging_facts *facts;
};

/* Each writes all of it; false: no memory. */
struct report_form {
	const char *name;
	bool (*write)(const struct report *report, FILE *out);
};
bool report_text(const struct report *report, FILE *out);
bool report_json(const struct report *report, FILE *out);
bool report_tap(const struct report *report, FILE *out);
bool report_junit(const struct report *report, FILE *out);
bool report_gradescope(const struct report *report, FILE *out);
bool report_csv(const struct report *report, FILE *out);

/* A rule in a section, as every format has it. */
struct report_rule {
	unsigned rule;
	char name[RULE_NAME_SIZE];
	enum rule_result result;
	enum rule_severity severity;
	uint32_t times;		/* that it was not ok, or ok */
	const char *instead;	/* NULL: plain */
	const struct judge_evidence *evidence;	/* NULL: none is kept */
};

/* The section's next rule that a client is judged by, from *at on (0 to begin);
 * false behind the last.  HTTP's own and other protocols only where they were
 * broken. */
bool report_next(const struct report *report,
    const struct report_section *section, unsigned *at,
    struct report_rule *rule);

struct report_counts {
	unsigned ok, not_ok, not_seen;
	unsigned musts;		/* not ok, of those that are must */
};
struct report_counts report_count(const struct report *report,
    const struct report_section *section);

/* "message 5, 08:00:53.120, received, line 1, column 1: ..." */
#define REPORT_EVIDENCE_SIZE (JUDGE_QUOTED_SIZE + 128)
void report_evidence(const struct judge_verdict *verdict,
    char out[REPORT_EVIDENCE_SIZE]);

#endif
