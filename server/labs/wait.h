/*
 * The wait lab's conversation: a request in, an answer out.
 *
 * Child only; between lab_wait.c and the wait_*.c files.  Buffers are static:
 * one process, one client; pages nobody touches cost nothing.  A request and an
 * answer are kept in short ones until they do not fit (wait_memory.c).
 */
#ifndef SERVER_LABS_WAIT_H
#define SERVER_LABS_WAIT_H

#include "server/child.h"
#include "wire/farewell.h"
#include "wire/http.h"

struct wait_talk {
	struct child *child;
	char *raw;		/* what was received and not answered yet */
	size_t raw_len, raw_size;
	bool peer_done;		/* the client closed its side */
	int64_t since_ns;	/* when the last of it came */
	int64_t head_ns;	/* when its head was whole; 0: it is not */
	bool greeted;		/* we spoke first */
	bool exact;		/* its Content-Lengths have been right */
	bool follows;		/* another request came before this one */

	/* The request in hand. */
	char *body;		/* decoded, terminated */
	size_t body_len;
	bool data;		/* lenient: "DATA:" comes before the text */
	bool mute;		/* lenient: it is not to be answered */

	bool asked;		/* it is not answered yet */

	/* Its answer. */
	int status;
	const char *type;
	char *text;		/* the answer's body */
	size_t text_len, text_size;
	size_t head_size;	/* what stands free before it, for the head */
	char location[128];
	char allow[64];
	bool close;
	bool fault;		/* the message was malformed */
	bool echo;		/* the body is the raw request */
	bool listed;		/* it depends on Accept, and on the moment */
	int64_t due_ns;		/* when a pause it came after was to end; 0 */

	struct http_request request;
};

#define WAIT_TEXT_MAX HTTP_BODY_MAX

/* wait_route.c: fills in the answer; pauses where the request asks for it.
 * Anything but CHILD_OK ends the conversation without an answer. */
enum client_end wait_route(struct wait_talk *talk);
/* Would that refuse the request, without a look at its body? */
bool wait_route_refuses(const struct wait_talk *talk);
/* Does the path begin so?  *rest is what follows.  Escaped letters, digits
 * and the like are what they stand for (RFC 3986 section 6.2.2.2). */
bool wait_path_begins(const struct wait_talk *talk, const char *start,
    struct http_slice *rest);
/* The byte that %HH stands for at the start of the text, or -1. */
int wait_percent(const char *text, size_t len);

/* wait_clients.c */
enum client_end wait_register(struct wait_talk *talk);
enum client_end wait_list(struct wait_talk *talk);
enum client_end wait_show(struct wait_talk *talk);

/* wait_pause.c */
enum client_end wait_pause(struct wait_talk *talk);

/* metrics.c */
enum client_end wait_metrics(struct wait_talk *talk);

/* wait_body.c */
/* Has a POST no body, for want of a Content-Length?  Then that is said. */
bool wait_body_missing(struct wait_talk *talk);
/* What the body is instead of the text alone, for a person; NULL. */
const char *wait_body_odd(const struct wait_talk *talk);
bool wait_has_utf_length(const char *line, size_t len);

/* wait_line.c */
/* The body as a line: without one line end after it.  In lenient mode also
 * without what hand-written clients put around the text: blanks, padding, a
 * 2-byte length, a label such as "DATA:". */
void wait_body_line(struct wait_talk *talk, const char **line, size_t *len);
/* Lenient: a POST to a path where nothing is.  Seconds, when its body is a
 * number, else a name.  Clients that are greeted, and write "DATA:" before
 * their name, read only what their numbers are answered. */
enum client_end wait_guess(struct wait_talk *talk);

/* wait_farewell.c: 503 to a request that is not answered yet, in a pause
 * too; an idle connection is only closed. */
void wait_farewell(struct child *child, enum farewell farewell);

/* wait_memory.c: the talk, with short buffers. */
struct wait_talk *wait_memory(void);
/* The longest there are, with what the short one holds. */
void wait_raw_extend(struct wait_talk *talk);
void wait_text_extend(struct wait_talk *talk);
/* Where a body that is no longer than that is decoded to. */
char *wait_body_room(size_t len);
/* Nothing is kept any more, after so many bytes were: what a long message took
 * is given back, for the client may stay for an hour, and be one of ten
 * thousand. */
void wait_memory_release(struct wait_talk *talk, size_t used);

/* wait_answer.c: an answer begins, with no text; then pieces of it, false when
 * the text is full. */
void wait_begin_answer(struct wait_talk *talk, int status);
bool wait_put(struct wait_talk *talk, const char *text);
bool wait_put_number(struct wait_talk *talk, uint64_t number);
bool wait_put_bytes(struct wait_talk *talk, const void *bytes, size_t len);
/* The same in one. */
void wait_say(struct wait_talk *talk, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Appends; false when the text is full. */
bool wait_add(struct wait_talk *talk, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void wait_fault(struct wait_talk *talk);
enum client_end wait_send(struct wait_talk *talk);
enum client_end wait_send_continue(struct wait_talk *talk);

#endif
