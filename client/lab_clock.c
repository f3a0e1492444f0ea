/*
 * The clock lab: asks for the date or the time by datagram, at random every
 * 1 to 2 seconds.  When a datagram is lost, either way, the same is asked
 * again; so long without any answer, and the server is given up.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/text.h"
#include "base/when.h"
#include "wire/clock_answer.h"
#include "client/lab.h"
#include "client/random.h"

#define DATAGRAM_MAX	65536
#define LOST_MAX	5	/* in a row */

struct clock_memory {
	const char *question;
	bool asked;		/* it has not been answered */
	long answered;
	unsigned lost;		/* since the last answer */
};

static void
clock_ask(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	memory->asked = true;
	lab_said(conversation, memory->question, strlen(memory->question));
	lab_send(conversation, memory->question, strlen(memory->question));
	lab_tell(conversation, CONVERSATION_ON_SAID, memory->question);
	lab_state(conversation, CONVERSATION_WAITING);
	lab_wake(conversation, lab_now(conversation) +
	    random_between(1000, 2000) * NS_PER_MS);
}

static void
clock_next(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	if (lab_rests(conversation))
		return;
	memory->question = random_between(0, 1) == 0 ? "SEND_DATE" :
	    "SEND_TIME";
	clock_ask(conversation);
}

static void
clock_judge_date(struct conversation *conversation, const char *bytes,
    size_t len, int64_t wall_ns)
{
	time_t now = wall_ns / NS_PER_S;
	char today[16] = "";
	struct tm local;

	if (localtime_r(&now, &local) != NULL)
		(void)strftime(today, sizeof(today), "%Y-%m-%d", &local);
	switch (clock_answer_date(bytes, len, wall_ns)) {
	case CLOCK_HOLDS:
		break;
	case CLOCK_DIFFERS:
		lab_warn(conversation, "that is not the date of today, which "
		    "is %s here", today);
		break;
	case CLOCK_NOTHING:
		lab_warn(conversation, "that is no answer to SEND_DATE");
		break;
	}
}

static void
clock_judge_time(struct conversation *conversation, const char *bytes,
    size_t len, int64_t wall_ns)
{
	long ahead_s, apart_s;

	switch (clock_answer_time(bytes, len, wall_ns, &ahead_s)) {
	case CLOCK_HOLDS:
		break;
	case CLOCK_DIFFERS:
		apart_s = labs(ahead_s);
		lab_warn(conversation, "that is %ld:%02ld:%02ld %s the clock "
		    "here", apart_s / 3600, apart_s / 60 % 60, apart_s % 60,
		    ahead_s < 0 ? "behind" : "ahead of");
		break;
	case CLOCK_NOTHING:
		lab_warn(conversation, "that is no answer to SEND_TIME");
		break;
	}
}

static void
clock_judge(struct conversation *conversation, const char *bytes, size_t len)
{
	const struct clock_memory *memory = lab_memory(conversation);
	int64_t wall_ns = when_wall_ns();

	if (strcmp(memory->question, "SEND_DATE") == 0)
		clock_judge_date(conversation, bytes, len, wall_ns);
	else
		clock_judge_time(conversation, bytes, len, wall_ns);
}

/* It counts for no round. */
static void
clock_unasked(struct conversation *conversation, const char *bytes,
    size_t len)
{
	char shown[80];

	(void)text_show_line(shown, sizeof(shown), bytes, len);
	lab_warn(conversation, "an answer came late, or twice: %s", shown);
}

static size_t
clock_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct clock_memory *memory = lab_memory(conversation);
	size_t text_len;

	if (last)
		return 0;	/* the port does not answer: see ended */
	lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED, "", bytes,
	    len);
	/* Line ends are padding, and all from the first NUL. */
	text_len = strnlen(bytes, len);
	while (text_len > 0 && (bytes[text_len - 1] == '\n' ||
	    bytes[text_len - 1] == '\r'))
		text_len--;
	memory->lost = 0;
	if (!memory->asked) {
		clock_unasked(conversation, bytes, text_len);
		return len;
	}
	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, "", bytes,
	    text_len);
	clock_judge(conversation, bytes, text_len);
	memory->asked = false;
	lab_state(conversation, CONVERSATION_CONNECTED);
	if (++memory->answered == lab_plan(conversation)->count)
		lab_finish(conversation);
	return len;
}

static void
clock_woken(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	if (!memory->asked) {
		clock_next(conversation);
	} else if (++memory->lost == LOST_MAX) {
		lab_fail(conversation, "the server is gone: no answer to %d "
		    "datagrams in a row", LOST_MAX);
	} else {
		lab_warn(conversation, "no answer to %s: a datagram was "
		    "lost or is late", memory->question);
		clock_ask(conversation);
	}
}

const struct client_lab client_lab_clock = {
	.rounds = true,
	.options = CLIENT_TAKES(count),
	.socket_type = SOCK_DGRAM,
	.receive_max = DATAGRAM_MAX,
	.state_size = sizeof(struct clock_memory),
	.connected = clock_next,
	.received = clock_received,
	.woken = clock_woken,
};
