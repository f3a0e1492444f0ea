/* What a conversation's events mean for the window that shows it. */
#include "gui/model/session.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/when.h"
#include "base/wording.h"

void
session_init(struct session *session, struct log *log,
    const struct session_sink *sink)
{
	memset(session, 0, sizeof(*session));
	session->log = log;
	session->sink = *sink;
	session->state = CONVERSATION_NEW;
}

void
session_begin(struct session *session, const struct conversation_plan *plan)
{
	unsigned number = session->connection + 1;
	struct session_sink sink = session->sink;

	verdict_answers_free(&session->heard);
	session_init(session, session->log, &sink);
	session->connection = number;
	session->plan = *plan;
}

void
session_begin_by_hand(struct session *session,
    const struct conversation_plan *plan)
{
	session_begin(session, plan);
	session->by_hand = true;
	/* Whoever a request names: the page has no name of its own. */
	session->plan.name[0] = '\0';
}

static void
say_shown(struct session *session, enum transcript_kind kind,
    const char *word, const char *first, const char *second)
{
	const char *const args[SESSION_ARGS_MAX] = { first, second };

	session->sink.say(session->sink.context, kind, word, args,
	    SESSION_ARGS_MAX);
}

static void
say(struct session *session, enum transcript_kind kind, const char *word,
    const char *first, const char *second)
{
	char shown[SESSION_ARGS_MAX][SESSION_TEXT_SIZE];

	(void)text_show(shown[0], sizeof(shown[0]), first, strlen(first));
	(void)text_show(shown[1], sizeof(shown[1]), second, strlen(second));
	say_shown(session, kind, word, shown[0], shown[1]);
}

/* A server that is sent requests by hand is one of HTTP, too. */
static bool
judged(const struct session *session)
{
	return lab_speaks_http(session->plan.lab);
}

/* What the message's heading says is wrong. */
static const char *
fault_of(struct session *session, const struct conversation_event *event,
    enum feed_direction direction)
{
	struct verdict_answers *answers = &session->heard;
	bool before = answers->lost;

	if (!judged(session))
		return event->text;
	if (direction == FEED_SENT) {
		verdict_answers_sent(answers, event->bytes, event->bytes_len);
		return event->text;
	}
	verdict_answers_received(answers, event->bytes, event->bytes_len);
	return answers->lost && !before ? answers->verdict.what :
	    event->text;
}

/* What it had on the wire. */
static uint64_t
size_of(const struct conversation_event *event)
{
	return event->bytes_len + event->missing;
}

static void
keep_message(struct session *session, const struct conversation_event *event,
    enum feed_direction direction)
{
	const char *fault = fault_of(session, event, direction);
	struct feed_message message = {
		.event = FEED_MESSAGE,
		.direction = direction,
		.wall_ns = session->wall_ns,
		.client = session->connection,
		.message = session->sent + session->received,
		.lab = session->plan.lab,
		.datagram = session->plan.udp ||
		    session->plan.lab == LAB_CLOCK,
		.fault = fault[0] != '\0',
		.truncated = event->missing != 0,
		.message_bytes = size_of(event) < UINT32_MAX ?
		    (uint32_t)size_of(event) : UINT32_MAX,
		.name = session->plan.name,
		.peer = session->address,
		.note = fault,
		.bytes = event->bytes,
		.bytes_len = event->bytes_len,
	};

	(void)log_add(session->log, &message);
}

static void
note_message(struct session *session, const struct conversation_event *event,
    bool ours)
{
	if (ours) {
		session->sent++;
		session->bytes_sent += size_of(event);
	} else {
		session->received++;
		session->bytes_received += size_of(event);
	}
	keep_message(session, event, ours ? FEED_SENT : FEED_RECEIVED);
}

static void
begin_pause(struct session *session, const struct conversation_event *event)
{
	char seconds[24], name[SESSION_TEXT_SIZE];

	session->pause_seconds = event->seconds;
	session->pause_until_ns = event->until_ns;
	session->pause_from_ns = event->until_ns -
	    event->seconds * NS_PER_S;
	(void)snprintf(seconds, sizeof(seconds), "%ld", event->seconds);
	(void)text_copy(name, sizeof(name), session->plan.name);
	say(session, TRANSCRIPT_OURS, "pause", seconds, name);
}

static void
note_answer(struct session *session, const struct conversation_event *event)
{
	const char *text = event->bytes != NULL ? event->bytes : event->text;
	size_t len = event->bytes != NULL ? event->bytes_len :
	    strlen(event->text);

	session->answers++;
	session->pause_until_ns = 0;
	/* Taken for whole, so it has ended as the connection did, which is
	 * over by now or about to be. */
	if (session_partly(session))
		verdict_answers_ended(&session->heard);
	if (len == 0)
		say(session, TRANSCRIPT_NOTE, "empty", "", "");
	else
		session->sink.say_text(session->sink.context,
		    TRANSCRIPT_ANSWER, text, len);
}

/* It was when there is something to say, or half an answer. */
static bool
it_was_the_server(const struct session *session,
    const struct conversation_event *event)
{
	return event->kind == CONVERSATION_ON_FINISHED ?
	    event->text[0] != '\0' : !session->heard.asked;
}

/* What others know of the address that was tried. */
static bool
advised(struct session *session, const char *reason, char *out,
    size_t out_size)
{
	struct advice_call call = { session->plan.lab, session->plan.udp,
	    session->address, reason,
	    advice_refused(reason) && !session->connected };

	return session->sink.advise != NULL && !session->looking_up &&
	    !session->by_hand && session->sink.advise(session->sink.context,
	    &call, out, out_size);
}

