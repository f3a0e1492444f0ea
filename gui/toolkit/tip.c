/* Tips: what there is to say, and where. */
#include "gui/toolkit/tip_private.h"

#include <stdlib.h>
#include <string.h>

static bool
meet(struct area a, struct area b)
{
	return a.x < b.x + b.width && b.x < a.x + a.width &&
	    a.y < b.y + b.height && b.y < a.y + a.height;
}

/* A hairline along its edge does not hide it. */
static struct area
middle(struct area area)
{
	return (struct area){ area.x + area.width / 2,
	    area.y + area.height / 2, 1, 1 };
}

static void
drop(struct canvas *canvas, int number)
{
	free(canvas->tips[number].text);
	canvas->tips[number] = canvas->tips[--canvas->tip_count];
}

void
tip_note(struct canvas *canvas, struct area area, const char *text)
{
	char *copy;

	if (text[0] == '\0' || area.width <= 0 || area.height <= 0)
		return;
	if (canvas->tips == NULL)
		canvas->tips = calloc(CANVAS_TIPS_MAX, sizeof(*canvas->tips));
	if (canvas->tips == NULL || canvas->tip_count == CANVAS_TIPS_MAX ||
	    (copy = strdup(text)) == NULL)
		return;
	canvas->tips[canvas->tip_count++] = (struct canvas_tip){ area, copy };
}

void
tip_forget(struct canvas *canvas, struct area area)
{
	int i;

	for (i = canvas->tip_count - 1; i >= 0; i--)
		if (meet(middle(canvas->tips[i].area), area))
			drop(canvas, i);
}

void
tip_forget_all(struct canvas *canvas)
{
	while (canvas->tip_count > 0)
		drop(canvas, canvas->tip_count - 1);
}

void
tip_move(struct canvas *canvas, struct area from, int by)
{
	struct area to = from;
	int i;

	to.y += by;
	for (i = canvas->tip_count - 1; i >= 0; i--)
		if (meet(middle(canvas->tips[i].area), from))
			canvas->tips[i].area.y += by;
		else if (meet(middle(canvas->tips[i].area), to))
			drop(canvas, i);
}

/* What is noted last says more. */
const struct canvas_tip *
tip_at(const struct canvas *canvas, int x, int y)
{
	struct area point = { x, y, 1, 1 };
	int i;

	for (i = canvas->tip_count - 1; i >= 0; i--)
		if (meet(canvas->tips[i].area, point))
			return &canvas->tips[i];
	return NULL;
}
