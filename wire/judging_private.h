/*
 * What stands in the memory of a class before the judge.  Private to
 * wire/judging*.c; pure.
 *
 * Numbers of entries and clients are written plus one, 0 is none: memory that
 * is zeroed is empty.
 */
#ifndef WIRE_JUDGING_PRIVATE_H
#define WIRE_JUDGING_PRIVATE_H

#include "wire/judging.h"

#define JUDGING_BUCKETS	4096	/* a power of two */

struct judging_client {
	uint64_t client;	/* its number; 0: free */
	uint32_t next;		/* in its bucket */
	uint32_t entry;
	uint32_t lab;
	uint32_t message;	/* the last that was seen */
	char peer[ADDRESS_SIZE];
	char refused[NAME_SIZE];
	uint64_t messages, unjudged;	/* before it has an entry */
	int64_t last_ns;	/* of its last record */
	/* What it said itself, and what was passed on to it. */
	struct judging_second {
		int64_t since_ns;
		uint32_t messages;	/* since then */
	} said, told;
	bool named, ended;	/* its end was told */
	bool blind;		/* some of it was not seen: not judged */
	bool left;		/* the server closed, and has told so */
	uint8_t looks;		/* at what its client does then */
	struct judge judge;
};

struct judging_head {
	uint64_t layout;	/* of this build and size */
	int64_t since_wall_ns;
	uint64_t missed, gave_way, starts, order;
	/* Behind these none was ever used, and no page is touched. */
	uint32_t clients, entries;
	uint64_t record;	/* the one that is judged, plus one */
	uint64_t client;	/* whose it is */
	uint64_t ended_by;	/* that which ended the last process, so */
	uint32_t skipped_count;
	uint64_t skipped[JUDGING_SKIPPED];
	struct judge before;	/* how that client's judge was */
};

struct judging_memory {
	struct judging_head head;
	struct judging_client clients[JUDGING_CLIENTS];
	struct judging_entry entries[];
};

struct judging {
	struct judge_policy policies[LAB_COUNT];
	struct judging_memory *memory;
	bool owned;
	uint64_t skipped;	/* the record that was given up, plus one */
	unsigned names;
	uint32_t buckets[JUDGING_BUCKETS];	/* clients by number */
	uint32_t free_client, free_entry;	/* looked for from here on */
	/* The call under way. */
	struct judging_client *current;
	const struct feed_message *record;
	const struct judge_sink *sink;
};

/* judging_client.c: one of the connections.  A new one takes the place of the
 * one that was silent longest when there is no other. */
struct judging_client *judging_client_find(const struct judging *judging,
    uint64_t client);
struct judging_client *judging_client_make(struct judging *judging,
    const struct feed_message *record);
void judging_client_drop(struct judging *judging,
    struct judging_client *client);
/* Buckets anew, after all of it was checked. */
void judging_client_check(struct judging *judging);

/* judging_rate.c: is that, with this record, more than JUDGING_RECORDS within
 * a second?  Then what it says itself ends its being judged; what others say
 * to it, in labs where they do, is passed over.  judging_rate counts it. */
bool judging_says_much(const struct judging_client *client,
    const struct feed_message *record);
bool judging_is_told_much(const struct judging_client *client,
    const struct feed_message *record);
void judging_rate(struct judging_client *client,
    const struct feed_message *record);

/* judging_entry.c: the connection's entry, made if need be; NULL: none. */
struct judging_entry *judging_entry_of(struct judging *judging,
    struct judging_client *client);
/* It has a name now: what came before goes there. */
void judging_entry_name(struct judging *judging,
    struct judging_client *client, const char *name);
/* Its name was refused. */
void judging_entry_refuse(struct judging *judging,
    struct judging_client *client, const char *name);
void judging_entry_check(struct judging *judging);

#endif
