/*
 * One question about the keyboard focus instead of one a widget.
 *
 * Motif asks the server who has the focus for each manager whose values are
 * set; dressing a window is a hundred of these, 50 ms each over a slow
 * ssh -X.  Between hold and release the first answer stands: nothing is
 * dispatched there, so the focus cannot have moved as far as we know.  The
 * thread of the Xt loop.
 */
#ifndef GUI_SHIM_XFOCUS_H
#define GUI_SHIM_XFOCUS_H

/* They may nest. */
void xfocus_hold(void);
void xfocus_release(void);

#endif
