/*
 * The windows' icon: a message there and one back, on a ground of a colour.
 *
 * Drawn when it is wanted, in any size; no X in here.  A pixel is 0xAARRGGBB,
 * not premultiplied, as _NET_WM_ICON has it.
 */
#ifndef GUI_TOOLKIT_ICON_H
#define GUI_TOOLKIT_ICON_H

#include <stdbool.h>
#include <stdint.h>

struct icon {
	uint32_t ground, there, back;	/* 0xRRGGBB */
};

/* One pixel of the icon in size by size pixels. */
uint32_t icon_pixel(const struct icon *icon, int size, int x, int y);

#endif
