/*
 * A check's findings for people, for programs and for graders.
 *
 * barewire only; pure but for the writing.  What a server said comes out
 * escaped.
 */
#ifndef CHECK_SHOW_H
#define CHECK_SHOW_H

#include <stdio.h>

#include "check/finding.h"
#include "check/plan.h"

struct show {
	const struct plan *plan;
	const struct findings *findings;
	double seconds;		/* that it took */
};

/* Each: false, no memory. */
bool show_text(const struct show *show, FILE *out);
bool show_json(const struct show *show, FILE *out);
bool show_junit(const struct show *show, FILE *out);
bool show_gradescope(const struct show *show, FILE *out);

/* The next rule to show, from *rule on (0 to begin); false behind the
 * last. */
bool show_next(const struct show *show, unsigned *rule);

/* "127.0.0.1:12002", or the command. */
const char *show_server(const struct show *show, char *out, size_t size);

/* The bytes, escaped, with the span between » and «; "nothing" for none. */
#define SHOW_QUOTE_SIZE	(4 * FINDING_BYTES + 64)
void show_quote(char out[SHOW_QUOTE_SIZE], const struct finding_quote *quote,
    size_t at, size_t len);

/* Why a rule is not seen. */
const char *show_unseen(const struct show *show, unsigned rule);

#endif
