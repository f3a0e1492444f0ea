/* Painting one line of the message pane. */
#include "gui/pane/messages_private.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/event.h"
#include "gui/model/verdict_words.h"

struct band {
	enum colour_id ink, band, head;
};

/* What goes to the server is green, what comes from it blue. */
static struct band
band_of(const struct messages_pane *messages, const struct log_entry *entry)
{
	if ((entry->direction == FEED_SENT) != messages->by_client)
		return (struct band){ COLOUR_SENT_INK, COLOUR_SENT_BAND,
		    COLOUR_SENT_HEAD };
	return (struct band){ COLOUR_RECEIVED_INK, COLOUR_RECEIVED_BAND,
	    COLOUR_RECEIVED_HEAD };
}

static int
baseline_of(const struct app *app, enum font_role role, struct area area)
{
	return area.y + font_ascent(app->fonts, role) +
	    (area.height - font_height(app->fonts, role)) / 2;
}

void
messages_paint_arrow(struct canvas *canvas, enum colour_id colour,
    struct area area, bool to_right)
{
	double middle = area.y + area.height / 2.0, d = area.height / 4.0;
	double left = area.x + area.height * 0.22, tip = left + 2 * d;
	XPointDouble corners[3];

	if (!to_right) {
		tip = left;
		left += 2 * d;
	}
	corners[0] = (XPointDouble){ left, middle - d };
	corners[1] = (XPointDouble){ left, middle + d };
	corners[2] = (XPointDouble){ tip, middle };
	paint_triangle(canvas, colour, corners);
}

static void
join(char *out, size_t out_size, const char *words)
{
	size_t used = strlen(out);

	snprintf(out + used, out_size - used, " \xc2\xb7 %s", words);
}

/* The words of a resource, %1 being the number. */
static void
join_number(struct app *app, char *out, size_t out_size, const char *name,
    uint32_t number)
{
	char digits[16], words[64];
	const char *args[1] = { digits };

	snprintf(digits, sizeof(digits), "%u", number);
	wording_expand(words, sizeof(words),
	    app_text(app, name, "%1"), args, 1);
	join(out, out_size, words);
}

/* "12:00:01.000 . 59 bytes . status 200 . wait . process 4123 . #3", as far
 * as it is known. */
static void
describe(struct app *app, const struct log_entry *entry, char *out,
    size_t out_size)
{
	char clock[WHEN_CLOCK_SIZE];

	when_clock(clock, entry->wall_ns);
	text_copy(out, out_size, clock);
	join_number(app, out, out_size, entry->message_bytes == 1 ?
	    "heading.byte" : "heading.bytes", entry->message_bytes);
	if (entry->status != 0)
		join_number(app, out, out_size, "heading.status",
		    (uint32_t)entry->status);
	if (entry->pid != 0) {
		join(out, out_size, lab_info(entry->lab)->name);
		join_number(app, out, out_size, "heading.process",
		    (uint32_t)entry->pid);
		join_number(app, out, out_size, "heading.number",
		    entry->message);
	}
}

struct tag {
	enum colour_id fill, ink;
};

static int
paint_tag(struct canvas *canvas, struct area area, int x, struct tag colours,
    const char *words)
{
	struct font_set *fonts = canvas->app->fonts;
	int height = font_height(fonts, FONT_SMALL) + 2;
	int width = font_width(fonts, FONT_SMALL, words, strlen(words)) +
	    height;
	struct area tag = { x, area.y + (area.height - height) / 2, width,
	    height };

	paint_round(canvas, colours.fill, tag);
	paint_label(canvas, FONT_SMALL, colours.ink, tag, ALIGN_CENTRE,
	    words);
	return width + 10;
}

int
messages_paint_mark(struct canvas *canvas, struct area area, int x,
    enum log_mark mark, const char *words)
{
	static const struct tag tags[LOG_MARK_COUNT] = {
		[LOG_MARK_JUDGING] = { COLOUR_SURFACE, COLOUR_FAINT },
		[LOG_MARK_NOT_JUDGED] = { COLOUR_GAP_BAND, COLOUR_GAP_INK },
		[LOG_MARK_OK] = { COLOUR_SURFACE, COLOUR_GOOD },
		[LOG_MARK_STYLE] = { COLOUR_SURFACE, COLOUR_TEXT },
		[LOG_MARK_SHOULD] = { COLOUR_WARNING, COLOUR_ON_ACCENT },
		[LOG_MARK_MUST] = { COLOUR_ERROR, COLOUR_ON_ACCENT },
	};

	return paint_tag(canvas, area, x, tags[mark], words);
}

