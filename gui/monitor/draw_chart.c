/*
 * Painting the chart: clients as a line over messages as hills, two minutes
 * of both, each on a scale of its own that its legend names.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

#define DOT		scale_px(6)
#define GRID_LINES	3
#define LINE_WIDTH	(scale_px(18) / 10.0)

struct series {
	enum colour_id line, fill;
	bool messages;		/* else clients */
	bool filled;
	double scale;
};

static double
value_of(const struct rates_sample *sample, const struct series *series)
{
	return series->messages ? sample->messages : sample->clients;
}

static double
largest(const struct rates *rates, const struct series *series)
{
	double most = 0, value;
	unsigned i;

	for (i = 0; i < rates->sample_count; i++) {
		value = value_of(rates_sample(rates, i), series);
		if (value > most)
			most = value;
	}
	return most;
}

/* The point of sample i; the newest stands at the right edge. */
static XPointDouble
point_of(const struct rates *rates, const struct series *series, unsigned i,
    struct area area)
{
	double step = (double)area.width / (RATES_SECONDS - 1);
	double value = value_of(rates_sample(rates, i), series);

	return (XPointDouble){ area.x + area.width -
	    step * (double)(rates->sample_count - 1 - i),
	    area.y + area.height - 1.5 -
	    (area.height - 3) * value / series->scale };
}

/* Points on one level need only the first and the last of them. */
static bool
needless(const XPointDouble *points, unsigned count, XPointDouble next)
{
	return count >= 2 && points[count - 1].y == points[count - 2].y &&
	    points[count - 1].y == next.y;
}

/* A run of known samples from *i on; returns how many points it has. */
static unsigned
next_run(const struct rates *rates, const struct series *series, unsigned *i,
    struct area area, XPointDouble points[RATES_SECONDS])
{
	unsigned count = 0;
	XPointDouble next;

	while (*i < rates->sample_count && !rates_sample(rates, *i)->known)
		(*i)++;
	for (; *i < rates->sample_count && rates_sample(rates, *i)->known;
	    (*i)++) {
		next = point_of(rates, series, *i, area);
		if (needless(points, count, next))
			points[count - 1] = next;
		else
			points[count++] = next;
	}
	return count;
}

static void
fill_run(struct canvas *canvas, const struct series *series,
    const XPointDouble *points, unsigned count, double bottom)
{
	XPointDouble band[2 * RATES_SECONDS];
	unsigned i;

	for (i = 0; i < count; i++) {
		band[2 * i] = points[i];
		band[2 * i + 1] = (XPointDouble){ points[i].x, bottom };
	}
	paint_band(canvas, series->fill, band, (int)(2 * count));
}

/* The normal of a segment, as long as half the line is wide. */
static XPointDouble
half_normal(XPointDouble from, XPointDouble to)
{
	double dx = to.x - from.x, dy = to.y - from.y;
	double length = sqrt(dx * dx + dy * dy);

	if (length == 0)
		return (XPointDouble){ 0, LINE_WIDTH / 2 };
	return (XPointDouble){ -dy / length * LINE_WIDTH / 2,
	    dx / length * LINE_WIDTH / 2 };
}

static void
stroke_run(struct canvas *canvas, const struct series *series,
    const XPointDouble *points, unsigned count)
{
	XPointDouble band[4 * RATES_SECONDS], normal;
	unsigned i, used = 0;

	for (i = 0; i + 1 < count; i++) {
		normal = half_normal(points[i], points[i + 1]);
		band[used++] = (XPointDouble){ points[i].x - normal.x,
		    points[i].y - normal.y };
		band[used++] = (XPointDouble){ points[i].x + normal.x,
		    points[i].y + normal.y };
		band[used++] = (XPointDouble){ points[i + 1].x - normal.x,
		    points[i + 1].y - normal.y };
		band[used++] = (XPointDouble){ points[i + 1].x + normal.x,
		    points[i + 1].y + normal.y };
	}
	if (used != 0)
		paint_band(canvas, series->line, band, (int)used);
}

