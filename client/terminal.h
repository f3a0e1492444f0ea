/*
 * A conversation's events as lines on a terminal: what happens on standard
 * output, warnings and failures on standard error.  main only.
 *
 * The server's bytes cannot reach the terminal's controls: texts are escaped
 * (base/text.h), raw messages keep CRLF, LF and TAB and have every other
 * control, format character and byte that is not UTF-8 as \xHH, but a run of
 * NULs once, with its length (text_nul_run).
 */
#ifndef CLIENT_TERMINAL_H
#define CLIENT_TERMINAL_H

#include <stdbool.h>

#include "client/conversation.h"

struct terminal {
	bool verbose;		/* show raw messages */
	bool failed;		/* a FAILED was shown */
	int error;		/* errno of the first write that failed */
};

/* For conversation_listener; context is a struct terminal. */
void terminal_event(void *context, const struct conversation_event *event);

#endif
