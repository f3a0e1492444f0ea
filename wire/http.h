/*
 * HTTP/1.1 messages (RFC 9110, RFC 9112): requests read strictly and every
 * refusal explained, responses read for the client, heads written.
 *
 * Pure: no sockets, no clock, no allocation; any process; no X.  The parser
 * is Barewire's own, because exact faults are what it is for: every way to
 * be wrong is in one list, wire/http_rules.def, and tests/cases/http/ is the
 * policy, case by case.  Tests and fuzz targets compare it with llhttp on
 * all that they feed it (wire/http_crosscheck.h).
 *
 * The caller owns one buffer with the raw bytes of a message from its first
 * byte on, and lends it to every call: it may grow and move between calls
 * but its bytes may not change.  Slices are offsets into it.
 *
 *	http_request_init(&request, &policy);
 *	for (;;) {
 *		read more into buffer
 *		switch (http_request_feed(&request, buffer, len)) {
 *		case HTTP_MORE:		read again
 *		case HTTP_CONTINUE:	send "100 Continue", read again
 *		case HTTP_COMPLETE:	request.raw_len bytes were this message
 *		case HTTP_BAD:		request.fault says what to answer
 *		}
 *	}
 *
 * After HTTP_BAD the connection goes on when request.keep_alive still says
 * so: then request.raw_len bytes were that message (501 and 417, to requests
 * without a body).  Otherwise it must close; with a rule that has `close`
 * set it always must.
 *
 * An unknown method (501) is HTTP_BAD here.  Which of the others a resource
 * offers is the caller's affair: the target of a method that nobody offers
 * (METHOD_OTHER) is therefore not judged, and path is all of it when it has
 * no path of its own.
 */
#ifndef WIRE_HTTP_H
#define WIRE_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HTTP_LINE_MAX	8190	/* request line or field, with its CRLF */
#define HTTP_FIELDS_MAX	100
#define HTTP_HEAD_MAX	32768
#define HTTP_BODY_MAX	1048576
#define HTTP_BLANKS_MAX	10	/* empty lines before a request line */
/* A raw message never needs a larger buffer (chunk framing included). */
#define HTTP_RAW_MAX	(HTTP_HEAD_MAX + 2 * HTTP_BODY_MAX)

struct http_slice {
	uint32_t at;		/* offset in the raw buffer */
	uint32_t len;
};

struct http_field {
	struct http_slice name;
	struct http_slice value;	/* without surrounding white space */
};

/* Every way a message can be wrong, or work only by leniency. */
enum http_rule {
	HTTP_RULE_NONE,
#define HTTP_RULE(symbol, status, close, text, reference, instead) \
	HTTP_RULE_##symbol,
#include "wire/http_rules.def"
#undef HTTP_RULE
	HTTP_RULE_COUNT
};

struct http_rule_info {
	uint16_t status;	/* 400, 413, 414, 417, 431, 501, 505; 502 for
				   an answer */
	bool close;		/* framing is lost: the connection must close */
	const char *symbol;	/* "BARE_LF" */
	const char *text;	/* see http_fault_say */
	const char *reference;	/* "RFC 9112 section 2.2" */
	const char *instead;	/* what to send instead; NULL: that is plain */
};

/* Never NULL. */
const struct http_rule_info *http_rule_info(enum http_rule rule);

/* Where: lines, columns and bytes count from 1; a fault at the end of what
 * came stands at the byte that is missing. */
struct http_fault {
	enum http_rule rule;
	uint32_t line;		/* of the message; 0: not in the head */
	uint32_t column;	/* in bytes; 0: not in the head */
	uint32_t byte;		/* of the message */
	char detail[96];	/* what was there, escaped; "" if no more */
	char instead[96];	/* what to send; "": what the rule says */
};

/* "a line ends in a bare LF instead of CRLF": what is wrong, in a sentence.
 * %s in the rule's text stands for the detail. */
