/*
 * The timeline, below the header in place of the chart: a lane a client, in
 * the table's order and from the row that the table shows first on, where not
 * all of them fit.
 *
 *	timeline.c		input, and how high it is
 *	draw_timeline.c		what is where
 *	draw_timeline_names.c	names and the scale of times
 *	draw_lane.c		what a part of a lane looks like
 *	draw_lane_key.c		samples: what patterns and marks mean
 */
#ifndef GUI_MONITOR_TIMELINE_PARTS_H
#define GUI_MONITOR_TIMELINE_PARTS_H

#include "gui/model/lanes.h"
#include "gui/model/lanes_window.h"
#include "gui/toolkit/paint.h"
#include "gui/toolkit/scale.h"

#define TIMELINE_LANES	128	/* shown at once */
#define TIMELINE_PARTS	4	/* cells of a slot */
#define TIMELINE_CELLS	(LANES_SLOTS * TIMELINE_PARTS)
#define TIMELINE_PAD	scale_px(8)	/* beside names */
#define TIMELINE_ACCENT	scale_px(3)	/* of the lane selected */

/* What is where, pixels; all of it is painted anew where that differs but for
 * the end. */
struct timeline_place {
	int64_t slot_ms, end;
	int top, names;		/* the lanes' upper and left edge */
	int lane_height, slot_width, right;
	uint32_t first, shown;	/* of the table's rows */
	int scheme;
};

struct timeline {
	bool on;
	struct lanes *lanes;
	struct lanes_window window;
	bool focus, repaint;
	struct timeline_place place;
	uint32_t names_look, key_look;
	int64_t painted_ms;	/* what is before was painted, but for changes
				   of the lane that these are about */
	struct {
		uint64_t client;
		uint32_t changes;
		enum colour_id below;
	} painted[TIMELINE_LANES];
	uint32_t cells[TIMELINE_LANES][TIMELINE_CELLS];
};

/* The part of a lane from left to right, of which time is at_ms. */
struct lane_cell {
	const struct lane *lane;	/* NULL: nothing is known */
	const struct timeline_place *place;
	struct area area;
	int64_t now_ms;
	enum colour_id below;
	bool marked;		/* a time of the scale begins there */
};

struct monitor;

/* timeline.c */
/* Once there are a log and, maybe, a capture; false without memory. */
bool monitor_begin_timeline(struct monitor *monitor);
void monitor_make_timeline(struct monitor *monitor);
/* Above the panes and below what is said, of which it gets so much at most. */
void monitor_fit_timeline(struct monitor *monitor, int room);
void monitor_set_timeline(struct monitor *monitor, bool on);

/* draw_timeline.c */
void draw_timeline(struct monitor *monitor);
/* Nothing of it is good any more. */
void timeline_repaint(struct timeline *timeline);
/* How high its scale is, and a lane at least. */
int draw_timeline_heading(const struct app *app);
int draw_timeline_lane(void);
/* Of the client whose lane that is, of those that are shown. */
const struct row_data *timeline_row(const struct monitor *monitor,
    uint32_t lane);
void draw_timeline_scale(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place);
/* Where they are others than before. */
void draw_timeline_names(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place);
/* How much of time there is. */
struct lanes_extent timeline_extent(const struct monitor *monitor);
/* Where the lane is, by the window's scale. */
int timeline_x(const struct timeline_place *place, int64_t at_ms);

/* draw_lane.c */
/* A hash of all that the cell looks like. */
uint32_t draw_lane_look(const struct lane_cell *cell);
/* In three steps, each for all cells: what stands on the ground, the patterns
 * over it, the marks over those. */
void draw_lane_ground(struct canvas *canvas, const struct lane_cell *cell);
void draw_lane_patterns(struct canvas *canvas, const struct lane_cell *cell);
/* Those that are still held back. */
void draw_lane_patterns_end(struct canvas *canvas,
    const struct timeline_place *place);
void draw_lane_marks(struct canvas *canvas, const struct lane_cell *cell);

/* A state as its lane shows it. */
void draw_lane_sample(struct canvas *canvas, unsigned state,
    struct area area);
/* A mark: what there may be besides states. */
enum lane_shape {
	SHAPE_RECEIVED, SHAPE_SENT, SHAPE_FAULT, SHAPE_MISCHIEF, SHAPE_CONNECT,
	SHAPE_CLOSE, SHAPE_CRASH, SHAPE_COUNT
};
enum lane_shape lane_shape_of(const struct lane_mark *mark);
void draw_lane_shape(struct canvas *canvas, enum lane_shape shape,
    struct area clip, int x, int y, int height);
/* Where the chart is else: what the clients do now. */
void draw_timeline_key(struct monitor *monitor, struct canvas *canvas,
    struct area area, bool whole);

/* Of what is shown, for the state. */
struct timeline_counts {
	uint32_t states[STATE_COUNT];	/* of the lanes, now */
	uint32_t shapes[SHAPE_COUNT];	/* in the part of time shown */
};
void timeline_count(const struct monitor *monitor,
    struct timeline_counts *counts);

#endif
