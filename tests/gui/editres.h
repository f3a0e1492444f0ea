/*
 * The widgets of a running Xt program, asked for by the Editres protocol,
 * which every Motif program speaks: names are what tests find widgets by.
 */
#ifndef TESTS_EDITRES_H
#define TESTS_EDITRES_H

#include <X11/Xlib.h>
#include <stdbool.h>

struct editres_widget {
	char name[64], class[64];
	Window window;
};

struct editres_tree {
	struct editres_widget *widgets;
	int count;
};

void editres_open(Display *display);

/*
 * Asks the program of the window for its widgets and waits for the answer.
 * It comes after the program has handled every event before it, so this is
 * also how to wait for that.  False: none within the time, or the window is
 * gone; the tree is as it was.
 */
bool editres_ask(Window target, int timeout_ms, struct editres_tree *tree);

long editres_now_ms(void);

#endif
