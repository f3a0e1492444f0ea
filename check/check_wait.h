/*
 * What the files of the wait scenarios share: requests written, answers read
 * and judged, and what was found out of a server.  Private to
 * check/check_wait*.c.
 */
#ifndef CHECK_CHECK_WAIT_H
#define CHECK_CHECK_WAIT_H

#include "check/scenario.h"
#include "wire/http.h"

#define WAIT_BYTES	8192	/* of an answer, with its head */
#define WAIT_BODY	2048
#define WAIT_PATH	128

#define WAIT_NAME_MS	2000	/* in which a name is answered, if it is */
#define WAIT_EXTRA_MS	5000	/* behind the pause, for an answer */

/* Found out by the first who comes, and kept for a group. */
struct wait_memory {
	bool listened, speaks;	/* before it is asked */
	bool http;		/* an answer of HTTP came */
	bool found;		/* the paths below */
	char name_path[WAIT_PATH], number_path[WAIT_PATH];
	bool unnamed;		/* no name step: names are not judged */
	bool silent;		/* names are not answered, it seems */
	bool mute;		/* and a number's answer has shown it */
	bool polls;		/* a number is answered at once, and GET asks */
	bool numbered;		/* the number's path is the right one */
	bool misnamed;		/* wait.answer.name was told */
	int64_t date_s, dated_ns;	/* of its first Date; 0: none */
	/* Who vanished, and when their answers are written. */
	char gone[NAME_SIZE];
	int64_t closed_ns, reset_ns;
};

enum wait_kind {
	WAIT_NOTHING,
	WAIT_TEXT,		/* no HTTP */
	WAIT_REQUEST,		/* HTTP the wrong way round */
	WAIT_HTTP
};

struct wait_reply {
	enum wait_kind kind;
	bool complete;
	bool endless;		/* it does not say where it ends */
	bool cut;		/* and less came than it says */
	int64_t due_ns;		/* not cut before that; kept by wait_parse */
	int64_t first_ns;	/* when the first byte of its body came, or of
				   its sentence; else its own first */
	size_t raw_len;		/* of what was heard */
	size_t surplus;		/* bytes behind it that begin no message */
	struct http_response response;
	char bytes[WAIT_BYTES];	/* its start line mended */
	size_t bytes_len;
	char body[WAIT_BODY];	/* terminated */
	size_t body_len;
};

struct wait_client {
	struct player *player;
	bool named;		/* its name was accepted, or not refused */
	bool closes;		/* the server said so */
	bool apart;		/* it takes a connection for each request */
	bool unanswered;	/* its name: an answer may come late */
	bool doubtful;		/* so the number's may be the name's */
	long seconds;
	int64_t asked_ns;	/* before the number was sent */
	struct wait_reply reply;
};

struct wait_memory *wait_memory(const struct stage *stage);

/* Sends a request; body NULL: GET. */
void wait_send(struct player *player, const char *path, const char *body);
/* The same as bytes; how many. */
size_t wait_write(const struct player *player, const char *path,
    const char *body, char *out, size_t out_size);

/* What has been heard since the mark, as far as it is there. */
void wait_parse(const struct player *player, struct wait_reply *reply);
/* The same of what stands behind that answer. */
void wait_parse_behind(const struct player *player,
    const struct wait_reply *reply, struct wait_reply *behind);
/* Waits for a whole answer, and judges its form; false: nothing came, or no
 * HTTP, which was told. */
bool wait_hear(struct player *player, struct wait_reply *reply, long ms);
/* For several at once: they were waited for by somebody else. */
bool wait_heard(struct player *player, struct wait_reply *reply);
/* The form of an answer that came: fields, Date, length. */
void wait_judge(struct player *player, struct wait_reply *reply);
/* What is no HTTP: which protocol is it? */
void wait_judge_family(struct player *player);
/* What is heard from here on is behind that answer. */
void wait_skip(struct player *player, const struct wait_reply *reply);

/* Connects, and listens to who speaks first; false: it could not. */
bool wait_enter(struct stage *stage, struct wait_client *client);
/* Says its name where names go, which is found out by the first; false:
 * the stage is over. */
bool wait_register(struct wait_client *client);
/* Both. */
bool wait_login(struct stage *stage, struct wait_client *client);
void wait_say_name(struct wait_client *client, const char *name);

/* Asks for a pause; or notes that it does now. */
void wait_asks(struct wait_client *client, long seconds);
void wait_ask_pause(struct wait_client *client, long seconds);
/* Waits for the sentence, up to that long behind the pause; false: it did
 * not come. */
bool wait_sentence_comes(struct wait_client *client, long extra_ms);
/* Has it come?  Then client->reply is it. */
bool wait_sentence_there(struct wait_client *client);
/* No more is waited for: an answer that may be the name's or the number's is
 * taken for the likelier one. */
void wait_sentence_settle(struct wait_client *client);
/* Milliseconds that an answer may be late. */
long wait_late_ms(const struct stage *stage);
/* Number, name, words. */
void wait_judge_sentence(struct wait_client *client);
/* Seconds from the number to the sentence. */
double wait_took(const struct wait_client *client);

/* The scenarios. */
void wait_play_one(struct stage *stage);
void wait_play_three(struct stage *stage, struct wait_client *first);
void wait_play_vanish(struct stage *stage);
void wait_play_after(struct stage *stage);
void wait_play_odd(struct stage *stage);
void wait_play_four(struct stage *stage);

#endif
