/*
 * What the wire/http_*.c files share: the state of a message being read,
 * and the steps that read it.  Nobody else includes this but their tests.
 *
 * A message is read by steps, one for each phase.  A step looks at the bytes
 * from state->at on, each once, and returns true when another may follow;
 * false means that it needs more bytes, or that the message is bad or done.
 * What it decides depends on the bytes up to the one it looks at and never
 * on how many more there are: so a message gets the same verdict however it
 * is cut.  (Two exceptions: Expect, in http_request.c, and in lenient mode a
 * body that is longer than it is said and seems to be, in http_length.c.)
 */
#ifndef WIRE_HTTP_PRIVATE_H
#define WIRE_HTTP_PRIVATE_H

#include "wire/http.h"
#include "wire/http_crosscheck.h"

enum http_phase {
	PHASE_BLANK,		/* empty lines before a request line */
	PHASE_METHOD,
	PHASE_TARGET,
	PHASE_TARGET_HEX,	/* after a % */
	PHASE_VERSION,
	PHASE_VERSION_END,
	PHASE_LINE_ODD,		/* the rest of a line that is none */
	PHASE_STATUS,		/* of an answer, through the code */
	PHASE_REASON,
	PHASE_FIELD,		/* at the start of a field line, or its end */
	PHASE_NAME,
	PHASE_NAME_SPACE,	/* lenient: between name and colon */
	PHASE_FIELD_ODD,	/* the rest of a line that is no field */
	PHASE_VALUE,
	PHASE_CHUNK_SIZE,
	PHASE_CHUNK_SPACE,	/* white space, which ; must follow */
	PHASE_CHUNK_NAME_START,	/* after ; */
	PHASE_CHUNK_NAME,
	PHASE_CHUNK_NAME_END,	/* white space, which ; or = must follow */
	PHASE_CHUNK_VALUE_START,	/* after = */
	PHASE_CHUNK_VALUE,
	PHASE_CHUNK_QUOTED,
	PHASE_CHUNK_ESCAPED,	/* after \ in a quoted value */
	PHASE_CHUNK_QUOTED_END,
	PHASE_CHUNK_DATA,
	PHASE_CHUNK_DATA_END,
	PHASE_BODY,		/* of a known length */
	PHASE_BODY_CLOSE,	/* until the connection closes */
	PHASE_DONE,
	PHASE_BAD,
	PHASE_COUNT
};

/* may_alias: it lives in private_state. */
struct __attribute__((may_alias)) http_state {
#ifdef HTTP_CROSSCHECK
	struct http_crosscheck crosscheck;
#endif
	uint32_t length;	/* Content-Length, HTTP_BODY_MAX + 1 at most */
	struct http_slice length_value;	/* as it was written */
	uint32_t at;		/* the next byte to look at */
	uint32_t section_at;	/* where this head or trailer began */
	uint32_t line_at;	/* where this line began */
	uint32_t lead;		/* lenient: so much of it before that */
	uint32_t line;		/* its number, from 1; 0 outside the head */
	uint32_t mark;		/* where this part of the line began */
	uint32_t name_len;	/* of the field being read */
	uint32_t chunk_left;	/* data bytes of this chunk still to come */
	uint16_t field_lines;	/* of the head and the trailer */
	uint8_t phase;		/* enum http_phase */
	uint8_t blanks;
	bool response;
	bool head_request;	/* it answers a HEAD */
	bool no_body;
	bool chunked;
	bool trailer;
	/* Only in a lenient request. */
	bool counted;		/* a 2-byte length came before it */
	bool no_minor;		/* its version is only HTTP/1 */
	bool indents;		/* white space comes before its first field */
	bool indented;		/* white space comes before this field */
	uint32_t left_out_at;	/* the line before this one was no field */
	/* Of a line that is wrong, while the rest of it is read. */
	uint8_t odd_rule;	/* enum http_rule: what looked wrong */
	uint32_t odd_at;	/* the byte where it did */
	bool has_host;
	bool has_type;
	bool has_length;
	bool has_coding;
	bool has_close;
	bool has_keep_alive;
	bool pending;		/* fault: reported at the end of the head */
	bool continued;		/* HTTP_CONTINUE is no longer due */
	bool settled;		/* lenient: the body does not go on */
	uint32_t searched;	/* so far a request was looked for in it */
};

_Static_assert(sizeof(struct http_state) <=
    sizeof(((struct http_request *)0)->private_state) &&
    sizeof(struct http_state) <=
    sizeof(((struct http_response *)0)->private_state),
    "private_state has room for the state");

/* One call: the message so far, and where what is found in it goes. */
struct http_call {
	struct http_state *state;
	const char *buffer;
	uint32_t len;
	bool ended;		/* lenient: a line end is where bytes end */
	bool last;		/* no more bytes come */
	bool follows;		/* another request came before it */
	struct http_request *request;	/* NULL for a response */
	struct http_response *response;	/* NULL for a request */
	/* Of the one or the other. */
	bool lenient;
	bool forgiving;		/* a lenient request */
	struct http_fault *fault;
	struct http_fault *repairs;
	uint32_t *repair_count;
	struct http_field *fields;
	uint16_t *field_count;
	uint8_t *version_minor;
	bool *keep_alive;
	uint32_t *head_len;
	uint32_t *raw_len;
	uint32_t *body_len;
};

