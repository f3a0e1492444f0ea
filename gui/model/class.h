/*
 * What the class mode shows of a room: a cell a client with its name, what
 * its process does and what is left of a pause; and how large cells are.
 *
 * Pure; no X.  Nothing of a message, an address, a process or the reason of
 * an end is in here, so nobody can show it by mistake.  A guest's name holds
 * the number of a process: guests are counted instead, in the order in which
 * they are seen, and keep their number while they are there.
 */
#ifndef GUI_MODEL_CLASS_H
#define GUI_MODEL_CLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gui/model/log_verdict.h"
#include "shm/table.h"

/* Every byte of a name escaped. */
#define CLASS_NAME_SIZE	(4 * NAME_SIZE + 1)
#define CLASS_WORDS_SIZE (CLASS_NAME_SIZE + 80)
#define CLASS_LEFT_SIZE	16

struct class_cell {
	uint64_t client;
	uint32_t guest;		/* its number; 0: it has said its name */
	uint8_t state;		/* enum client_state */
	uint8_t mark;		/* enum log_mark, see class_take_marks */
	char name[CLASS_NAME_SIZE];	/* fit to be shown */
	char left[CLASS_LEFT_SIZE];	/* of the pause: "0:03"; or "" */
	double part;		/* of the pause that is left, 0 to 1 */
};

struct class_model {
	struct class_cell *cells;	/* by name, guests last */
	uint32_t count;
	uint32_t last_guest;	/* that has been counted */
	uint32_t top;		/* the first cell in view */
};

/* Takes another snapshot.  False without memory: it is as it was. */
bool class_update(struct class_model *model, const struct row_data *rows,
    uint32_t count, int64_t now_mono_ns);
void class_free(struct class_model *model);

/* The mark of the newest message of each client, received, that has one. */
void class_take_marks(struct class_model *model, const struct log *log);

/* Is that a name the server made of a process's number, or of a port? */
bool class_is_guest(const char *name);

/* News of a record: that somebody came, said its name, or went; false: this
 * one is none.  Never why, nor from where. */
bool class_news(const struct feed_message *record,
    char out[CLASS_WORDS_SIZE]);

/* How many cells there is room for, and of which size. */
struct class_grid {
	uint32_t columns, rows;
	int letters;		/* pixels, of the names */
	int cell_width, cell_height;
};

/* Letters that may be used, pixels. */
struct class_letters {
	int least, most;
};

/* The largest letters with which all are seen; the least ones, and some of
 * them, where that cannot be.  Width and height are 1 at least. */
struct class_grid class_layout(uint32_t count, int width, int height,
    const struct class_letters *letters);

/* The first cell in view moves, by rows; it stays within what there is. */
void class_scroll(struct class_model *model, const struct class_grid *grid,
    int64_t rows);
/* Cells below the last one in view. */
uint32_t class_more(const struct class_model *model,
    const struct class_grid *grid);

#endif
