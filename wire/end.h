/*
 * Why a session is over: one list, wire/ends.def, of reasons that are a
 * child's exit code, too.
 *
 * Any process; pure, constant.
 */
#ifndef WIRE_END_H
#define WIRE_END_H

enum client_end {
#define END(symbol, text, meaning) END_##symbol,
#include "wire/ends.def"
#undef END
	END_COUNT
};

/* "closed by client"; "?" for a number outside the list. */
const char *end_text(unsigned end);

#endif
