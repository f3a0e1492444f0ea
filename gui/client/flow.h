/*
 * Widgets in a row that goes on in the next line when it is full.
 *
 * Motif's RowColumn wraps but never asks for the height that takes.  A label
 * and the field that follows it stay together.  The thread of the Xt loop.
 */
#ifndef GUI_CLIENT_FLOW_H
#define GUI_CLIENT_FLOW_H

#include <X11/Intrinsic.h>

/* An unmanaged row, as wide as its form, at the top of it; children are laid
 * out in the order they are made. */
Widget flow_make(Widget form, const char *name);

/* How high it is when it is so wide. */
int flow_height(Widget row, int width);

/* The children's sizes may have changed. */
void flow_fit(Widget row);

#endif
