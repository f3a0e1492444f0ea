/*
 * What a check has found, by rule: ok, not ok with the evidence, or not seen
 * and why.
 *
 * barewire only; plain memory, which the process that plays and the one that
 * prints may share (one writer, read after it has ended); no X.  Texts are
 * escaped where they are shown, not here: sent and got are raw.
 */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/rule.h"

#define FINDING_BYTES	120
#define FINDING_TEXT	200

struct finding_quote {
	bool there;		/* though it may be of no bytes */
	size_t len;		/* of bytes */
	size_t whole;		/* that there were */
	unsigned char bytes[FINDING_BYTES];
};

struct finding {
	enum rule_result result;
	enum rule_severity severity;
	unsigned plays, faults;	/* that decided it; those not ok */
	bool caused;		/* not seen, and another rule says why */
	/* Not seen: a fault came while this machine was late. */
	bool undecided;
	char scenario[8];
	char said[FINDING_TEXT];	/* what is wrong; or why not seen */
	char expected[FINDING_TEXT];
	struct finding_quote sent, got;
	size_t at, len;		/* the offending span of got; len 0: all */
};

struct findings {
	unsigned lab;
	enum rule family;	/* another protocol was spoken */
	unsigned variants;	/* bits of those that were judged */
	char note[FINDING_TEXT];	/* a line about the whole, or "" */
	struct finding list[RULE_COUNT];
};

void findings_begin(struct findings *findings, unsigned lab);

/* Adds what another group has found: not ok stands before ok, ok before not
 * seen; a family ends all else. */
void findings_add(struct findings *to, const struct findings *from);

/* A rule's severity in the lab, with what its finding says. */
enum rule_severity findings_severity(const struct findings *findings,
    unsigned rule);

/* Is it a server's rule of the lab that is printed?  Other protocols and
 * HTTP's own only where they were broken, mischief's where it was played. */
bool findings_shown(const struct findings *findings, unsigned rule);

/* All are in: with another protocol nothing else was seen. */
void findings_settle(struct findings *findings);

struct findings_counts {
	unsigned ok, not_ok, not_seen;
	unsigned musts;		/* not ok, of those that count */
	unsigned undecided;	/* not seen, of them */
};
struct findings_counts findings_count(const struct findings *findings);

#endif