#define HTTP_SAID_SIZE 256
void http_fault_say(const struct http_fault *fault, char out[HTTP_SAID_SIZE]);

/* "line 3, column 17, byte 54 of the message"; outside the head, "byte 54 of
 * the message". */
#define HTTP_WHERE_SIZE 80
void http_fault_where(const struct http_fault *fault,
    char out[HTTP_WHERE_SIZE]);

/* What to send instead; NULL: that is plain. */
const char *http_fault_instead(const struct http_fault *fault);

/* Has the sentence said the detail? */
bool http_fault_said(const struct http_fault *fault);

/* A whole explanation for a text body: what, where, which rule, what to do;
 * lines ending in "\n".  Returns its length. */
size_t http_fault_explain(const struct http_fault *fault, char *out,
    size_t out_size);

enum http_progress { HTTP_MORE, HTTP_CONTINUE, HTTP_COMPLETE, HTTP_BAD };

struct http_policy {
	/* Accept what hand-written clients get wrong and whose meaning is
	 * plain: tests/cases/http/2*.md, one by one. */
	bool lenient;
	/* Another request came before it on its connection: what is none may
	 * be the rest of that one's body. */
	bool follows;
	/* Lenient: its Content-Lengths have been right (request.exact). */
	bool exact;
};

/* Lenient, on HTTP_MORE: what is waited for, which says how long. */
enum http_patience {
	HTTP_PATIENCE_REST,	/* what has begun, and cannot be all */
	HTTP_PATIENCE_BODY,	/* a body, of which nothing has come */
	HTTP_PATIENCE_MORE	/* nothing is missing, but more may come */
};

#define HTTP_REPAIRS_MAX 16

struct http_request {
	/* Valid from the complete head on (head_len != 0). */
	struct http_slice method;
	unsigned method_bit;		/* METHOD_GET...: see below */
	struct http_slice target;
	struct http_slice path;		/* of the target, "/" for "" */
	struct http_slice query;	/* without '?' */
	struct http_slice host;		/* the target's wins over Host */
	uint8_t version_minor;		/* 0 or 1 */
	bool keep_alive;
	bool chunked;
	bool expect_continue;
	uint16_t field_count;
	uint32_t head_len;		/* raw, with the blank line */

	/* Valid on HTTP_COMPLETE. */
	uint32_t raw_len;		/* of the whole message */
	uint32_t body_len;		/* decoded; see http_request_body */
	bool exact;			/* its Content-Length was right */

	enum http_patience patience;	/* lenient: valid on HTTP_MORE */
	struct http_policy policy;
	/* Private to wire/http_*.c: see http_private.h */
	uint64_t private_state[32];
	struct http_fault fault;	/* valid on HTTP_BAD */
	uint32_t repair_count;

	/* What is not valid stays untouched, at the end: most requests have
	 * few fields and need no repair, and a page that is written to costs a
	 * child a fault. */
	struct http_field fields[HTTP_FIELDS_MAX];
	/* lenient: what was accepted although it is wrong */
	struct http_fault repairs[HTTP_REPAIRS_MAX];
};

void http_request_init(struct http_request *request,
    const struct http_policy *policy);

/* buffer holds all len bytes of the message so far, not only the new. */
enum http_progress http_request_feed(struct http_request *request,
    const char *buffer, size_t len);

/* No more bytes will come for now: the peer half-closed or fell silent.  In
 * lenient mode a message that can be recovered becomes HTTP_COMPLETE
 * (Content-Length wrong or missing, blank line missing); otherwise HTTP_BAD
 * with the reason what was still missing, HTTP_MORE when nothing but blank
 * lines and padding had come. */
enum http_progress http_request_end(struct http_request *request,
    const char *buffer, size_t len);

/* Copies the decoded body (chunks joined) to out; returns its length. */
size_t http_request_body(const struct http_request *request,
    const char *buffer, char *out, size_t out_size);

