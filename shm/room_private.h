/* Between the room*.c files only: how an entry lies in cells. */
#ifndef SHM_ROOM_PRIVATE_H
#define SHM_ROOM_PRIVATE_H

#include "shm/room.h"

struct room_head {
	uint64_t broadcasts;	/* entries for all, up to this one */
	uint64_t to;		/* client, 0: all */
	uint64_t privates;		/* entries for `to`, up to this one */
	uint32_t members;
	uint16_t text_len;
	uint8_t name_len;
	uint8_t kind;
};

#define ROOM_CELL_BYTES	(ROOM_CELL_WORDS * sizeof(uint64_t))
#define ROOM_ENTRY_CELLS_MAX ((sizeof(struct room_head) + NAME_MAX_BYTES + \
	    ROOM_TEXT_MAX + ROOM_CELL_BYTES - 1) / ROOM_CELL_BYTES)
_Static_assert(sizeof(struct room_head) % sizeof(uint64_t) == 0,
    "a head is whole words");

/* An entry as it is copied, word by word. */
union room_raw {
	struct room_head head;
	uint64_t words[ROOM_ENTRY_CELLS_MAX * ROOM_CELL_WORDS];
	char bytes[ROOM_ENTRY_CELLS_MAX * ROOM_CELL_BYTES];
};

static inline struct room_cell *
room_cell(struct room_area *area, uint64_t number)
{
	return &area->cells[number & (ROOM_CELLS - 1)];
}

/* The last cell that was published.  No room ever gets so far that its number,
 * twice, overflows: then somebody scribbled, and the log begins anew. */
#define ROOM_NUMBER_MAX	(UINT64_MAX / 4)

static inline uint64_t
room_last(const struct room_area *area)
{
	uint64_t head = atomic_load(&area->head);

	return head > ROOM_NUMBER_MAX ? 0 : head;
}

static inline size_t
room_cells_needed(const struct room_head *head)
{
	return (sizeof(*head) + head->name_len + head->text_len +
	    ROOM_CELL_BYTES - 1) / ROOM_CELL_BYTES;
}

/* Lock held: writes the entry behind head, and commits it. */
void room_log_put_locked(struct table *table, struct room_area *area,
    const union room_raw *raw);

/* Copies the entry that begins at this cell; false when none that is whole
 * does (any more). */
bool room_log_copy(struct room_area *area, uint64_t number,
    union room_raw *raw);

/* Lock held: the last entry that was committed; false: none. */
bool room_log_last_locked(const struct table *table, struct room_area *area,
    union room_raw *raw);

/* A member as it was at one moment, without a lock. */
bool room_peer_read(const struct room *room, uint32_t slot,
    struct room_peer *peer);

#endif
