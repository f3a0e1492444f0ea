/* Between the stamps*.c files only: cells that are small. */
#ifndef GUI_TOOLKIT_STAMPS_PRIVATE_H
#define GUI_TOOLKIT_STAMPS_PRIVATE_H

#include "gui/toolkit/stamps.h"

/* Glyphs for cells of that size: without RENDER, or for large ones, none. */
void stamps_line_open(struct stamps *stamps);
void stamps_line_close(struct stamps *stamps);
/* What is held of that kind. */
void stamps_line_draw(const struct stamps *stamps, unsigned kind);

#endif
