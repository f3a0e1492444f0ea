/*
 * What the server says in a conversation, against the rules (wire/judge.h).
 *
 * barewire --check, and the client window.  It hears a conversation's events.
 * Without a sink it prints, on standard output, a line for each message of the
 * server's that a rule has something to say of: "check: ok", or a line for
 * each fault; with one it prints nothing and tells the verdicts.  An answer
 * that came in parts is judged when it is whole.  One thread.
 */
#ifndef CLIENT_CHECK_H
#define CLIENT_CHECK_H

#include "client/event.h"
#include "wire/judge.h"

/* A longer message is judged as one of which the rest is not known. */
#define CHECK_KEPT	65536

/* Of so many messages of ours it is known which they were. */
#define CHECK_SENT	64

struct check {
	struct judge_sink told;	/* verdict NULL: what is not right is printed */
	unsigned lab;
	uint64_t connections;
	uint32_t messages;
	uint64_t sent;			/* of them ours, on this connection */
	uint32_t numbers[CHECK_SENT];	/* of the last of those */
	char name[NAME_SIZE];
	struct mischief mischief;
	char said[MISCHIEF_TEXT_SIZE];
	unsigned ok, not_ok;	/* of the message under way */
	struct judge judge;
	size_t kept_len;	/* of a message that may go on */
	bool cut;		/* and more of it was not kept */
	int64_t kept_ns;	/* when it began */
	unsigned char kept[CHECK_KEPT];
};

/* name is the one that is going to be given, mischief what is done to what is
 * sent; told: NULL, or who is told. */
void check_begin(struct check *check, unsigned lab, const char *name,
    const struct mischief *mischief, const struct judge_sink *told);
void check_event(struct check *check,
    const struct conversation_event *event);

#endif
