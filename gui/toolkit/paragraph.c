/* Words in as many lines as they need. */
#include "gui/toolkit/paragraph.h"

#include <stdio.h>
#include <string.h>

#define LINE_SIZE	1024

/* As much as fits, up to a blank; at least something. */
static size_t
fitting(struct font_set *fonts, enum font_role role, const char *words,
    int width)
{
	size_t len = strlen(words), fits, at;
	int used;

	fits = width <= 0 ? 0 : font_fit(fonts, role, words, len, width,
	    &used);
	if (fits >= len)
		return len;
	for (at = fits; at > 0; at--)
		if (words[at] == ' ')
			return at;
	return fits > 0 ? fits : len;
}

int
paragraph_line_height(const struct app *app, enum font_role role)
{
	return font_height(app->fonts, role) + 6;
}

int
paragraph_lines(const struct app *app, enum font_role role, const char *words,
    int width, int most)
{
	int lines;

	for (lines = 0; *words != '\0' && lines < most; lines++) {
		words += fitting(app->fonts, role, words, width);
		words += strspn(words, " ");
	}
	return lines;
}

int
paragraph_paint(struct canvas *canvas, enum font_role role,
    enum colour_id colour, struct area area, enum paint_align align,
    const char *words)
{
	struct font_set *fonts = canvas->app->fonts;
	int height = paragraph_line_height(canvas->app, role), taken = 0;
	char line[LINE_SIZE];
	size_t len;
	bool last;

	while (*words != '\0' && (taken == 0 ||
	    taken + height <= area.height)) {
		last = taken + 2 * height > area.height;
		len = last ? strlen(words) : fitting(fonts, role, words,
		    area.width);
		(void)snprintf(line, sizeof(line), "%.*s", (int)len, words);
		paint_label(canvas, role, colour, (struct area){ area.x,
		    area.y + taken, area.width, height }, align, line);
		words += len;
		words += strspn(words, " ");
		taken += height;
	}
	return taken;
}
