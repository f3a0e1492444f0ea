/* What was changed in a text. */
#include "gui/model/undo.h"

#include <stdlib.h>
#include <string.h>

struct step {
	long at;
	bool letters;		/* typed, or deleted, one by one */
	char *out, *in;
};

struct undo {
	struct step steps[UNDO_STEPS_MAX];
	unsigned count;
	unsigned done;		/* those behind have been taken back */
	size_t bytes;		/* of all texts */
};

struct undo *
undo_new(void)
{
	return calloc(1, sizeof(struct undo));
}

static long
characters(const char *text)
{
	long count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

static void
drop(struct undo *undo, unsigned number)
{
	struct step *step = &undo->steps[number];

	undo->bytes -= strlen(step->out) + strlen(step->in);
	free(step->out);
	free(step->in);
	undo->count--;
	memmove(step, step + 1, (undo->count - number) * sizeof(*step));
}

/* All from there on. */
static void
drop_from(struct undo *undo, unsigned number)
{
	while (undo->count > number)
		drop(undo, undo->count - 1);
	if (undo->done > number)
		undo->done = number;
}

void
undo_free(struct undo *undo)
{
	if (undo == NULL)
		return;
	drop_from(undo, 0);
	free(undo);
}

/* *text becomes both, one behind the other; the first two may be it. */
static bool
join(struct undo *undo, char **text, const char *first, const char *second)
{
	size_t first_len = strlen(first), second_len = strlen(second);
	char *both = malloc(first_len + second_len + 1);

	if (both == NULL)
		return false;
	memcpy(both, first, first_len);
	memcpy(both + first_len, second, second_len + 1);
	undo->bytes += first_len + second_len - strlen(*text);
	free(*text);
	*text = both;
	return true;
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

/* A blank goes with the word before it. */
static bool
same_word(const char *before, const char *in)
{
	return is_blank(in[0]) || !is_blank(before[strlen(before) - 1]);
}

/* Is it the next letter of what is being typed, or deleted?  Then it becomes
 * part of that step. */
static bool
goes_on(struct undo *undo, long at, const char *out, const char *in)
{
	struct step *last = undo->steps + undo->count - 1;

	if (undo->count == 0 || !last->letters ||
	    characters(out) + characters(in) != 1)
		return false;
	if (in[0] != '\0' && last->in[0] != '\0')
		return last->at + characters(last->in) == at &&
		    same_word(last->in, in) &&
		    join(undo, &last->in, last->in, in);
	if (in[0] != '\0' || last->in[0] != '\0')
		return false;
	if (at == last->at)
		return join(undo, &last->out, last->out, out);
	if (at + 1 != last->at || !join(undo, &last->out, out, last->out))
		return false;
	last->at = at;
	return true;
}

/* The oldest go. */
static void
let_go(struct undo *undo)
{
	while (undo->count > UNDO_STEPS_MAX - 1 ||
	    (undo->count > 0 && undo->bytes > UNDO_BYTES_MAX))
		drop(undo, 0);
	undo->done = undo->count;
}

void
undo_note(struct undo *undo, long at, const char *out, const char *in)
{
	struct step step;

	drop_from(undo, undo->done);
	if (goes_on(undo, at, out, in))
		return;
	let_go(undo);
	step = (struct step){ at, characters(in[0] != '\0' ? in : out) == 1,
	    strdup(out), strdup(in) };
	if (step.out == NULL || step.in == NULL) {
		free(step.out);
		free(step.in);
		drop_from(undo, 0);
		return;
	}
	undo->bytes += strlen(out) + strlen(in);
	undo->steps[undo->count++] = step;
	let_go(undo);
}

bool
undo_can_take_back(const struct undo *undo)
{
	return undo->done > 0;
}

bool
undo_can_do_again(const struct undo *undo)
{
	return undo->done < undo->count;
}

bool
undo_take_back(struct undo *undo, struct undo_change *change)
{
	const struct step *step;

	if (!undo_can_take_back(undo))
		return false;
	step = &undo->steps[--undo->done];
	*change = (struct undo_change){ step->at, characters(step->in),
	    characters(step->out), step->out };
	return true;
}

bool
undo_do_again(struct undo *undo, struct undo_change *change)
{
	const struct step *step;

	if (!undo_can_do_again(undo))
		return false;
	step = &undo->steps[undo->done++];
	*change = (struct undo_change){ step->at, characters(step->out),
	    characters(step->in), step->in };
	return true;
}
