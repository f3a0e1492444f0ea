/*
 * A verdict (gui/model/verdict.h), drawn: right or wrong, what is
 * wrong and where, the rule and what to do instead.  As high as its words
 * need and as what stands above it can spare.
 *
 * The thread of the Xt loop; the verdict and what stands above are the
 * owner's.
 */
#ifndef GUI_CLIENT_VERDICT_H
#define GUI_CLIENT_VERDICT_H

#include "gui/toolkit/view.h"
#include "gui/model/verdict.h"

struct verdict_view {
	struct view view;
	const struct verdict *verdict;	/* of the owner */
	const char *words;	/* text.WORDS.right and so on; text.WORDS.none
				   is said while there is no verdict */
	Widget above;		/* keeps VERDICT_KEEP lines of its own */
	int lines, width;	/* it has room for */
};

#define VERDICT_KEEP	5

/* At the bottom of the form.  The caller has set verdict and words, and sets
 * above. */
void verdict_view_make(struct verdict_view *view, struct view_group *group,
    Widget form, const char *name);

/* The verdict is another one now. */
void verdict_view_update(struct verdict_view *view);
/* Fonts or colours have changed. */
void verdict_view_fit(struct verdict_view *view);
/* The height it should have at least. */
int verdict_view_least(const struct verdict_view *view);

#endif
