/* Between tip.c and tip_window.c. */
#ifndef GUI_TOOLKIT_TIP_PRIVATE_H
#define GUI_TOOLKIT_TIP_PRIVATE_H

#include "gui/toolkit/tip.h"

/* What is to be said there, or NULL; valid until something is painted. */
const struct canvas_tip *tip_at(const struct canvas *canvas, int x, int y);

#endif