/* Methods a resource may offer; the other known ones nobody does. */
#define METHOD_OFFERABLE (METHOD_GET | METHOD_HEAD | METHOD_POST | \
	METHOD_OPTIONS)

typedef bool http_step(struct http_call *call);

/* http_class.c: which bytes may stand where. */
#define CLASS_TOKEN	0x01u	/* a method, a field name: RFC 9110 5.6.2 */
#define CLASS_TARGET	0x02u	/* RFC 3986 without %, # and quotes */
#define CLASS_VALUE	0x04u	/* a field's value, white space included */
#define CLASS_HEX	0x08u
#define CLASS_HOST	0x10u	/* RFC 3986 reg-name without % and comma */
#define CLASS_QUOTED	0x20u	/* between quotes, without \ */
#define CLASS_CONTROL	0x40u	/* a control other than HTAB, CR and LF */
#define CLASS_SPACE	0x80u	/* SP and HTAB */
extern const uint8_t http_class[256];

static inline bool
http_is(unsigned class, char byte)
{
	return (http_class[(unsigned char)byte] & class) != 0;
}

/* http_rules.c.  A fault ends the message; these return false.  Its detail
 * is the end of the line up to that byte, or the whole slice. */
bool http_fault_at(struct http_call *call, enum http_rule rule,
    uint32_t byte);
bool http_fault_slice(struct http_call *call, enum http_rule rule,
    struct http_slice slice);
/* The same, and the byte of it that is at fault. */
bool http_fault_in(struct http_call *call, enum http_rule rule,
    struct http_slice slice, uint32_t byte);
/* Say for the fault what to send instead, where it fits. */
void http_suggest(struct http_call *call, const char *before,
    struct http_slice middle, const char *after);
/* ... for a byte that must be escaped. */
void http_suggest_escape(struct http_call *call, uint32_t byte);
/* NUL or CONTROL. */
enum http_rule http_control_rule(int byte);
/* A fault to report when the head has ended, unless it gets worse. */
void http_fault_pend(struct http_call *call, enum http_rule rule,
    struct http_slice slice);
/* Lenient: records the repair and returns true.  Strict: a fault. */
bool http_repair(struct http_call *call, enum http_rule rule, uint32_t byte);

/* http_line.c: bytes of a line.  The byte at state->at, or -1: there is none
 * yet, or the line is too long (a fault). */
int http_peek(struct http_call *call);
/* As http_peek, after all the bytes of a class. */
int http_skip(struct http_call *call, unsigned class);
/* At a CR or LF: passes the line end.  *end, when not NULL, is where the
 * line's text ended. */
bool http_line_end(struct http_call *call, uint32_t *end);
/* At a CR: is it alone, as far as that can be told? */
enum http_cr { CR_NONE, CR_OPEN, CR_ALONE };
enum http_cr http_cr_at(const struct http_call *call, uint32_t at);
/* Begins a line at state->at. */
void http_line_begin(struct http_call *call, enum http_phase phase);
/* Goes on with it as if it began at state->at. */
void http_line_move(struct http_call *call, enum http_phase phase);
/* Runs steps until one stops. */
enum http_progress http_run(struct http_call *call);

/* The steps, a file a subject. */
extern http_step http_step_blank, http_step_method, http_step_target,
    http_step_target_hex, http_step_version,
    http_step_version_end;			/* http_request_line.c */
extern http_step http_step_line_odd;		/* http_mistake.c */
extern http_step http_step_status, http_step_reason; /* http_status_line.c */
extern http_step http_step_field, http_step_name, http_step_name_space,
    http_step_value;				/* http_head.c */
extern http_step http_step_field_odd;	/* http_mistake_field.c */
extern http_step http_step_chunk_size, http_step_chunk_space,
    http_step_chunk_name_start, http_step_chunk_name,
    http_step_chunk_name_end, http_step_chunk_value_start,
    http_step_chunk_value, http_step_chunk_quoted, http_step_chunk_escaped,
    http_step_chunk_quoted_end;			/* http_chunk.c */
extern http_step http_step_chunk_data, http_step_chunk_data_end,
    http_step_body, http_step_body_close;	/* http_body.c */

/* The byte so far ahead of state->at, or -1: it has not come. */
static inline int
http_ahead(const struct http_call *call, uint32_t bytes)
{
	uint32_t at = call->state->at + bytes;

	return at < call->len ? (unsigned char)call->buffer[at] : -1;
}

/* http_start.c.  At a first byte no method begins with: what it begins
 * instead, when that is certain. */
