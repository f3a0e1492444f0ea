/*
 * How tail writes what it hears: one form for people, one for programs.
 *
 * barewirectl only; pure.  Remote bytes come out escaped; see barewirectl.1.
 */
#ifndef CTL_TAIL_H
#define CTL_TAIL_H

#include "ctl/output.h"
#include "wire/feed.h"

struct tail_form {
	void (*message)(struct output *output,
	    const struct feed_message *message);
	void (*gap)(struct output *output, uint64_t count);
};

/* Does the filter let it through?  An event is what it says, with its reason
 * or the former name. */
struct filter;
bool tail_filter_match(const struct filter *filter,
    const struct feed_message *message);

extern const struct tail_form tail_text;
extern const struct tail_form tail_json;

/* "1 message lost", "3 messages lost" */
#define TAIL_GAP_SIZE 48
void tail_gap_text(char out[TAIL_GAP_SIZE], uint64_t count);

#endif
