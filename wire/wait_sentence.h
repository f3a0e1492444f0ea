/*
 * "Server waited 7 seconds for client alice.": are the number and the name in
 * a server's sentence those that it was told?  Every server has its own
 * words, so a number counts that seconds stand behind, and a name that
 * stands at a sentence's end behind "client" or "for".
 *
 * Pure, bounded; any thread; no X.
 */
#ifndef WIRE_WAIT_SENTENCE_H
#define WIRE_WAIT_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#define WAIT_SENTENCE_SIZE	64

struct wait_sentence {
	bool other_number;	/* it says seconds, and none are ours */
	char number[WAIT_SENTENCE_SIZE];	/* the first of those */
	bool other_name;	/* it names somebody, and nowhere us */
	char name[WAIT_SENTENCE_SIZE];	/* who that is, escaped; "": the place
					   is empty */
};

/* name and seconds are what the server was told. */
void wait_sentence_read(struct wait_sentence *sentence, const char *text,
    size_t len, const char *name, long seconds);

#endif