static void
draw_series(struct canvas *canvas, const struct rates *rates,
    const struct series *series, struct area area)
{
	XPointDouble points[RATES_SECONDS];
	unsigned i = 0, count;

	while (i < rates->sample_count) {
		count = next_run(rates, series, &i, area, points);
		if (count == 0)
			continue;
		if (series->filled)
			fill_run(canvas, series, points, count,
			    area.y + area.height - 1);
		stroke_run(canvas, series, points, count);
	}
	if (rates->sample_count > 0 &&
	    rates_sample(rates, rates->sample_count - 1)->known) {
		points[0] = point_of(rates, series, rates->sample_count - 1,
		    area);
		paint_round(canvas, series->line, (struct area){
		    (int)points[0].x - DOT / 2, (int)(points[0].y + 0.5) -
		    DOT / 2, DOT, DOT });
	}
}

static void
draw_grid(struct canvas *canvas, struct area area)
{
	int i;

	for (i = 0; i <= GRID_LINES; i++)
		paint_fill(canvas, i == GRID_LINES ? COLOUR_HAIRLINE :
		    COLOUR_GRID, (struct area){ area.x,
		    area.y + (area.height - 1) * i / GRID_LINES, area.width,
		    1 });
	for (i = 1; i < 4; i++)
		paint_fill(canvas, COLOUR_GRID, (struct area){
		    area.x + area.width * i / 4, area.y, 1, area.height });
}

/* Says what a line means where there is room; returns where that ends. */
static int
draw_legend(struct canvas *canvas, const struct series *series, int x,
    struct area area, const char *name)
{
	struct app *app = canvas->app;
	char number[RATES_TEXT_SIZE], words[96];
	const char *args[1] = { number };
	int height = font_height(app->fonts, FONT_SMALL), width;
	int y = area.y;

	rates_number(number, series->scale);
	wording_expand(words, sizeof(words),
	    app_text(app, name, "%1"), args, 1);
	width = font_width(app->fonts, FONT_SMALL, words, strlen(words));
	if (x + scale_px(20) + width > area.x + area.width)
		return x;
	/* As it is drawn: what is filled is so here. */
	if (series->filled)
		paint_fill(canvas, series->fill, (struct area){ x,
		    y + height / 2, scale_px(14), height / 2 });
	paint_round(canvas, series->line, (struct area){ x,
	    y + height / 2 - scale_px(2), scale_px(14), scale_px(4) });
	paint_label(canvas, FONT_SMALL, COLOUR_MUTED, (struct area){
	    x + scale_px(20), y, width, height }, ALIGN_LEFT, words);
	return x + width + scale_px(44);
}

static void
draw_legends(struct canvas *canvas, const struct series *clients,
    const struct series *messages, struct area area)
{
	struct app *app = canvas->app;
	const char *span = app_text(app, "chart.span", "last 2 minutes");
	int width = font_width(app->fonts, FONT_SMALL, span, strlen(span));
	int x = draw_legend(canvas, clients, area.x, area, "chart.clients");

	x = draw_legend(canvas, messages, x, area, "chart.messages");
	if (x + width > area.x + area.width)
		return;
	area.height = font_height(app->fonts, FONT_SMALL);
	paint_label(canvas, FONT_SMALL, COLOUR_FAINT, area, ALIGN_RIGHT,
	    span);
}

void
draw_chart(struct canvas *canvas, const struct rates *rates, struct area area)
{
	struct series clients = { COLOUR_CLIENTS_LINE, COLOUR_CLIENTS_FILL,
	    false, false, 1 };
	struct series messages = { COLOUR_MESSAGES_LINE, COLOUR_MESSAGES_FILL,
	    true, true, 1 };
	struct app *app = canvas->app;
	int top = font_height(app->fonts, FONT_SMALL) + 5;
	struct area plot = { area.x, area.y + top, area.width - 4,
	    area.height - top - 3 };

	paint_fill(canvas, COLOUR_SURFACE, (struct area){ area.x - 4, area.y,
	    area.width + 8, area.height });
	clients.scale = rates_scale(largest(rates, &clients));
	messages.scale = rates_scale(largest(rates, &messages));
	draw_legends(canvas, &clients, &messages, area);
	draw_grid(canvas, plot);
	draw_series(canvas, rates, &messages, plot);
	draw_series(canvas, rates, &clients, plot);
	paint_mark(canvas, (struct area){ area.x - 4, area.y, area.width + 8,
	    area.height });
}
