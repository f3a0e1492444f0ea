/*
 * Where a second parser looks on: llhttp, in tests and fuzz targets only.
 *
 * Compiled with HTTP_CROSSCHECK, the parser shows tests/crosscheck every line
 * that has passed its checks, as it is or, where llhttp could not take what
 * the policy accepts, in an equivalent form, and every byte of a body.  What
 * llhttp makes of it must be what we made of it; where it is not, the program
 * aborts, or http_crosscheck_failed is called.  It has no say in the verdict.
 * Without HTTP_CROSSCHECK there is nothing of this.
 *
 * Only wire/http_*.c and their tests include this.  One thread.
 */
#ifndef WIRE_HTTP_CROSSCHECK_H
#define WIRE_HTTP_CROSSCHECK_H

#include <stddef.h>
#include <stdint.h>

struct http_call;
struct http_field;
struct http_state;

#ifdef HTTP_CROSSCHECK
/* What it knows of the message: part of the parser's own state. */
struct http_crosscheck {
	uint64_t memory[20];
};

/* For a test that makes them disagree: is told why, and the message goes on
 * unwatched.  NULL: prints it and aborts. */
extern void (*http_crosscheck_failed)(const char *why);

/* The message begins; its state is otherwise set. */
void http_crosscheck_init(struct http_state *state);
/* A call of the parser begins. */
void http_crosscheck_enter(struct http_call *call);

/* A line begins.  It cannot be shown as it is; nor in any other form. */
void http_crosscheck_line(struct http_call *call);
void http_crosscheck_rewrite(struct http_call *call);
void http_crosscheck_hide(struct http_call *call);

/* It has been read: a request line, a status line up to end, a field of the
 * head, the head's end. */
void http_crosscheck_request_line(struct http_call *call);
void http_crosscheck_status_line(struct http_call *call, uint32_t end);
void http_crosscheck_field(struct http_call *call,
    const struct http_field *field);
void http_crosscheck_head_end(struct http_call *call);

/* Bytes of a body, of a chunk's line, of the end of a trailer. */
void http_crosscheck_show(struct http_call *call, const char *bytes,
    size_t len);
/* The connection closed, which ends the body. */
void http_crosscheck_close(struct http_call *call);
/* The message has ended here. */
void http_crosscheck_done(struct http_call *call);
#else
#define http_crosscheck_init(state)			((void)(state))
#define http_crosscheck_enter(call)			((void)(call))
#define http_crosscheck_line(call)			((void)(call))
#define http_crosscheck_rewrite(call)			((void)(call))
#define http_crosscheck_hide(call)			((void)(call))
#define http_crosscheck_request_line(call)		((void)(call))
#define http_crosscheck_status_line(call, end)		((void)(call))
#define http_crosscheck_field(call, field)		((void)(call))
#define http_crosscheck_head_end(call)			((void)(call))
#define http_crosscheck_show(call, bytes, len)				\
	((void)(call), (void)(bytes), (void)(len))
#define http_crosscheck_close(call)			((void)(call))
#define http_crosscheck_done(call)			((void)(call))
#endif

#endif
