/*
 * Mischief: how what one side sends is cut, late or, for datagrams, lost or
 * twice, on purpose.  No byte of it is ever changed.
 *
 * Any process; pure: no sockets, no clock, no allocation, no X.  Who sends
 * asks for the plan of each message, and keeps to it; the same seed and the
 * same number of the message give the same plan, whenever and wherever.
 *
 * As text it is what users give and see: "split,delay=300,seed=7", "off".
 * In shared memory it is two words, which hold the number of the client that
 * they are for: words that fail the list, or are another client's, are none.
 *
 *	mischief_plan(&mischief, MISCHIEF_STREAMS, number, len, &plan);
 *	sleep plan.wait_ns
 *	for (at = 0; at < plan.stop; at += piece) {
 *		piece = mischief_piece(&mischief, &plan, at, &rest_ns);
 *		send the piece in one call
 *		sleep rest_ns
 *	}
 *	plan.ending: stay silent, reset, or close our side
 *
 * A datagram is plan.copies whole ones (0: it is lost) after plan.wait_ns; one
 * with MISCHIEF_REORDER among its kinds goes right behind the next one, and
 * after MISCHIEF_REORDER_NS at the latest.
 * MISCHIEF_JOIN among the kinds: where the receiver can tell where a message
 * ends, it is kept until the next one, MISCHIEF_JOIN_NS at most, and both are
 * one send.  It is not beside SPLIT and SLOW, nor where something struck.
 */
#ifndef WIRE_MISCHIEF_H
#define WIRE_MISCHIEF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/when.h"
#include "wire/feed.h"

enum mischief_kind {
#define MISCHIEF(symbol, word, unit, min, max, over, one_in, note, bare, text) \
	MISCHIEF_##symbol,
#include "wire/mischief.def"
#undef MISCHIEF
	MISCHIEF_KIND_COUNT
};
#define MISCHIEF_BIT(kind)	(1u << (kind))

enum mischief_over {
	MISCHIEF_STREAMS = 1, MISCHIEF_DATAGRAMS = 2, MISCHIEF_EITHER = 3
};

#define MISCHIEF_JOIN_NS	(300 * NS_PER_MS)
#define MISCHIEF_REORDER_NS	(1000 * NS_PER_MS)
/* Who stalls, or has closed its side, waits so long for the other to end: that
 * is more than a program has for it (wire/rule_limits.def). */
#define MISCHIEF_SILENCE_NS	(75 * NS_PER_S)

struct mischief {
	unsigned kinds;		/* MISCHIEF_BITs; 0: off */
	uint32_t numbers[MISCHIEF_KIND_COUNT];	/* 0 where there is none */
	uint32_t seed;		/* 0: whoever uses it draws one */
};

/* Reads a text; false, and fault says in one line what is wrong with it.
 * "off" is right, and leaves kinds 0. */
#define MISCHIEF_FAULT_SIZE	200
bool mischief_read(struct mischief *mischief, const char *text,
    char fault[MISCHIEF_FAULT_SIZE]);

/* As text, with the seed where there is one.  Returns its length. */
#define MISCHIEF_TEXT_SIZE	160
size_t mischief_write(char text[MISCHIEF_TEXT_SIZE],
    const struct mischief *mischief);

/* Does all of it fit this transport?  Else fault says of the first kind that
 * does not why. */
bool mischief_fits(const struct mischief *mischief, enum mischief_over over,
    char fault[MISCHIEF_FAULT_SIZE]);
/* Only what fits; nothing left is off. */
struct mischief mischief_over(const struct mischief *mischief,
    enum mischief_over over);

/* A seed from any number, when there is none yet; off stays as it is. */
void mischief_draw(struct mischief *mischief, uint64_t number);

/* The words for this client, and back.  False: they are not for it, or fail
 * the list; mischief is off then.  {0, 0} is that of nobody. */
#define MISCHIEF_WORDS		2
void mischief_pack(uint64_t words[MISCHIEF_WORDS],
    const struct mischief *mischief, uint64_t client);
bool mischief_unpack(struct mischief *mischief,
    const uint64_t words[MISCHIEF_WORDS], uint64_t client);

/* What becomes of a message. */
struct mischief_plan {
	unsigned kinds;		/* that touch it, but for JOIN, which may;
				   without SPLIT and SLOW it goes at once */
	uint64_t number;	/* of the message: from 1, of this direction */
	size_t len;
	int64_t wait_ns;	/* before its first byte */
	int64_t delay_ns, jitter_ns;	/* which is made of these, and of
					   withhold's */
	size_t stop;		/* so many bytes go out */
	enum mischief_kind ending; /* MISCHIEF_STALL, RESET, HALF_CLOSE; else
				      MISCHIEF_KIND_COUNT */
	unsigned copies;	/* of a datagram */
};
void mischief_plan(const struct mischief *mischief, enum mischief_over over,
    uint64_t number, size_t len, struct mischief_plan *plan);

/* The length of the segment that begins there, and how long to rest after it
 * (0 after the last).  0: at the end. */
size_t mischief_piece(const struct mischief *mischief,
    const struct mischief_plan *plan, size_t at, int64_t *rest_ns);

/* What FEED_MISCHIEF's note tells of a message: "delay 320 ms", "split in 5
 * segments", "drop"; number is what the kind's line of the list has there, 0:
 * there is none.  The record comes when the last byte is out (message_bytes
 * says how many went), and for what is withheld before that, with 0 bytes, as
 * well. */
#define MISCHIEF_NOTE_SIZE	64
void mischief_note(char note[MISCHIEF_NOTE_SIZE], enum mischief_kind kind,
    uint64_t number);
/* FEED_MISCHIEF with message 0: what was set, in mischief_write's words, for
 * what FEED_SENT has (FEED_NEITHER, too: the server's) or FEED_RECEIVED has.
 * The kind that a record of a message tells of; MISCHIEF_KIND_COUNT: none. */
enum mischief_kind mischief_noted(const struct feed_message *record);

/* The list, for those who print it. */
struct mischief_info {
	const char *word;
	const char *unit;	/* "": it takes no number */
	uint32_t min, max;
	enum mischief_over over;
	unsigned one_in;
	const char *note;	/* behind the word and a blank; # is a number */
	const char *bare;	/* behind the word, where there is none */
	const char *text;
};
const struct mischief_info *mischief_info(enum mischief_kind kind);

#endif
