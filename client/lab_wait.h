/*
 * The wait lab's client, between its files: lab_wait.c asks and reads,
 * lab_wait_answer.c judges what is answered, lab_wait_end.c knows what silence
 * and a close mean.  Rules: client/lab.h.
 */
#ifndef CLIENT_LAB_WAIT_H
#define CLIENT_LAB_WAIT_H

#include "base/when.h"
#include "client/http_client.h"

/* For an answer, beyond the pause that was asked for. */
#define WAIT_PATIENCE_NS	(10 * NS_PER_S)

enum wait_asked { ASKED_NOTHING, ASKED_NAME, ASKED_PAUSE, ASKED_COUNT };

struct wait_memory {
	struct http_client http;
	enum wait_asked asked;	/* what is to be answered */
	enum wait_asked answered;	/* what was answered last */
	bool registered;	/* the server has had the name */
	bool named;		/* it has had it on this connection */
	bool server_remembers;	/* it keeps it from one to the next */
	bool closes_after[ASKED_COUNT];	/* it closes after such an answer */
	bool closes_warned;	/* the user knows that it closes */
	bool doubtful;		/* the 200 that is held is undecided */
	bool was_doubtful;	/* it was taken for the registration's */
	bool greets;		/* the server greets every connection */
	bool greeted;		/* it has greeted this one */
	bool unanswered;	/* seconds is still to be asked for */
	bool misnamed;		/* it names others, and the user knows */
	bool hasty;		/* the last pause was shorter than asked */
	bool stalled;		/* half an answer, and the user knows */
	bool unasked;		/* the next one was here before its request */
	int64_t deadline_ns;	/* of the answer */
	int64_t part_ns;	/* when the last of half an answer came */
	int64_t show_ns;	/* when that is to be shown; 0: it was */
	long seconds;
	long done;
	int64_t asked_ns;
	int64_t answered_ns;
	char greeting[HTTP_CLIENT_SUMMARY_SIZE];
};

/* Asks for the next pause, when it is time. */
void wait_ask(struct conversation *conversation);
/* Is that put off, as the server was quicker than it should have been? */
bool wait_paces(struct conversation *conversation);
/* The server has the name. */
void wait_registered(struct conversation *conversation);
/* A whole answer stands at the start of bytes. */
void wait_answered(struct conversation *conversation, const char *bytes);
/* One that answers nothing does. */
void wait_unasked(struct conversation *conversation, const char *bytes);
/* Behind it: the next request, here or on a new connection. */
void wait_go_on(struct conversation *conversation);
/* It closes after such answers. */
void wait_reconnect(struct conversation *conversation);

/* Part of an answer came. */
void wait_for_rest(struct conversation *conversation);
void wait_parting(struct conversation *conversation);
void wait_ended(struct conversation *conversation, const char *reason);
void wait_woken(struct conversation *conversation);

#endif
