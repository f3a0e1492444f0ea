/* Two lists side by side. */
#include "gui/model/align.h"

#include <stdlib.h>
#include <string.h>

/* A part of both, in which those that are alike are looked for. */
struct part {
	const struct align_of *of;
	uint32_t at[2];
};

void
align_free(struct align *align)
{
	free(align->pairs);
	memset(align, 0, sizeof(*align));
}

static bool
add(struct align *align, uint32_t a, uint32_t b, bool equal)
{
	struct align_pair *grown;

	if (align->count == align->room) {
		grown = realloc(align->pairs, (2 * (size_t)align->room + 16) *
		    sizeof(*grown));
		if (grown == NULL)
			return false;
		align->pairs = grown;
		align->room = 2 * align->room + 16;
	}
	align->pairs[align->count++] = (struct align_pair){ { a, b }, equal };
	return true;
}

static bool
add_alone(struct align *align, const struct diff_run *run,
    const uint32_t at[2], unsigned side, uint32_t from)
{
	for (; from < run->len[side]; from++)
		if (!add(align, side == 0 ? at[0] + run->at[0] + from :
		    ALIGN_NONE, side == 1 ? at[1] + run->at[1] + from :
		    ALIGN_NONE, false))
			return false;
	return true;
}

/* Neither equal nor alike: the first against the first. */
static bool
add_others(struct align *align, const struct align_of *of,
    const struct diff_run *run, const uint32_t at[2])
{
	uint32_t least = run->len[0] < run->len[1] ? run->len[0] :
	    run->len[1], i, a, b;

	for (i = 0; i < least; i++) {
		a = at[0] + run->at[0] + i;
		b = at[1] + run->at[1] + i;
		if (of->may == NULL || of->may(of->context, a, b)) {
			if (!add(align, a, b, false))
				return false;
		} else if (!add(align, a, ALIGN_NONE, false) ||
		    !add(align, ALIGN_NONE, b, false)) {
			return false;
		}
	}
	return add_alone(align, run, at, 0, least) &&
	    add_alone(align, run, at, 1, least);
}

static bool
add_same(struct align *align, const struct diff_run *run,
    const uint32_t at[2], bool equal)
{
	uint32_t i;

	for (i = 0; i < run->len[0]; i++)
		if (!add(align, at[0] + run->at[0] + i,
		    at[1] + run->at[1] + i, equal))
			return false;
	return true;
}

static bool
part_alike(void *context, uint32_t a, uint32_t b)
{
	const struct part *part = context;

	return part->of->alike(part->of->context, part->at[0] + a,
	    part->at[1] + b);
}

static bool
add_part(struct align *align, const struct align_of *of,
    const struct diff_run *run)
{
	struct part part = { of, { run->at[0], run->at[1] } };
	struct diff_of alike = { { run->len[0], run->len[1] }, part_alike,
	    &part, of->steps };
	struct diff diff = { NULL, 0, 0, false };
	bool done = diff_make(&diff, &alike);
	uint32_t i;

	align->given_up |= diff.given_up;
	for (i = 0; done && i < diff.count; i++)
		done = diff.runs[i].same ? add_same(align, &diff.runs[i],
		    part.at, false) : add_others(align, of, &diff.runs[i],
		    part.at);
	diff_free(&diff);
	return done;
}

bool
align_make(struct align *align, const struct align_of *of)
{
	static const uint32_t begin[2];
	struct diff_of equal = { { of->len[0], of->len[1] }, of->equal,
	    of->context, of->steps };
	struct diff diff = { NULL, 0, 0, false };
	bool done = diff_make(&diff, &equal);
	uint32_t i;

	align->given_up = diff.given_up;
	for (i = 0; done && i < diff.count; i++)
		done = diff.runs[i].same ? add_same(align, &diff.runs[i],
		    begin, true) : add_part(align, of, &diff.runs[i]);
	diff_free(&diff);
	if (!done)
		align_free(align);
	return done;
}
