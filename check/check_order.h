/*
 * The order lab's check: check_order.c has the scenarios, check_order_pair.c
 * how a pair connects and speaks, check_order_result.c what is said of its
 * result.
 */
#ifndef CHECK_CHECK_ORDER_H
#define CHECK_CHECK_ORDER_H

#include "check/general.h"

#define ORDER_RESULT_MS	5000
#define ORDER_BETWEEN_MS 500	/* between the two messages */

/* Two clients in the order of their connections. */
struct order_pair {
	struct player *clients[2];
	const char *names[2];
	unsigned first;		/* which one speaks first */
	bool refused;		/* told already */
	int64_t second_ns;	/* when the second one comes */
};

struct order_state {
	struct order_pair pair;
	/* How the next pair is to speak. */
	unsigned first;
	bool bare_names;	/* without "Client X: " */
	const char *say[2];	/* instead of random names; or NULL */
};

/* Both connect, 0.4 s apart, and are listened to; NULL: it is judged why. */
struct order_pair *order_connect(struct stage *stage);
/* They speak, half a second apart. */
void order_speak(struct order_pair *pair);
/* Do both have both names, in time? */
bool order_result_comes(struct order_pair *pair, long ms);
/* A pair whose result came, in the form that is found out; NULL: judged. */
struct order_pair *order_enter(struct stage *stage);

/* The part of what a client heard that holds the result. */
struct heard order_result_of(const struct order_pair *pair, unsigned at);
bool order_has_names(const struct order_pair *pair, struct heard heard);
/* Does it speak another protocol?  It is told then. */
bool order_judge_family(struct order_pair *pair);
void order_judge_greeting(struct order_pair *pair);
void order_judge_result(struct order_pair *pair);

/* With --variant ...+chat. */
void order_play_chat(struct stage *stage);

#endif
