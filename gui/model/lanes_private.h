/* Between lanes.c, which has the clients, and lane.c, which has a lane. */
#ifndef GUI_MODEL_LANES_PRIVATE_H
#define GUI_MODEL_LANES_PRIVATE_H

#include "gui/model/lanes.h"

/* Marks of one kind that are closer are one. */
#define LANE_APART_MS	20

/* At most so many; what is older than oldest_ms may go. */
void lane_add_run(struct lane *lane, int64_t start_ms, uint8_t state,
    uint32_t most, int64_t oldest_ms);
void lane_add_mark(struct lane *lane, const struct lane_mark *mark,
    uint32_t most, int64_t oldest_ms);
/* The message, of that kind, is not ok. */
void lane_mark_fault(struct lane *lane, uint32_t message,
    enum lane_mark_kind kind);

#endif
