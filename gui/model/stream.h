/*
 * The message pane without its pixels: which messages are shown, as which
 * lines, where the view stands, what is picked and found.
 *
 * Lines have absolute numbers that never change while their message is
 * kept, so the view does not jump when old messages go.  Scrolling up stops
 * following; reaching the end starts it again.
 *
 * Pure; no X.  While paused nothing comes and nothing goes.
 */
#ifndef GUI_MODEL_STREAM_H
#define GUI_MODEL_STREAM_H

#include "gui/model/lines.h"
#include "gui/model/match.h"

struct stream;

struct stream_want {
	bool received, sent;
	uint64_t only_client;	/* 0: everybody's */
	struct filter filter;
};

/* A line: 0 is the heading, 1 to lines_count the bytes, then the note that
 * more was not fed. */
struct stream_place {
	struct log_entry *entry;	/* NULL: none */
	uint32_t line;
};

struct stream *stream_new(struct log *log);
void stream_free(struct stream *stream);

void stream_set_want(struct stream *stream, const struct stream_want *want);
void stream_set_options(struct stream *stream,
    const struct line_options *options);
const struct line_options *stream_options(const struct stream *stream);
void stream_set_page(struct stream *stream, unsigned lines);
void stream_set_paused(struct stream *stream, bool paused);
void stream_set_follow(struct stream *stream, bool follow);
bool stream_paused(const struct stream *stream);
bool stream_follows(const struct stream *stream);

/* Takes in what is new in the log; true when lines came or went. */
bool stream_update(struct stream *stream);

/* Another number whenever other messages are shown than before. */
uint64_t stream_generation(const struct stream *stream);

/* Another one whenever what is shown is not only more at its end and less at
 * its beginning. */
uint64_t stream_layout(const struct stream *stream);

/* Lines are [first, end). */
uint64_t stream_first(const struct stream *stream);
uint64_t stream_end(const struct stream *stream);
uint64_t stream_top(const struct stream *stream);
unsigned stream_page(const struct stream *stream);
size_t stream_shown(const struct stream *stream);	/* entries */
size_t stream_messages(const struct stream *stream);	/* of these */
/* Is there anything that is kept but not wanted? */
bool stream_filtered(const struct stream *stream);

void stream_scroll_to(struct stream *stream, uint64_t line);
void stream_scroll_by(struct stream *stream, int64_t lines);

/* What stands on an absolute line. */
struct stream_place stream_place(const struct stream *stream, uint64_t line);

/* Picking lines, as with a mouse; a pick holds on to its messages. */
void stream_pick(struct stream *stream, uint64_t line, bool extend);
void stream_pick_none(struct stream *stream);
/* A message by its id, which then stands at the top; false: it is not shown. */
bool stream_pick_message(struct stream *stream, uint64_t id);
bool stream_picked(const struct stream *stream, struct stream_place place);
/* The same, and nothing moves. */
bool stream_pick_there(struct stream *stream, uint64_t id);
/* The last message shown before that one; 0: there is none. */
uint64_t stream_message_before(const struct stream *stream, uint64_t id);
/* Would it be shown? */
bool stream_wants(const struct stream *stream, const struct log_entry *entry);
/* The message picked last, NULL when none is. */
struct log_entry *stream_picked_entry(const struct stream *stream);

/*
 * The raw bytes of what is picked, exactly as they were on the wire; a
 * picked heading alone means its whole message.  malloc'ed, the caller's;
 * NULL when nothing is picked or memory is short.
 */
unsigned char *stream_picked_bytes(const struct stream *stream, size_t *len);
/* How many bytes would stand among or behind these, had the feed kept all of
 * the messages. */
uint64_t stream_picked_missing(const struct stream *stream);

/* Calls visit for each shown entry in order until it returns false. */
void stream_each(const struct stream *stream,
    bool (*visit)(void *context, const struct log_entry *entry),
    void *context);

/* The same from that id on; how many these are; and the first of all, 0: there
 * is none. */
void stream_each_since(const struct stream *stream, uint64_t id,
    bool (*visit)(void *context, const struct log_entry *entry),
    void *context);
size_t stream_shown_since(const struct stream *stream, uint64_t id);
uint64_t stream_first_id(const struct stream *stream);

/* The same for those of which something is picked. */
void stream_each_picked(const struct stream *stream,
    bool (*visit)(void *context, const struct log_entry *entry),
    void *context);

/* Looks for text from what was found or picked last (or the top of the view)
 * on, around the end; moves the view there and picks the line.  False: not
 * found. */
bool stream_find(struct stream *stream, const char *needle, bool backwards);
/* How often that stands in what is shown, and which of them was found last,
 * from 1; 0: none, or something else was picked since. */
struct stream_matches {
	uint64_t all, found;
};
struct stream_matches stream_matches(const struct stream *stream,
    const char *needle);
/* Where that stands: a message's id (0: nowhere) and a byte of it. */
uint64_t stream_found(const struct stream *stream, int64_t *at);

#endif
