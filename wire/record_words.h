/*
 * What a record says, in words: "registered (was guest-7)", "has closed its
 * sending side".  Of a message how long it is; its bytes are shown beside that.
 *
 * Any process; pure, bounded, no allocation; no X.  What is remote comes out
 * escaped.  The words stand behind the client's name; of a record of the server
 * itself they stand alone.
 */
#ifndef WIRE_RECORD_WORDS_H
#define WIRE_RECORD_WORDS_H

#include "wire/feed.h"

#define RECORD_WORDS_SIZE 2048
void record_words(const struct feed_message *record,
    char out[RECORD_WORDS_SIZE]);

/* What a message is about, on one line: "POST /wait: 7", "200 OK", "4.5 / 6";
 * escaped, cut to size. */
void record_label(const struct feed_message *message, char *out, size_t size);

#endif
