/*
 * Cells of a grid that look like one of a few pictures: the server keeps a
 * picture of each kind, painted once, and a cell costs a rectangle, a small one
 * a byte or two.
 *
 * The caller's, zero at first but for paint and context.  All cells are of one
 * size and whole ones away from the first.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_STAMPS_H
#define GUI_TOOLKIT_STAMPS_H

#include "gui/toolkit/canvas.h"

#define STAMPS_KINDS	16
#define STAMPS_HELD	256

struct stamps {
	/* The picture of a kind, when it is needed for the first time. */
	void (*paint)(void *context, unsigned kind, struct canvas *picture,
	    struct area area);
	void *context;
	struct canvas *canvas;		/* whose cells these are */
	struct area first;		/* of the cells */
	struct canvas pictures[STAMPS_KINDS];
	GlyphSet cells;			/* None: they are rectangles */
	XRectangle held[STAMPS_KINDS][STAMPS_HELD];
	int counts[STAMPS_KINDS];
};

/* Cells are put into that grid from now on; those of another size need other
 * pictures. */
void stamps_begin(struct stamps *stamps, struct canvas *canvas,
    struct area first);
/* Also for other colours or letters: pictures are painted anew. */
void stamps_forget(struct stamps *stamps);
/* The cell there, drawn by stamps_end at the latest. */
void stamps_put(struct stamps *stamps, unsigned kind, int x, int y);
void stamps_end(struct stamps *stamps);

#endif