bool http_start_fault(struct http_call *call, int byte);
/* At a NUL behind one letter. */
bool http_second_nul(struct http_call *call);

/* http_mistake.c.  At a byte that cannot be there: the rest of the line will
 * tell what is wrong. */
bool http_line_odd(struct http_call *call, enum http_rule rule);
/* As http_line_odd, right behind a method or in place of one. */
bool http_method_odd(struct http_call *call, int byte);
/* After a request line with a method that is not known: false with a fault
 * when the line is none, otherwise one to be reported later. */
bool http_method_pend(struct http_call *call);
/* The line up to there is the rest of a body, or anything but a request: a
 * fault, and true. */
bool http_line_unmeant(struct http_call *call, uint32_t end);
/* What is wrong with a head of which no more comes. */
bool http_head_cut(struct http_call *call);

/* http_mistake_field.c.  The rest of the line will tell what is wrong, or in
 * lenient mode that it can be left out. */
bool http_field_odd(struct http_call *call, enum http_rule rule,
    uint32_t byte);

/* http_target.c: sets path, query and, from an absolute target, host; false
 * with a fault.  bit is the method's. */
bool http_target_check(struct http_call *call, unsigned bit);

/* http_host.c: what is wrong with a host and its port, and the byte where;
 * NONE. */
enum http_rule http_host_rule(const char *buffer, struct http_slice host,
    uint32_t *at);
/* After a fault in a Host field: how it should be written. */
void http_host_suggest(struct http_call *call, struct http_slice host);

/* http_field.c: what a field's value means for the message. */
bool http_field_check(struct http_call *call, const struct http_field *field);
bool http_name_is(const char *buffer, struct http_slice name,
    const char *lower);
struct http_slice http_trim(const char *buffer, struct http_slice slice);
/* Takes the next item, trimmed, off a list; false when nothing is left. */
bool http_list_next(const char *buffer, char separator,
    struct http_slice *list, struct http_slice *item);

/* http_status.c: is this the beginning of a registered method? */
bool http_method_begins(const char *buffer, struct http_slice word);
/* As http_method_bit, whatever the case of its letters. */
unsigned http_method_any_case(const char *buffer, struct http_slice method);

/* http_forgive.c: what a lenient request may do wrong in its head. */
enum http_lead { LEAD_NONE, LEAD_PASSED, LEAD_WAIT };
/* Padding, blanks, a mark or a length before the request line. */
enum http_lead http_lead_forgive(struct http_call *call, int byte);
/* The method has ended: its case, and a length that looks part of it. */
void http_method_forgive(struct http_call *call);
/* At a blank more than belongs there: passes all. */
bool http_blanks_forgive(struct http_call *call, int byte);
/* At the end of "HTTP/1": that is enough. */
bool http_version_forgive(struct http_call *call, uint32_t at, int byte);
/* At the end of a line that is no field: can it be left out? */
bool http_field_forgive(struct http_call *call);
/* A URI, or Java's "name/address:port": the part that is a host. */
bool http_host_forgive(struct http_call *call, struct http_slice *host);

/* http_lenient.c.  At the end of a line without a colon, which may be the
 * body. */
bool http_name_unended(struct http_call *call);
/* At the end of the last line of a head that has no end: the same. */
bool http_body_unmarked(struct http_call *call);

/* http_follows.c: requests among bytes that may be text. */
enum http_follows {
	FOLLOWS_NOTHING,	/* at most padding and line ends */
	FOLLOWS_REQUEST,
	FOLLOWS_METHOD,		/* a known one and a blank */
	FOLLOWS_LETTERS,	/* the first ones of a known one */
	FOLLOWS_PERHAPS,	/* what may become a request, or a text */
	FOLLOWS_TEXT
};
enum http_follows http_what_follows(const char *text, uint32_t len);
/* Is a whole request line in the body?  *at: where, counted from the body's
 * beginning.  Looks at each byte once, in however many calls. */
bool http_request_within(struct http_call *call, uint32_t *at);
bool http_is_letter(int byte);

/* http_length.c: where a lenient body ends, whatever Content-Length says. */
bool http_body_expected(const struct http_call *call);
/* What Content-Length told of is here: is that all?  ended: nothing more
 * comes.  COMPLETE, MORE or BAD. */
enum http_progress http_length_judge(struct http_call *call);
/* Nothing more comes, and it is not all here. */
enum http_progress http_length_cut(struct http_call *call);

/* The head has ended: http_request.c, http_response.c. */
bool http_request_head_done(struct http_call *call);
bool http_response_head_done(struct http_call *call);

/* http_body.c: begins what follows the head; the message is complete. */
bool http_body_begin(struct http_call *call);
bool http_message_done(struct http_call *call);
/* No more of the body comes: a fault. */
void http_body_cut(struct http_call *call);
/* At most 8 hex digits. */
uint32_t http_hex(const char *digits, size_t count);
size_t http_body_copy(const char *buffer, struct http_slice body,
    bool chunked, char *out, size_t out_size);

#endif
