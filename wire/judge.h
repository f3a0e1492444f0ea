/*
 * The judge: what one connection said, against the rules (wire/rule.h).
 *
 * Any process, one thread; pure: no sockets, no clock, no allocation; no X.
 * It is given a connection's records in their order, and tells its verdicts
 * at once.  "not seen" is the default and never told: silence proves nothing
 * but where a rule has a limit, and one cause is one fault.
 *
 * A record is a struct feed_message: FEED_RECEIVED is what the client said,
 * FEED_SENT what the server said, whoever wrote it down.  Its facts are used
 * where they are known (0: they are not); of its times wall_ns must be set.
 * Nothing in it is trusted.  Pointers are needed during the call only.
 *
 *	judge_begin(&judge, &policy, LAB_CALC);
 *	for each record:	judge_record(&judge, record, &sink)
 *	now and then:		judge_time(&judge, wall_ns, &sink)
 */
#ifndef WIRE_JUDGE_H
#define WIRE_JUDGE_H

#include "wire/feed.h"
#include "wire/mischief.h"
#include "wire/rule.h"

#define JUDGE_QUOTE_MAX	80
#define JUDGE_SAID_SIZE	128

struct judge_verdict {
	enum rule rule;
	enum rule_result result;	/* RULE_OK or RULE_NOT_OK */
	enum rule_severity severity;	/* of this fault, no more than the
					   rule's */
	unsigned lab;
	uint64_t client;
	uint32_t message;	/* its number; 0: none it belongs to */
	enum feed_direction direction;
	int64_t wall_ns;
	uint32_t line, column;	/* of the span, from 1 */
	uint32_t at, len;	/* span, in bytes of the message; len 0: all */
	uint32_t quote_at;	/* where in the message the quote begins */
	uint32_t quote_len;
	unsigned char quote[JUDGE_QUOTE_MAX];	/* raw */
	char said[JUDGE_SAID_SIZE];	/* what is told, escaped */
};

struct judge_sink {
	void *context;
	void (*verdict)(void *context, const struct judge_verdict *verdict);
};

/* What is judged.  Zeroed but for who it is what the exercises ask. */
struct judge_policy {
	enum rule_who who;
	unsigned variants;	/* bits, 1u << enum rule_variant, that are
				   played; 0: by what the server does */
	long number_min, number_max;	/* wait; max 0: the exercise's */
};

/* A span of bytes that came together. */
#define JUDGE_SEGMENT_MAX	256
#define JUDGE_SEGMENTS		4
struct judge_segment {
	enum feed_direction direction;
	uint64_t stream;	/* of its first byte */
	int64_t arrived_ns;
	uint32_t read;
	uint32_t len;		/* kept */
	unsigned char bytes[JUDGE_SEGMENT_MAX];
};

/* How many of something came within the last second. */
struct judge_rate {
	int64_t since_ns;
	unsigned count;
	bool told;
};

/* Of one side. */
struct judge_side {
	uint32_t messages;
	uint64_t bytes;
	int64_t last_ns;	/* of its last message */
	uint8_t ends_seen;	/* bits of enum judge_end */
	uint8_t first_end;
	bool mixed_told, padded, unpadded;
	bool littered;		/* memory that was never set was sent */
	bool stale;		/* an older message's rest was */
	struct judge_rate any, same;
	uint32_t same_hash;
	/* Date fields. */
	int64_t date_ns;	/* of the message with date_s; 0: none */
	int64_t date_s;
};

/* What several messages show together. */
struct judge_course {
	bool asked;		/* something that is not answered */
	uint8_t kind;		/* of it */
	uint8_t kinds;		/* that had the same answer */
	unsigned same;		/* answers */
	unsigned upper;		/* answers that were what was said, in the
				   other case */
	int64_t since_ns;	/* of the first same one */
	uint32_t asked_hash, answer_hash;
};

struct judge_wait {
	bool named;
	bool said;		/* it said one, whatever became of it */
	bool conflict;		/* a name was refused, and none taken since */
	char refused[NAME_SIZE];
	unsigned tries;
	int64_t tries_ns;
	unsigned numbers, same;	/* uploaded; equal to the first */
	long first, number;	/* the first; the one not yet answered */
	bool asked;		/* a number is not answered */
	bool unnamed_told;
	bool cut;		/* the last request ends within its head */
	bool rested;		/* silent behind an answer, and told so */
	int64_t asked_ns, answered_ns;
	uint32_t read;		/* of the last request */
	unsigned open;		/* requests without an answer */
	uint32_t heads;		/* which of those are HEAD, the oldest lowest */
	unsigned aside;		/* so many answers on, one that is not judged;
				   0: none */
	struct judge_rate errors;
	int64_t error_ns;	/* of the last answer, when it was one */
};

