/*
 * The clock lab: UDP, one datagram each way, a client that waits until it is
 * answered.  So everything is answered: mistakes with an error text, nothing
 * at all with date and time (RFC 867).
 */
#include "server/child_datagrams.h"
#include "server/lab.h"
#include "wire/clock_line.h"

static size_t
clock_answer(struct child *child, const void *request, size_t len,
    void *answer, bool *fault)
{
	char escaped[80], said[256];
	size_t answer_len;
	bool known;

	*fault = false;
	if (clock_line_error(request, len))
		return DATAGRAM_NONE;
	answer_len = clock_line_answer(answer, request, len, when_wall_ns(),
	    &known);
	*fault = !known;
	(void)text_escape_line(escaped, sizeof(escaped), request, len);
	if (len == 0)
		(void)text_copy(escaped, sizeof(escaped), "with nothing");
	(void)text_escape_line(said, sizeof(said), answer, answer_len);
	if (known)
		child_event(child, SENTENCE_OF(ASKED), escaped, said);
	else
		child_event(child, SENTENCE_OF(ASKED_UNKNOWN), escaped, said);
	return answer_len;
}

static enum client_end
clock_serve_datagrams(struct child *child)
{
	return datagrams_serve(child, clock_answer);
}

const struct lab lab_clock = {
	.transport = LAB_UDP,
	.serve_datagrams = clock_serve_datagrams,
	.greet = GREET_NEVER,
	.no_prompt = "before its first datagram no client is known",
};
