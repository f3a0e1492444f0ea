/*
 * What the judge's files share.  Private to wire/judge*.c; pure.
 *
 * A call is one record that is being judged.  Rules are told through
 * judge_ok and judge_fault, which know whom the policy judges: each file only
 * says what it sees.
 */
#ifndef WIRE_JUDGE_PRIVATE_H
#define WIRE_JUDGE_PRIVATE_H

#include "base/when.h"
#include "wire/judge.h"

/* What ended a message on the wire. */
enum judge_end {
	JUDGE_END_NOTHING, JUDGE_END_LF, JUDGE_END_CRLF, JUDGE_END_NUL
};

struct judge_call {
	struct judge *judge;
	const struct judge_sink *sink;
	const struct feed_message *record;	/* NULL: time has passed */
	int64_t wall_ns;	/* of the record, or now */
	/* Of a message: */
	enum rule_who who;	/* who said it */
	struct judge_side *side;
	const char *bytes;	/* all of it */
	size_t len;
	const char *text;	/* up to its first NUL, without its end */
	size_t text_len;
	enum judge_end end;
};

/* Where a fault is, and how grave. */
struct judge_span {
	size_t at, len;		/* in the message; len 0: the whole */
	bool soft;		/* should, though the rule is must */
	bool style;		/* or not even that */
};

void judge_ok(const struct judge_call *call, enum rule rule);
void judge_fault(const struct judge_call *call, enum rule rule,
    struct judge_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* As the rule itself tells it, of the whole message. */
void judge_wrong(const struct judge_call *call, enum rule rule);

/* When a message was there: the kernel's time where that is known. */
int64_t judge_arrived_ns(const struct judge_call *call);

/* Counts one, and says how many came within FLOOD_MS. */
unsigned judge_rate(struct judge_rate *rate, int64_t wall_ns);

/* The text without blanks around it. */
const char *judge_text_trim(const struct judge_call *call, size_t *len);

/* The text in lower case without blanks around it is this. */
bool judge_text_is(const struct judge_call *call, const char *word);
/* Does the text hold it, case aside? */
bool judge_text_has(const struct judge_call *call, const char *word);

/* Each looks at a message, or at an event.  judge_family says whether nothing
 * else is judged; judge_pad and judge_join whether the message is
 * explained by what they told. */
bool judge_family(const struct judge_call *call);
/* The protocol that its messages show by now, RULE_NONE: none. */
enum rule judge_course(const struct judge_call *call);
/* Is all of it telnet's negotiation?  That is no message of the lab. */
bool judge_is_telnet(const struct judge_call *call);
void judge_lines(const struct judge_call *call);
bool judge_pad(const struct judge_call *call);
bool judge_join(const struct judge_call *call);
void judge_segment_keep(const struct judge_call *call);

/* What was done to messages on purpose, and what that explains.  A record of
 * it; a message before and after it is judged (false: it is not judged by
 * anything else); an event (likewise); the time. */
void judge_mischief_record(const struct judge_call *call);
bool judge_mischief_before(const struct judge_call *call);
void judge_mischief_after(const struct judge_call *call);
bool judge_mischief_event(const struct judge_call *call);
void judge_mischief_time(const struct judge_call *call);
/* So long the last message of a side (0: the client's) may not be out yet,
 * whatever the record's time is; 0: it is. */
int64_t judge_mischief_hold_ns(const struct judge *judge, unsigned side);
/* Is the next of this rule's ok's none, for it was told what is the matter? */
bool judge_mischief_hushes(const struct judge *judge, enum rule rule);

/* A lab's own rules: a message, an event, the time in which the server says
 * nothing, and the client; each may be NULL.  One that has some stands in
 * wire/judge.c. */
struct judge_lab {
	void (*message)(const struct judge_call *call);
	void (*event)(const struct judge_call *call);
	void (*time)(const struct judge_call *call);
	void (*silence)(const struct judge_call *call);
};
#define LAB(symbol, name, port, speech, summary) \
	extern const struct judge_lab judge_lab_##name;
#include "base/labs.def"
#undef LAB

/* wait: head and body of a message, and what an answer is to say. */
void judge_http(const struct judge_call *call);
void judge_wait_head(const struct judge_call *call);
void judge_wait_date(const struct judge_call *call);
void judge_wait_body(const struct judge_call *call);
/* An answer that has no body, whatever its head says: to HEAD, 204, 304. */
bool judge_wait_bare(const struct judge_call *call);
void judge_wait_answer(const struct judge_call *call);

/* A field of an HTTP head, without white space; how many there are of it. */
struct judge_field {
	size_t at, len;		/* of the value, in the message */
	unsigned count;
	size_t again_at;	/* the second one's */
};
void judge_field(const struct judge_call *call, const char *name,
    struct judge_field *field);
/* The status of an answer; 0: it has none. */
int judge_status(const struct judge_call *call);
/* Where the first line begins. */
size_t judge_head_at(const struct judge_call *call);
/* Where the body begins; the message's length where no blank line is. */
size_t judge_body_at(const struct judge_call *call);
bool judge_head_ends(const struct judge_call *call);
/* Has the body fewer bytes than its one Content-Length says? */
bool judge_body_is_cut(const struct judge_call *call);
/* Does it end within a line of its head?  What stands behind that is not
 * known. */
bool judge_head_cut(const struct judge_call *call);

#endif
