/*
 * What stands in a client table without rows: why, and what to do: start a
 * server, or a command a lab, to be copied.
 *
 * The thread of the Xt loop; a process has one window, so one of them.
 */
#ifndef GUI_MONITOR_EMPTY_H
#define GUI_MONITOR_EMPTY_H

#include <stdio.h>

#include "gui/monitor/monitor.h"

/* Paints the table below its heading, if all of it is to be painted or it
 * shows something else now. */
void empty_draw(struct monitor *monitor, int top, bool all);
/* There are rows. */
void empty_none(void);
/* A press of button 1, and Return: true when something was done. */
bool empty_press(struct monitor *monitor, int x, int y);
bool empty_enter(struct monitor *monitor);
/* Up and Down go from command to command. */
void empty_move(struct monitor *monitor, int step);
/* For the state property: " guide=start@X,Y", " guide=6@X,Y chosen=N". */
void empty_publish(FILE *out);

/* copy.c: to the clipboard. */
void monitor_copy_text(struct monitor *monitor, const char *text);

#endif
