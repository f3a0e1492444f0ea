/*
 * A capture as a window shows it: its messages in a log, and the table as it
 * was at its end, made up from its records.  It is judged here, whether its
 * server had a judge or not; what that one said counts as well.
 *
 * One thread; no X.  The file is read a part at a time, and one that grows
 * meanwhile is followed.  Nothing in it is trusted (watch/capture_file.h).
 * Times of rows are wall times here: a capture has no other clock.
 */
#ifndef GUI_MODEL_RECORDED_H
#define GUI_MODEL_RECORDED_H

#include "gui/model/lanes.h"
#include "gui/model/log.h"
#include "gui/model/rates.h"
#include "watch/capture_file.h"
#include "watch/watcher.h"
#include "wire/judging.h"

/* Rows of more clients are not shown; their messages are. */
#define RECORDED_CLIENTS	20000

struct recorded;

/* The log outlives it.  NULL: fault says why. */
struct recorded *recorded_open(const char *path, struct log *log,
    char fault[CAPTURE_FAULT_SIZE]);
/* Lanes are filled as well; they outlive it. */
void recorded_set_lanes(struct recorded *recorded, struct lanes *lanes);
/* What there was in a second, too. */
void recorded_set_rates(struct recorded *recorded, struct rates *rates);
void recorded_free(struct recorded *recorded);

/* Takes so many records more; false: there are no more, for now. */
bool recorded_read(struct recorded *recorded, unsigned records);
/* The record that is taken next, good until then; NULL: there is none, for
 * now. */
const struct feed_message *recorded_ahead(struct recorded *recorded);
/* As if nothing had been taken: log and lanes are empty, rows are gone. */
void recorded_begin_again(struct recorded *recorded);

/* As it was at the end of what has been read; the same until then. */
const struct watch_view *recorded_view(struct recorded *recorded);
/* What time the view says it is, where something is ahead; it is never before
 * what has been taken. */
void recorded_set_time(struct recorded *recorded, int64_t wall_ns);
/* The latest time of what has been taken; 0: nothing was. */
int64_t recorded_time(const struct recorded *recorded);

/* Of the log's entries the first came of the first record: what an entry's id
 * is counted from stays the same however often it all begins again. */
uint64_t recorded_base(const struct recorded *recorded);

/* What is judged of it; its entries are good until more is read. */
const struct judging *recorded_judging(const struct recorded *recorded);

/* As of where it has been read furthest, whatever is taken now. */
const struct capture_facts *recorded_facts(struct recorded *recorded);
/* The file's name, without its directory. */
const char *recorded_name(const struct recorded *recorded);

/* "from 2026-11-29 14:02:11 to 14:40:02, 1203 records, 3 missing", what has no
 * row, and what is wrong with the file. */
#define RECORDED_WORDS_SIZE (CAPTURE_FAULT_SIZE + 240)
void recorded_words(struct recorded *recorded,
    char out[RECORDED_WORDS_SIZE]);

#endif
