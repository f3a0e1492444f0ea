/*
 * The messages the monitor keeps: the last ten thousand, with the events and
 * gaps between them.
 *
 * Pure; no X.  Entries are counted references: what a view (paused, or
 * selected in) still holds lives on after the log let go of it.
 */
#ifndef GUI_MODEL_LOG_H
#define GUI_MODEL_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/labs.h"
#include "wire/feed.h"

#define LOG_MESSAGES_MAX 10000
#define LOG_BYTES_MAX	((size_t)48 * 1024 * 1024)

enum log_kind { LOG_MESSAGE, LOG_EVENT, LOG_GAP, LOG_SERVER };

/* How the bytes of a message are shown: see log_entry.head_len. */
#define LOG_HEAD_BINARY 0x1u
#define LOG_BODY_BINARY 0x2u

/* What became of a message that asks for an answer, watch/pairing.h. */
enum log_asked {
	LOG_ASKED_NOTHING,	/* it asks for none, as what a server sends */
	LOG_ASKED_OPEN,		/* none has come so far */
	LOG_ASKED_ANSWERED,
	LOG_ASKED_GONE,		/* client or server went before */
	LOG_ASKED_UNKNOWN	/* records are missing behind it */
};

struct log_verdicts;

struct log_entry {
	uint64_t id;		/* rises by one, from 1 */
	uint64_t order;		/* of its record's number: never falls within
				   one server's, though some come late */
	struct log_verdicts *verdicts;	/* gui/model/log_verdict.h; or NULL */
	unsigned references;
	enum log_kind kind;
	uint64_t request;	/* id of what it answers; 0: nothing */
	bool folded;		/* what answers it is not to be seen; for the
				   one list that shows this log */
	enum feed_event event;
	enum feed_direction direction;
	int64_t wall_ns;
	uint64_t client;
	uint64_t lost;		/* of a gap: messages missing */
	uint32_t message;	/* number within the client */
	uint32_t message_bytes;	/* on the wire */
	int32_t pid;
	int16_t status;
	uint8_t lab;
	bool truncated;
	bool fault;
	bool datagram;
	bool past;		/* it was before this window came */
	enum log_asked asked;
	uint64_t answer;	/* id of what answered it; 0: nothing so far */
	int64_t waited_ns;	/* from the one to the other, of both */
	bool interim;		/* not yet the answer: 100 Continue */
	unsigned binary;	/* LOG_ */
	uint32_t head_len;	/* of an HTTP message: up to its body */
	uint32_t len;
	struct feed_facts facts;
	char name[NAME_SIZE];
	char peer[ADDRESS_SIZE];
	char note[FEED_NOTE_MAX + 1];
	unsigned char bytes[];
};

struct log;

/* NULL without memory. */
struct log *log_new(size_t messages_max, size_t bytes_max);
void log_free(struct log *log);

/* From now on it is noted what answers which, as in a server's log.  False
 * without memory. */
bool log_set_pairs(struct log *log);

/* log_add and log_add_gap return false without memory, and count one message
 * let go. */
bool log_add(struct log *log, const struct feed_message *message);
bool log_add_gap(struct log *log, uint64_t lost, int64_t wall_ns);

/* What happened to the server itself: words, fit to be shown; event is what
 * it is like, a crash besides.  False without memory. */
bool log_add_server(struct log *log, enum feed_event event, bool crashed,
    const char *words, int64_t wall_ns);

/* Did a client's process, or the server, end as none should?  Of events. */
bool log_is_crash(const struct log_entry *entry);
/* The same of the words that say how a client's end was. */
bool log_tells_crash(const char *end_words);

/* Forgets everything; ids go on. */
void log_clear(struct log *log);
/* And all that was counted and known of a server: what comes now is another
 * one's, or the same from its beginning. */
void log_begin_again(struct log *log);

/* Entries are [first, next); equal when there are none. */
uint64_t log_first(const struct log *log);
uint64_t log_next(const struct log *log);
/* NULL outside that range. */
struct log_entry *log_at(const struct log *log, uint64_t id);

struct log_counts {
	uint64_t seen;		/* messages, ever */
	uint64_t kept;		/* messages, now */
	uint64_t let_go;	/* messages given up for newer ones */
	uint64_t lost;		/* messages that never came */
	uint64_t not_ok;	/* messages, ever, that the judge found a fault
				   with */
};
struct log_counts log_counts(const struct log *log);

/* The judge, see gui/model/log_verdict.h. */
struct log_judge {
	bool there;
	uint64_t next;		/* record that it will look at next */
};

struct log_entry *log_hold(struct log_entry *entry);
void log_release(struct log_entry *entry);

#endif