/* What the judge says of it, in a word. */
static int
paint_verdict_mark(struct messages_pane *messages,
    const struct log_entry *entry, struct area area, int x)
{
	enum log_mark mark = log_mark(messages->log, entry);

	return mark == LOG_MARK_NONE ? 0 : messages_paint_mark(
	    &messages->pane.view.canvas, area, x, mark,
	    verdict_mark_words(mark));
}

/* The band with its edge and arrow. */
static void
paint_heading_band(struct messages_pane *messages,
    const struct log_entry *entry, struct area area, bool picked,
    bool pinned)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	struct band band = band_of(messages, entry);

	paint_fill(canvas, picked ? COLOUR_PICKED :
	    pinned ? band.head : band.band, area);
	paint_fill(canvas, pinned ? band.ink : COLOUR_HAIRLINE,
	    (struct area){ 0, pinned ? area.y + area.height - 1 : area.y,
	    area.width, 1 });
	paint_fill(canvas, band.ink, (struct area){ 0, area.y, MESSAGES_EDGE,
	    area.height });
	area.x = MESSAGES_EDGE;
	messages_paint_arrow(canvas, band.ink, area, (entry->direction ==
	    FEED_SENT) == messages->by_client);
}

/* "SENT alice", that it is malformed, or what the judge says; returns where it
 * ends. */
static int
paint_heading_words(struct messages_pane *messages,
    const struct log_entry *entry, struct area area)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	struct app *app = canvas->app;
	bool sent = entry->direction == FEED_SENT;
	const char *word = sent ? app_text(app, "sent", "SENT") :
	    app_text(app, "received", "RECEIVED");
	int base = baseline_of(app, FONT_UI_BOLD, area);
	int x = messages_left(app);
	char name[4 * NAME_SIZE];

	x += paint_text(canvas, FONT_UI_BOLD, band_of(messages, entry).ink,
	    x, base, word, strlen(word)) + 10;
	text_escape(name, sizeof(name), entry->name, strlen(entry->name));
	if (name[0] != '\0')
		x += paint_text(canvas, FONT_UI_BOLD, COLOUR_TEXT, x, base,
		    name, strlen(name)) + 12;
	if (entry->fault && log_worst(entry) == NULL)
		x += paint_tag(canvas, area, x, (struct tag){ COLOUR_ERROR,
		    COLOUR_ON_ACCENT }, app_text(app, "malformed",
		    "malformed"));
	return x + paint_verdict_mark(messages, entry, area, x);
}

/* Its facts behind what is not ok; without verdicts, what the server noted
 * behind its facts. */
static void
paint_heading_facts(struct messages_pane *messages,
    const struct log_entry *entry, struct area area, int x)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	char words[FEED_NOTE_MAX + 160], fault[VERDICT_WORDS_SIZE];
	bool noted = entry->note[0] != '\0' && log_worst(entry) == NULL;

	verdict_heading(entry, fault);
	if (fault[0] != '\0') {
		paint_label(canvas, FONT_SMALL, COLOUR_ERROR, (struct area){ x,
		    area.y, area.width - x, area.height }, ALIGN_LEFT, fault);
		x += font_width(canvas->app->fonts, FONT_SMALL, fault,
		    strlen(fault)) + 12;
	}
	describe(canvas->app, entry, words, sizeof(words));
	if (noted)
		join(words, sizeof(words), entry->note);
	if (x < area.width)
		paint_label(canvas, FONT_SMALL, noted ? COLOUR_ERROR :
		    COLOUR_MUTED, (struct area){ x, area.y, area.width - x,
		    area.height }, ALIGN_LEFT, words);
}

void
messages_paint_heading(struct messages_pane *messages,
    const struct log_entry *entry, struct area area, bool picked,
    bool pinned)
{
	int x;

	paint_heading_band(messages, entry, area, picked, pinned);
	x = paint_heading_words(messages, entry, area);
	if (x < area.width)
		paint_heading_facts(messages, entry, area, x);
}

static void
paint_parts(struct canvas *canvas, const struct line *line, struct area area)
{
	static const enum colour_id colours[] = {
		[LINE_PLAIN] = COLOUR_TEXT, [LINE_END] = COLOUR_LINE_END,
		[LINE_BARE] = COLOUR_ERROR, [LINE_ESCAPE] = COLOUR_ESCAPE,
		[LINE_OFFSET] = COLOUR_LINE_END, [LINE_HEX] = COLOUR_TEXT,
	};
	int base = baseline_of(canvas->app, FONT_MONO, area);
	int x = messages_left(canvas->app);
	unsigned i;

	for (i = 0; i < line->part_count; i++)
		x += paint_text(canvas, FONT_MONO,
		    colours[line->parts[i].style], x, base,
		    line->text + line->parts[i].at, line->parts[i].len);
}

