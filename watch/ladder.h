/*
 * A ladder diagram: who said what to whom, when, and what was waited for.
 *
 * Any watcher; pure but for its own memory; no X.  Records go in, in their
 * order; life lines and rows come out, for whoever draws them: letters and SVG
 * in barewirectl (ctl/export_ladder.c, export_svg.c), windows.
 *
 * The first life line is the server, then there is one for each name in a lab,
 * in the order they came, and one for each client that never had a name.  What
 * a client said before it had its name is on the name's line.  Where there is
 * no room, or no memory, rows are left out and counted.
 */
#ifndef WATCH_LADDER_H
#define WATCH_LADDER_H

#include "wire/feed.h"

#define LADDER_LINES_MAX	256
#define LADDER_ROWS_MAX		100000
#define LADDER_LABEL_SIZE	256
/* Silence is a row from so long on. */
#define LADDER_PAUSE_NS		INT64_C(500000000)
#define LADDER_SERVER		0

enum ladder_kind {
	LADDER_ARROW,		/* a message, from one line to another */
	LADDER_MARK,		/* something happened to a client */
	LADDER_PAUSE,		/* nothing was said by anybody for pause_ns */
	LADDER_LOSS		/* records are missing here */
};

struct ladder_line {
	char name[NAME_SIZE];	/* "barewired" for the server */
	unsigned lab;		/* LAB_COUNT for the server */
	uint64_t client;	/* the first with the name */
	bool named;		/* else it is a client that never had one */
};

struct ladder_row {
	enum ladder_kind kind;
	int64_t wall_ns;	/* when it began */
	unsigned from, to;	/* lines; of a mark both are its own */
	bool fault;		/* the server could not accept it, or a
				   judge's mark says not ok */
	bool datagram;
	enum feed_event event;	/* of arrows and marks */
	uint32_t message;	/* its number; 0: none */
	uint64_t number;	/* its record's, struct feed_facts */
	uint64_t client;	/* whose record it was; 0: nobody's */
	uint64_t bytes;		/* of a message, on the wire */
	int64_t pause_ns;
	char label[LADDER_LABEL_SIZE];	/* escaped; for people */
};

struct ladder;

/* NULL: no memory. */
struct ladder *ladder_new(void);
/* Arrows have no label: for who has the messages, and shows few of them. */
void ladder_set_unlabelled(struct ladder *ladder);
/* As it was when it was new; keeps its memory. */
void ladder_clear(struct ladder *ladder);
void ladder_free(struct ladder *ladder);

void ladder_record(struct ladder *ladder, const struct feed_message *record);

/* NULL behind the last. */
const struct ladder_line *ladder_line(const struct ladder *ladder,
    unsigned at);
const struct ladder_row *ladder_row(const struct ladder *ladder, size_t at);
unsigned ladder_lines(const struct ladder *ladder);
size_t ladder_rows(const struct ladder *ladder);
/* Rows that there was no room for. */
uint64_t ladder_left_out(const struct ladder *ladder);

/* "alice@chat" */
#define LADDER_TITLE_SIZE (NAME_SIZE + 16)
void ladder_title(const struct ladder_line *line,
    char out[LADDER_TITLE_SIZE]);

#endif
