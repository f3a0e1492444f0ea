/*
 * The last words of a server that ends a conversation by itself.
 *
 * Any process; pure; no X.  One list, wire/farewells.def, which the server
 * says and the clients recognise, so that neither invents a reason.
 */
#ifndef WIRE_FAREWELL_H
#define WIRE_FAREWELL_H

#include <stddef.h>

enum farewell {
	FAREWELL_NONE,
#define FAREWELL(symbol, sentence, reason) FAREWELL_##symbol,
#include "wire/farewells.def"
#undef FAREWELL
	FAREWELL_COUNT
};

/* The sentence without a line end; "" for FAREWELL_NONE. */
const char *farewell_text(enum farewell farewell);

/* What a client says of it: "kicked by the server". */
const char *farewell_reason(enum farewell farewell);

/* Which of them this text is, with or without a line end behind it. */
enum farewell farewell_find(const char *text, size_t len);

#endif