/* A line under the bytes that a verdict is about. */
static void
paint_faults(struct messages_pane *messages, const struct log_entry *entry,
    const struct line *line, struct area area)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	int thick = scale_px(2), left = messages_left(canvas->app);
	const struct judge_verdict *fault;
	struct line_span span;
	struct font_span place;
	unsigned i;

	for (i = 0; entry->verdicts != NULL && i < entry->verdicts->kept;
	    i++) {
		fault = entry->verdicts->faults[i];
		if (!lines_span(entry, stream_options(messages->stream), line,
		    fault->at, fault->len > UINT32_MAX - fault->at ?
		    UINT32_MAX : fault->at + fault->len, &span))
			continue;
		place = font_span(canvas->app->fonts, FONT_MONO, line->text,
		    line->text_len, span.at, span.at + span.len);
		paint_fill(canvas, COLOUR_ERROR, (struct area){ left +
		    place.x, area.y + area.height - thick, place.width,
		    thick });
	}
}

/* Below a message of which not all was kept. */
static void
paint_cut(struct canvas *canvas, const struct log_entry *entry,
    struct area area)
{
	int left = messages_left(canvas->app);
	char words[160], count[WORDING_NUMBER_SIZE];

	wording_put(words, sizeof(words), app_text(canvas->app, "cut", "%1"),
	    wording_number(count, entry->message_bytes - entry->len), NULL);
	paint_label(canvas, FONT_SMALL, COLOUR_WARNING, (struct area){ left,
	    area.y, area.width - left, area.height }, ALIGN_LEFT, words);
}

/* The place's line; the next one is found where it ended, for a message may
 * have thousands. */
static bool
next_line(struct messages_pane *messages, struct stream_place place,
    struct line *line)
{
	const struct line_options *options = stream_options(messages->stream);
	struct messages_mark *mark = &messages->mark;

	if (mark->entry != place.entry || mark->line != place.line)
		mark->at = lines_seek(place.entry, options, place.line - 1);
	mark->entry = place.entry;
	mark->line = place.line + 1;
	return lines_next(place.entry, options, &mark->at, line);
}

void
messages_paint_line(struct messages_pane *messages,
    struct stream_place place, struct area area, bool picked)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	struct band band = band_of(messages, place.entry);
	static struct line line;	/* large */

	paint_fill(canvas, picked ? COLOUR_PICKED : band.band, area);
	paint_fill(canvas, band.ink, (struct area){ 0, area.y, MESSAGES_EDGE,
	    area.height });
	if (!next_line(messages, place, &line)) {
		paint_cut(canvas, place.entry, area);
		return;
	}
	if (messages->needle[0] != '\0')
		messages_mark_line(messages, place.entry, &line, area);
	paint_faults(messages, place.entry, &line, area);
	paint_parts(canvas, &line, area);
}

enum colour_id
messages_event_colour(const struct log_entry *entry)
{
	if (entry->kind == LOG_GAP)
		return COLOUR_GAP_INK;
	if (log_is_crash(entry))
		return COLOUR_ERROR;
	if (entry->event == FEED_CONNECTED)
		return COLOUR_GOOD;
	return entry->event == FEED_DISCONNECTED ? COLOUR_MUTED :
	    COLOUR_ACCENT;
}

void
messages_paint_event(struct messages_pane *messages,
    const struct log_entry *entry, struct area area, bool picked)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	enum colour_id colour = messages_event_colour(entry);
	char words[EVENT_WORDS_SIZE], clock[WHEN_CLOCK_SIZE];
	int base = baseline_of(canvas->app, FONT_UI, area);
	int dot = area.height / 3;
	int x = messages_left(canvas->app);

	paint_fill(canvas, picked ? COLOUR_PICKED : entry->kind == LOG_GAP ?
	    COLOUR_GAP_BAND : COLOUR_SURFACE, area);
	paint_fill(canvas, COLOUR_HAIRLINE, (struct area){ 0, area.y,
	    area.width, 1 });
	paint_round(canvas, colour, (struct area){ MESSAGES_EDGE +
	    (area.height - dot) / 2, area.y + (area.height - dot) / 2, dot,
	    dot });
	when_clock(clock, entry->wall_ns);
	x += paint_text(canvas, FONT_SMALL, COLOUR_MUTED, x, base, clock,
	    strlen(clock)) + 10;
	event_words(entry, words, sizeof(words));
	messages_mark_words(messages, entry, words, (struct area){ x, area.y,
	    area.width - x, area.height });
	paint_label(canvas, FONT_UI, colour == COLOUR_GOOD ? COLOUR_TEXT :
	    colour, (struct area){ x, area.y, area.width - x, area.height },
	    ALIGN_LEFT, words);
}
