/*
 * Scroll bars with a fixed range.
 *
 * Motif asks the server something at each change of a scroll bar, so a bar
 * is set only when it would look different: its range is constant and the
 * slider's length moves in steps.  The thread of the Xt loop; the struct is the
 * caller's and stays where it is.
 */
#ifndef GUI_TOOLKIT_SCROLL_H
#define GUI_TOOLKIT_SCROLL_H

#include <X11/Intrinsic.h>
#include <stdbool.h>
#include <stdint.h>

struct app;

struct scroll {
	struct app *app;
	Widget bar;
	int value, slider;	/* as last set */
	uint64_t total, page;
	void (*moved)(void *context, uint64_t top);
	void *context;
};

void scroll_init(struct scroll *scroll, struct app *app, Widget parent,
    const char *name, bool horizontal, void (*moved)(void *, uint64_t),
    void *context);

/* After other colours: a slider that fills the bar is not to be seen. */
void scroll_restyle(struct scroll *scroll);

/* Shows that `page` of `total` lines are in view, from `top` on. */
void scroll_show(struct scroll *scroll, uint64_t total, uint64_t page,
    uint64_t top);

#endif