struct judge_order {
	bool greeted, result, bye, told;
	int64_t greeted_ns, result_ns, message_ns;
	struct judge_rate after_bye[2];	/* client, server */
};

struct judge_chat {
	bool begun;		/* its first message was there */
	bool registered, refused;
	unsigned after_refusal;
	bool conflict_told;
	unsigned prefixed;
	bool quit;
};

struct judge_calc {
	bool begun;		/* its first message was there */
	bool asked;		/* a line is not answered */
	bool well_formed;	/* and it is an expression */
	bool zero;
	bool quit;
	double value;
	int64_t asked_ns;
	unsigned answers;	/* since it was asked */
};

struct judge_clock {
	unsigned dates, times;
	int64_t request_ns, answer_ns;
	unsigned intervals, outside;
	int64_t shortest_ns, longest_ns;
	bool open, interval_told, spread_told;
	uint8_t kind;		/* of the open request */
	unsigned unanswered;	/* requests, that one too */
	unsigned quick;		/* requests at once, within this second */
	struct judge_rate rate;
};

/* Mischief that was done to the messages of one side. */
struct judge_touch {
	unsigned set;		/* kinds; 0: none that is known of */
	int64_t hold_ns;	/* so long they keep a message back, at most */
	uint32_t rate;		/* slow's */
	uint32_t message;	/* the last message */
	uint64_t len;
	int64_t begun_ns;	/* when it was noted; when its last byte was */
	int64_t out_ns;		/* out (0: nothing was told of it) */
	unsigned kinds;		/* done since the other side spoke, which shows
				   what it makes of them */
	bool cut;		/* the other side left after a piece */
};

struct judge_mischief {
	struct judge_touch touch[2];	/* as sides */
	bool ended;		/* by half a message, of one of the sides */
	bool ended_told;
	enum mischief_kind ending;
	unsigned ended_by;
	int64_t ended_ns;
	bool rushed;		/* the message under way came before the last
				   byte of what it follows */
	bool faulted;		/* and has a fault */
	int64_t lost_ns, late_ns;	/* an answer was lost; came after all */
	enum mischief_kind lost;
};

struct judge {
	struct judge_policy policy;
	unsigned lab;
	enum rule family;	/* another protocol: nothing else is judged */
	bool over;
	bool fin, closed;	/* the client's side, the server's */
	bool reset_told;	/* by a rule of the lab */
	int64_t closed_ns;
	char name[NAME_SIZE];
	uint64_t client;
	int64_t begun_ns;
	struct judge_side sides[2];	/* client, server */
	struct judge_segment segments[JUDGE_SEGMENTS];
	unsigned next_segment;
	struct judge_course course;
	struct judge_mischief mischief;
	union {
		struct judge_wait wait;
		struct judge_order order;
		struct judge_chat chat;
		struct judge_calc calc;
		struct judge_clock clock;
	} of;
};

void judge_begin(struct judge *judge, const struct judge_policy *policy,
    unsigned lab);
void judge_record(struct judge *judge, const struct feed_message *record,
    const struct judge_sink *sink);

/* Who was reset in mid-message (judge_was_reset) has begun anew with this
 * connection, which has just got its name. */
bool judge_was_reset(const struct judge *judge, int64_t *wall_ns);
void judge_begun_anew(struct judge *judge, int64_t reset_ns, int64_t wall_ns,
    const struct judge_sink *sink);

/* Did mischief end it for our side, as if the server had vanished? */
bool judge_was_cut(const struct judge *judge);
/* Who lost its server so, at gone_ns, is there again with this connection;
 * returns counts such, of one name. */
void judge_came_again(struct judge *judge, struct judge_rate *returns,
    int64_t gone_ns, int64_t wall_ns, const struct judge_sink *sink);

/* Nothing more has come by then: for rules with a limit on silence. */
void judge_time(struct judge *judge, int64_t wall_ns,
    const struct judge_sink *sink);

/* What was seen of the client's end after the server had closed. */
enum judge_sight {
	JUDGE_NOTHING_SEEN,
	JUDGE_CLOSED,		/* it closed, too, until now */
	JUDGE_OPEN		/* it has not */
};
void judge_after_end(struct judge *judge, int64_t wall_ns,
    enum judge_sight sight, const struct judge_sink *sink);

/* "line 3, column 7", or "" where the message has no lines to speak of. */
#define JUDGE_WHERE_SIZE 48
void judge_where(const struct judge_verdict *verdict,
    char out[JUDGE_WHERE_SIZE]);

/* The quote, escaped, with the span between » and «. */
#define JUDGE_QUOTED_SIZE (4 * JUDGE_QUOTE_MAX + 64)
void judge_quoted(const struct judge_verdict *verdict,
    char out[JUDGE_QUOTED_SIZE]);

#endif
