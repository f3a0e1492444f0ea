/*
 * The order lab's client, between its files: lab_order.c says the name and,
 * once there is a result, goes on as a chat; lab_order_result.c knows the
 * result among all that a server says before it.  Rules: client/lab.h.
 */
#ifndef CLIENT_LAB_ORDER_H
#define CLIENT_LAB_ORDER_H

#include "client/line_client.h"
#include "wire/order_result.h"

/* Lines that may be the beginning of a result. */
#define ORDER_PARTIAL_SIZE	1024
#define ORDER_REASON_SIZE 256

struct order_memory {
	struct line_client lines;
	bool spoken;		/* the first message has been said */
	char message[ORDER_RESULT_NAME_SIZE];	/* that was typed, or "" */
	bool answered;		/* the result is known */
	int64_t answered_ns;	/* since when it is */
	bool chatting;		/* something came or went since */
	bool said;		/* the user typed something */
	bool input_over;	/* the user has no more to type */
	bool leaving;		/* Bye was said, by either */

	/* Before the result. */
	char letter;		/* the server calls us so; 0: no word of it */
	bool heard;		/* it has said something */
	int64_t partial_ns;	/* until then a line is held; 0: none is */
	int64_t give_up_ns;	/* what came is no result: no more will */
	int64_t quiet_ns;	/* then a silence is told of; 0: it was */
	size_t partial_len;
	char partial[ORDER_PARTIAL_SIZE];
	char reason[ORDER_REASON_SIZE];	/* of giving up */
};

/* A message before the result; memory->answered when it is the result. */
void order_judge(struct conversation *conversation, const char *text,
    size_t len);
/* What is held was no beginning: the server just says it. */
void order_release(struct conversation *conversation);
/* The first message has been said: from now on a result may come. */
void order_expect(struct conversation *conversation);
/* When order_wait is to be called, and that call. */
int64_t order_wait_ns(const struct order_memory *memory);
void order_wait(struct conversation *conversation);

#endif
