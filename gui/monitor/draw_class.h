/*
 * A cell of the class mode, for gui/monitor/draw_class.c: name, state and
 * countdown on a card, with letters so many pixels high, which the app's fonts
 * of the moment have.
 */
#ifndef GUI_MONITOR_DRAW_CLASS_H
#define GUI_MONITOR_DRAW_CLASS_H

#include "gui/model/class.h"
#include "gui/monitor/monitor.h"

/* The card of all that are in a state. */
void draw_class_card(struct canvas *canvas, unsigned state, struct area area,
    int letters);
/* What is on its card: name, mark, what counts down. */
void draw_class_cell(struct canvas *canvas, const struct class_cell *cell,
    struct area area, int letters);
/* On a card that has it, what counts down alone. */
void draw_class_count(struct canvas *canvas, const struct class_cell *cell,
    struct area area, int letters);

#endif
