/*
 * A player: one connection of a check to the server, or a socket for
 * datagrams.  What comes is kept, each segment with its time, from the moment
 * it is opened: the stage's loop reads all players whenever anything waits
 * (check/stage.h).
 *
 * barewire only, one thread.  A player belongs to its stage and is given back
 * by player_close, or when the scenario is over.  What came is untrusted: any
 * bytes, with NULs.  Pointers into it are good until the next call that waits
 * (those that take milliseconds).  Milliseconds are multiplied by --patience.
 */
#ifndef CHECK_PLAYER_H
#define CHECK_PLAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "wire/judge.h"

#define PLAYER_SEGMENTS	512	/* later ones have no times of their own */
#define PLAYER_KEPT	(4u << 20)	/* bytes; more is counted, not kept */
#define PLAYER_SAID	2048

struct stage;

/* How a message is written. */
enum player_form {
	FORM_BARE,
	FORM_LF,
	FORM_FRAMED,		/* two bytes of length before it */
	FORM_UTF16,		/* little-endian, with a mark */
	FORM_COUNT
};

struct player_segment {
	int64_t at_ns;		/* CLOCK_MONOTONIC, when it was read */
	size_t at, len;		/* in what was got */
	bool stranger;		/* a datagram from another address */
};

struct player {
	struct stage *stage;	/* NULL: this place is free */
	int fd;			/* -1: closed by us */
	bool datagrams;
	bool deaf;		/* reads nothing, on purpose */
	bool connected;
	bool ended;		/* the server's end, or a reset, has come */
	bool reset;
	bool struck;		/* mischief: it says no more */
	int error;		/* errno of the connect, or of a reset */
	char name[NAME_SIZE];
	int64_t opened_ns, sent_ns, ended_ns;	/* sent: its last byte */
	bool stale;		/* datagrams: answers to an older message may
				   still come, see player_fresh */
	unsigned char *got;
	size_t got_len, got_size;
	uint64_t got_total;
	size_t mark;		/* player_heard begins here */
	unsigned mark_segment;
	struct player_segment segments[PLAYER_SEGMENTS];
	unsigned segment_count;
	struct judge judge;	/* see check/audit.h */
	uint32_t judged;	/* messages that it has seen */
	unsigned heard_segment;	/* that it sees next */
	unsigned char said[PLAYER_SAID];	/* its last message, as sent */
	size_t said_len;
};

/* Connects, waiting at most 3 s; NULL when it could not, with errno's value in
 * *error (which may be NULL).  A random name is made up for it. */
struct player *player_open(struct stage *stage, int *error);
struct player *player_open_datagrams(struct stage *stage);
/* Datagrams: another socket for the same player where answers to an older
 * message may still come, for they do not say what they answer. */
void player_fresh(struct player *player);

/* A message in the form that was found out: as a name, or as a line.  What was
 * heard before is behind the mark then. */
void player_say_name(struct player *player, const char *name);
void player_say(struct player *player, const char *text);
void player_say_form(struct player *player, enum player_form form,
    const char *text);
/* Bytes as they are; player_add sends without a new mark.  False: the server
 * has closed. */
bool player_send(struct player *player, const void *bytes, size_t len);
bool player_add(struct player *player, const void *bytes, size_t len);

/* FIN and go on reading; close (FIN); RST. */
void player_half_close(struct player *player);
void player_close(struct player *player);
void player_reset(struct player *player);

/* What came since the mark; of datagrams the first, for each is a message. */
struct heard {
	const char *text;	/* not terminated; may hold NULs */
	size_t len;
	int64_t first_ns;	/* 0: nothing came */
	unsigned segments;
};
struct heard player_heard(const struct player *player);
void player_mark(struct player *player);

/* Waits until something has come since the mark, and then 80 ms for its rest;
 * false: nothing came, or the server ended first. */
bool player_wait(struct player *player, long ms);
/* Says a line and waits for its answer. */
bool player_ask(struct player *player, const char *text, long ms);
/* Waits until the text, in any case, stands in what came since the mark. */
bool player_wait_for(struct player *player, const char *text, long ms);
/* Waits for the server's end. */
bool player_wait_end(struct player *player, long ms);

/* For the player's own files: sends it as it is, or with the stage's
 * mischief. */
bool player_write_plain(struct player *player, const unsigned char *bytes,
    size_t len);
bool player_write_mischief(struct player *player, const unsigned char *bytes,
    size_t len);
/* For check/stage.c: reads what there is. */
void player_read(struct player *player);
void player_free(struct player *player);

#endif
