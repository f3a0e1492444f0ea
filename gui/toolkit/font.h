/*
 * Fonts by role, with glyphs from other fonts where the first has none.
 *
 * Widths are computed here, never asked of the server.  Text is UTF-8 that
 * has been escaped (base/text.h); a byte that is not shows as a box rather
 * than ending the text.  Sizes are pixels where nothing else is said.  The
 * thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_FONT_H
#define GUI_TOOLKIT_FONT_H

#include <X11/Intrinsic.h>
#include <X11/Xft/Xft.h>
#include <Xm/Xm.h>
#include <stddef.h>

struct app;
struct font_set;

enum font_role {
	FONT_UI, FONT_UI_BOLD, FONT_SMALL, FONT_BIG, FONT_MONO,
	FONT_MONO_BOLD, FONT_ROLES
};

/* Opens the roles at a size in points; NULL only without memory. */
struct font_set *font_set_open(struct app *app, double points);
void font_set_close(struct font_set *set);

int font_ascent(const struct font_set *set, enum font_role role);
int font_height(const struct font_set *set, enum font_role role);
/* The width of a digit: columns are multiples of it. */
int font_digit(const struct font_set *set, enum font_role role);

int font_width(struct font_set *set, enum font_role role, const char *text,
    size_t len);

/* How many bytes fit into width; *used gets their width. */
size_t font_fit(struct font_set *set, enum font_role role, const char *text,
    size_t len, int width, int *used);

/* Where in the text, of which not more than BIDI_MAX characters are looked at,
 * those bytes stand: text from right to left stands in another order. */
struct font_span {
	int x, width;
};
struct font_span font_span(struct font_set *set, enum font_role role,
    const char *text, size_t len, size_t from, size_t end);

/* Where the next glyph goes, and how many bytes have been placed. */
struct font_pen {
	int x, baseline;
	size_t placed;
};

/* Text as glyphs for XftGlyphFontSpecRender, from left to right
 * (gui/model/bidi.h); moves the pen.  Returns how many there are, at most room;
 * text from right to left is put in order as far as there is room, so there
 * should be some for all of it. */
size_t font_place(struct font_set *set, enum font_role role,
    const char *text, size_t len, struct font_pen *pen,
    XftGlyphFontSpec *glyphs, size_t room);

/* For Motif's own widgets.  The caller frees it. */
XmRenderTable font_render_table(struct font_set *set, Widget widget,
    enum font_role role);

#endif
