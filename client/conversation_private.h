/*
 * What conversation.c (the caller's side) and conversation_lab.c (the labs'
 * side) share.  Only they, conversation_pause.c and lab_gone.c include this.
 */
#ifndef CLIENT_CONVERSATION_PRIVATE_H
#define CLIENT_CONVERSATION_PRIVATE_H

#include <stddef.h>

#include "client/conversation.h"
#include "client/lab.h"
#include "client/transport.h"
#include "wire/farewell.h"

#define REASON_SIZE 512
#define SAID_SIZE 64

/* What a lab or the user asked for, carried out when the call that is under
 * way has come back; a larger one wins. */
enum conversation_pending {
	PENDING_NONE,
	PENDING_RECONNECT,
	PENDING_GOODBYE,
	PENDING_FAILURE
};

struct conversation {
	struct conversation_plan plan;
	struct conversation_listener listener;
	const struct client_lab *lab;
	enum conversation_state state;
	enum conversation_pending pending;
	unsigned depth;			/* of calls into this file */
	bool was_connected;		/* a failure to connect is an end */
	bool paused;			/* the user wants no more rounds */
	bool resting;			/* the lab has heard of that */
	int64_t now_ns;
	int64_t wake_ns;		/* the lab's alarm; 0: none */
	struct transport transport;
	bool heard;			/* something has come of this server */
	enum farewell farewell;		/* its last message was that */
	int64_t said_ns;		/* when `said` was said to it */
	char said[SAID_SIZE];		/* the last, escaped; "": nothing */
	char reason[REASON_SIZE];	/* of PENDING_FAILURE */
	_Alignas(max_align_t) unsigned char memory[];	/* the lab's */
};

/* What was done to the message of that number, which so much went out of. */
void lab_tell_mischief(struct conversation *conversation, const char *note,
    uint64_t number, size_t bytes);

#endif