static void
note_failure(struct session *session, const char *reason)
{
	char words[SESSION_TEXT_SIZE];

	(void)text_copy(session->problem, sizeof(session->problem), reason);
	if (!advised(session, reason, words, sizeof(words)))
		wording_put(words, sizeof(words), advice_next(reason,
		    session->looking_up), reason, NULL);
	session->sink.say_text(session->sink.context, TRANSCRIPT_ERROR,
	    words, strlen(words));
}

static void
note_end(struct session *session, const struct conversation_event *event)
{
	session->pause_until_ns = 0;
	if (judged(session) && it_was_the_server(session, event))
		verdict_answers_ended(&session->heard);
	if (event->kind == CONVERSATION_ON_FINISHED) {
		if (event->text[0] == '\0')
			say(session, TRANSCRIPT_NOTE, session->connected ?
			    "finished" : "stopped", session->address, "");
		else
			session->sink.say_text(session->sink.context,
			    TRANSCRIPT_NOTE, event->text,
			    strlen(event->text));
		return;
	}
	note_failure(session, event->text);
}

static void
note_way(struct session *session, const struct conversation_event *event)
{
	switch (event->kind) {
	case CONVERSATION_ON_LOOKUP:
		say(session, TRANSCRIPT_NOTE, "lookup", event->text, "");
		break;
	case CONVERSATION_ON_CONNECTING:
		/* Again: the server has closed behind its answer. */
		if (judged(session) && !session->heard.asked)
			verdict_answers_ended(&session->heard);
		(void)text_copy(session->address, sizeof(session->address),
		    event->text);
		break;
	case CONVERSATION_ON_CONNECTED:
		session->connected = true;
		(void)text_copy(session->address, sizeof(session->address),
		    event->text);
		say(session, TRANSCRIPT_NOTE, "connected", event->text, "");
		break;
	default:
		session->registered = true;
		say(session, TRANSCRIPT_NOTE, "registered", event->text, "");
		break;
	}
}

static void
note_words(struct session *session, const struct conversation_event *event)
{
	if (event->kind == CONVERSATION_ON_GREETING ||
	    event->kind == CONVERSATION_ON_REMARK)
		say_shown(session, TRANSCRIPT_NOTE, event->kind ==
		    CONVERSATION_ON_REMARK ? "remark" : "greeting",
		    event->text, "");
	else
		session->sink.say_text(session->sink.context,
		    event->kind == CONVERSATION_ON_SAID ? TRANSCRIPT_OURS :
		    event->kind == CONVERSATION_ON_NOTE ? TRANSCRIPT_NOTE :
		    TRANSCRIPT_WARNING, event->text, strlen(event->text));
}

void
session_event(struct session *session, const struct conversation_event *event,
    enum conversation_state state, int64_t now_ns, int64_t wall_ns)
{
	session->state = state;
	session->now_ns = now_ns;
	session->wall_ns = wall_ns;
	if (event->kind != CONVERSATION_ON_FAILED)
		session->looking_up = event->kind == CONVERSATION_ON_LOOKUP;
	switch (event->kind) {
	case CONVERSATION_ON_LOOKUP:
	case CONVERSATION_ON_CONNECTING:
	case CONVERSATION_ON_CONNECTED:
	case CONVERSATION_ON_REGISTERED:
		note_way(session, event);
		break;
	case CONVERSATION_ON_SENT:
	case CONVERSATION_ON_RECEIVED:
		note_message(session, event,
		    event->kind == CONVERSATION_ON_SENT);
		break;
	case CONVERSATION_ON_SAID:
	case CONVERSATION_ON_NOTE:
	case CONVERSATION_ON_GREETING:
	case CONVERSATION_ON_REMARK:
	case CONVERSATION_ON_WARNING:
		note_words(session, event);
		break;
	case CONVERSATION_ON_MISCHIEF:
		break;
	case CONVERSATION_ON_PAUSE:
		begin_pause(session, event);
		break;
	case CONVERSATION_ON_ANSWER:
		note_answer(session, event);
		break;
	case CONVERSATION_ON_FAILED:
	case CONVERSATION_ON_FINISHED:
		note_end(session, event);
		break;
	}
	if (session->by_hand)
		session->answers = session->heard.total;
}

void
session_count_anew(struct session *session)
{
	struct verdict_answers *heard = &session->heard;

	session->sent = session->received = session->answers = 0;
	session->bytes_sent = session->bytes_received = 0;
	heard->total = 0;
	/* An answer that is still coming is judged as a whole. */
	if (heard->verdict.kind != VERDICT_OPEN || !session_live(session))
		memset(&heard->verdict, 0, sizeof(heard->verdict));
}

bool
session_live(const struct session *session)
{
	return session->state != CONVERSATION_NEW &&
	    session->state != CONVERSATION_FINISHED &&
	    session->state != CONVERSATION_FAILED;
}

enum conversation_state
session_state(const struct session *session)
{
	return session->state == CONVERSATION_FINISHED &&
	    !session->connected ? CONVERSATION_NEW : session->state;
}

bool
session_stands(const struct session *session)
{
	return session->state == CONVERSATION_CONNECTED ||
	    session->state == CONVERSATION_WAITING ||
	    (session->state == CONVERSATION_CLOSING && session->connected);
}

bool
session_partly(const struct session *session)
{
	return judged(session) && !session->heard.asked &&
	    session->heard.verdict.kind == VERDICT_OPEN;
}

bool
session_pausing(const struct session *session)
{
	return session->pause_until_ns != 0 && session_live(session);
}

int64_t
session_left_ns(const struct session *session, int64_t now_ns)
{
	return session->pause_until_ns - now_ns;
}

long
session_left_seconds(const struct session *session, int64_t now_ns)
{
	int64_t left_ns = session_left_ns(session, now_ns);

	return left_ns <= 0 ? 0 :
	    (long)((left_ns + NS_PER_S - 1) / NS_PER_S);
}
