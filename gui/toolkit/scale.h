/*
 * Pixels that follow the screen's resolution and the size of the letters.
 *
 * Sizes in the code and in the app-defaults files are pixels at 96 dots an
 * inch and letters of 10 points.  What a display says its resolution is (the
 * resource Xft.dpi, else the screen) makes all of them larger.  Larger letters
 * make a window larger, and what is gripped with the mouse, at half the rate;
 * they do not make margins larger, which would take the room that they need
 * themselves.  Nothing is made smaller.
 *
 * A process has one window on one screen: the scale is the process's.  The
 * thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_SCALE_H
#define GUI_TOOLKIT_SCALE_H

#include <X11/Intrinsic.h>

/* Once, when the display is open; no widget has been made.  From then on
 * dimensions in resources are scaled. */
void scale_open(Display *display, Screen *screen);
/* The size of the letters, in points. */
void scale_set_letters(int points);

int scale_px(int pixels);
/* Of a sash, say: by the letters, too. */
int scale_grip_px(int pixels);
/* Of a whole window: in proportion to the letters. */
int scale_window_px(int pixels);

/* Scroll bars and sashes by letters, too: as the widget's resources have
 * them. */
void scale_restyle(Widget widget);

#endif
