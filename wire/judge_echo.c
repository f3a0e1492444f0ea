/* echo: what comes goes back. */
#include "wire/judge_private.h"

#include <string.h>

/* The last thing that was said, as far as it is kept. */
static const struct judge_segment *
echo_said(const struct judge_call *call)
{
	struct judge *judge = call->judge;
	const struct judge_segment *segment = &judge->segments[
	    (judge->next_segment + JUDGE_SEGMENTS - 1) % JUDGE_SEGMENTS];

	return segment->len > 0 && segment->direction == FEED_RECEIVED ?
	    segment : NULL;
}

/* A stream's pieces may be others than those that were sent: only an answer
 * that begins as what was said, or does not, is judged. */
static void
echo_answered(const struct judge_call *call)
{
	const struct judge_segment *said = echo_said(call);
	size_t at = 0, most;

	if (said == NULL || call->len == 0)
		return;
	most = call->len < said->len ? call->len : said->len;
	while (at < most && said->bytes[at] == (unsigned char)call->bytes[at])
		at++;
	if (at < most) {
		judge_fault(call, RULE_ECHO_SAME, (struct judge_span){
		    .at = at, .len = 1 }, "what came back is not what was "
		    "sent, from byte %zu on", at + 1);
		return;
	}
	if (call->record->datagram && call->len != said->len &&
	    said->len < JUDGE_SEGMENT_MAX) {
		judge_fault(call, call->len < said->len ? RULE_ECHO_UDP_SIZE :
		    RULE_ECHO_SAME, (struct judge_span){ .at = most,
		    .len = call->len - most }, "%u bytes were sent, %zu came "
		    "back", said->len, call->len);
		return;
	}
	judge_ok(call, RULE_ECHO_SAME);
	if (call->record->datagram)
		judge_ok(call, RULE_ECHO_UDP_SIZE);
	else if (call->side->messages > 1)
		judge_ok(call, RULE_ECHO_MORE);
}

static void
echo_message(const struct judge_call *call)
{
	if (call->who == RULE_SERVER)
		echo_answered(call);
}

static void
echo_event(const struct judge_call *call)
{
	if (call->record->event == FEED_FIN)
		judge_ok(call, RULE_ECHO_READS);
	else if (call->record->event == FEED_RESET &&
	    call->judge->sides[1].messages > 0)
		judge_fault(call, RULE_ECHO_READS, (struct judge_span){ 0 },
		    "reset: what came back was perhaps not all read");
}

const struct judge_lab judge_lab_echo = { echo_message, echo_event,
    NULL, NULL };