/* The value of a field, or NULL when there is none; name in lower case. */
const struct http_slice *http_request_field(
    const struct http_request *request, const char *buffer,
    const char *name);

bool http_slice_is(const char *buffer, struct http_slice slice,
    const char *text);

/* "DATA:" and the like before a text: how many bytes, blanks around it
 * included; 0: none. */
size_t http_label_len(const char *text, size_t len);

/* Does Accept prefer JSON over plain text?  (RFC 9110 section 12.5.1) */
bool http_accepts_json(const struct http_request *request,
    const char *buffer);

/* Which methods a resource offers, as bits, for 405 and Allow. */
#define METHOD_GET	0x01u
#define METHOD_HEAD	0x02u
#define METHOD_POST	0x04u
#define METHOD_OPTIONS	0x08u
#define METHOD_OTHER	0x80u	/* any other known method */
#define METHOD_UNKNOWN	0x00u	/* not a method anyone registered: 501 */
unsigned http_method_bit(const char *buffer, struct http_slice method);

/* "GET, HEAD, OPTIONS" */
void http_allow(unsigned methods, char *out, size_t out_size);

/* "Not Found"; "Unknown" for a code nobody registered. */
const char *http_status_reason(int status);

/*
 * Heads that are written.  Every message carries User-Agent and Date, an
 * answer also Server and Connection, a request Connection only to close;
 * Content-Length is in all but answers that can have no body (RFC 9110 section
 * 8.6).  Fields that are NULL are left out.
 */
struct http_head {
	const char *method;	/* a request: method and target */
	const char *target;
	int status;		/* an answer: its status */
	const char *host;
	const char *content_type;	/* "text/plain; charset=utf-8" */
	size_t content_length;
	int64_t wall_ns;	/* for Date */
	bool close;		/* Connection: close, else keep-alive */
	const char *location;
	const char *allow;
	const char *retry_after;
	const char *vary;
	const char *cache_control;
	const char *accept;
};

#define HTTP_WRITTEN_MAX 2048
/* Writes start line, fields and blank line; returns the length, 0 when it
 * did not fit or a value holds a control character. */
size_t http_head_write(const struct http_head *head, char *out,
    size_t out_size);

/* The interim answer (RFC 9110 section 15.2.1). */
extern const char http_continue_100[];

/*
 * A response, for the client side.  Same buffer rule as for requests.  An
 * interim answer (1xx) is a message of its own: the final one follows it.
 */
struct http_response {
	int status;
	struct http_slice reason;	/* the server's word for it, or none */
	uint8_t version_minor;
	bool keep_alive;
	bool until_close;	/* body ends when the connection does */
	uint16_t field_count;
	struct http_field fields[HTTP_FIELDS_MAX];
	uint32_t head_len;
	uint32_t raw_len;
	uint32_t body_len;
	struct http_fault fault;
	struct http_fault repairs[HTTP_REPAIRS_MAX];
	uint32_t repair_count;
	/* Strict; may be set to lenient between init and the first feed. */
	struct http_policy policy;
	uint64_t private_state[32];
};

/* head_request: the answer to HEAD has no body. */
void http_response_init(struct http_response *response, bool head_request);
enum http_progress http_response_feed(struct http_response *response,
    const char *buffer, size_t len);
/* The server closed: HTTP_COMPLETE for a body until close; HTTP_MORE when
 * nothing had begun; otherwise HTTP_BAD. */
enum http_progress http_response_end(struct http_response *response,
    const char *buffer, size_t len);
/* The server's word for the status, escaped, cut where it is long; the usual
 * one when it sent none. */
#define HTTP_REASON_SIZE 80
void http_response_reason(const struct http_response *response,
    const char *buffer, char out[HTTP_REASON_SIZE]);
size_t http_response_body(const struct http_response *response,
    const char *buffer, char *out, size_t out_size);

#endif
