/*
 * The wait lab: HTTP/1.1 (RFC 9110, RFC 9112).
 *
 * Reads requests one after another on a connection that stays open, and
 * answers each before it looks at the next, as pipelining asks for.
 */
#include "server/labs/wait.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "server/lab.h"
#include "server/limits.h"
#include "wire/frame.h"

/* The end of a message that will not be completed: by silence or close. */
static enum http_progress
wait_cut_short(struct wait_talk *talk, bool by_deadline)
{
	enum http_progress progress = http_request_end(&talk->request,
	    talk->raw, talk->raw_len);

	if (progress != HTTP_BAD || !by_deadline)
		return progress;
	/* RFC 9110 section 15.5.9 */
	talk->status = 408;
	return HTTP_BAD;
}

/* Lenient: how long a client may be silent in the middle of a message. */
static int64_t
wait_silence(const struct wait_talk *talk)
{
	switch (talk->request.patience) {
	case HTTP_PATIENCE_BODY:
		return LIMIT_BODY_NS;
	case HTTP_PATIENCE_MORE:
		return LIMIT_SURPLUS_NS;
	default:
		return LIMIT_SILENCE_NS;
	}
}

/* A head has its time, however many bytes come in it; a body comes fast
 * enough, after as long. */
static int64_t
wait_patience_ns(struct wait_talk *talk, int64_t begun_ns)
{
	const struct server_settings *settings = talk->child->settings;
	int64_t slack_ns = settings->head_s * NS_PER_S;

	if (talk->request.head_len == 0)
		return begun_ns + slack_ns;
	if (talk->head_ns == 0)
		talk->head_ns = when_mono_ns();
	return talk->head_ns + slack_ns + (int64_t)(talk->raw_len -
	    talk->request.head_len) * NS_PER_S / settings->body_rate;
}

/* Until when the next bytes of a message that has begun must be there. */
static int64_t
wait_deadline(struct wait_talk *talk, int64_t begun_ns)
{
	int64_t until_ns = wait_patience_ns(talk, begun_ns);
	int64_t silence_ns = when_mono_ns() + wait_silence(talk);

	/* Not even leniency waits for ever, a byte at a time. */
	return talk->request.policy.lenient && silence_ns < until_ns ?
	    silence_ns : until_ns;
}

static void
wait_repairs(struct wait_talk *talk)
{
	char text[HTTP_SAID_SIZE], where[HTTP_WHERE_SIZE];
	const struct http_fault *repair;
	uint32_t i;

	for (i = 0; i < talk->request.repair_count; i++) {
		repair = &talk->request.repairs[i];
		http_fault_say(repair, text);
		http_fault_where(repair, where);
		child_event(talk->child, SENTENCE_OF(REPAIRED), text, where);
	}
}

/* Another request. */
static void
wait_begin(struct wait_talk *talk)
{
	struct http_policy policy = {
		.lenient = talk->child->settings->lenient,
		.exact = talk->exact,
		.follows = talk->follows };

	http_request_init(&talk->request, &policy);
	talk->head_ns = 0;
}

/* Nothing but padding and line ends has come, as after a request: that is
 * forgotten, where it is not a mistake. */
static enum client_end
wait_discard(struct wait_talk *talk)
{
	if (!talk->request.policy.lenient)
		return END_TIMEOUT;
	wait_repairs(talk);
	talk->raw_len = 0;
	wait_begin(talk);
	child_state(talk->child, STATE_IDLE);
	return CHILD_OK;
}

/* Receives once; *progress is what the request has become. */
static enum client_end
wait_receive(struct wait_talk *talk, int64_t *begun_ns,
    enum http_progress *progress)
{
	enum client_end end;
	size_t len;

	if (talk->raw_len == talk->raw_size)
		wait_raw_extend(talk);
	if (talk->raw_len == 0)
		end = child_receive_idle(talk->child, talk->raw,
		    talk->raw_size, &len);
	else
		end = child_receive(talk->child, talk->raw + talk->raw_len,
		    talk->raw_size - talk->raw_len,
		    wait_deadline(talk, *begun_ns), &len);
	if (end == END_CLIENT && talk->raw_len > 0) {
		talk->peer_done = true;
		*progress = wait_cut_short(talk, false);
		return *progress == HTTP_MORE ? end : CHILD_OK;
	}
	if (end != CHILD_OK)
		return end;
	if (len == 0 && talk->raw_len == 0)
		return child_idle_over(talk->child);
	if (len == 0) {
		*progress = wait_cut_short(talk, true);
		return *progress == HTTP_MORE ? wait_discard(talk) : CHILD_OK;
	}
	talk->since_ns = when_mono_ns();
	if (talk->raw_len == 0) {
		*begun_ns = talk->since_ns;
		child_state(talk->child, STATE_RECEIVING);
	}
	talk->raw_len += len;
	*progress = http_request_feed(&talk->request, talk->raw,
	    talk->raw_len);
	if (*progress == HTTP_MORE)
		child_silent(talk->child, when_mono_ns(), SILENCE_PART);
	return CHILD_OK;
}

/* Reads until a request is complete or bad, or so far (HTTP_CONTINUE) that it
 * is known to be refused whatever its body is. */
static enum client_end
wait_read(struct wait_talk *talk, enum http_progress *progress)
{
	int64_t begun_ns = talk->since_ns = when_mono_ns();
	enum client_end end = child_end_asked();

	/* Pipelined requests may keep us from waiting, and from hearing. */
	if (end != CHILD_OK)
		return end;
	wait_begin(talk);
	*progress = http_request_feed(&talk->request, talk->raw,
	    talk->raw_len);
	if (*progress == HTTP_MORE && talk->raw_len > 0)
		child_state(talk->child, STATE_RECEIVING);
	for (;;) {
		if (*progress == HTTP_CONTINUE) {
			if (wait_route_refuses(talk))
				return CHILD_OK;
			end = wait_send_continue(talk);
			*progress = HTTP_MORE;
		} else if (*progress == HTTP_MORE) {
			end = wait_receive(talk, &begun_ns, progress);
		} else {
			return CHILD_OK;
		}
		if (end != CHILD_OK)
			return end;
	}
}

static void
wait_take_body(struct wait_talk *talk, bool complete)
{
	talk->body = wait_body_room(talk->raw_len - talk->request.head_len);
	talk->body_len = !complete ? 0 : http_request_body(&talk->request,
	    talk->raw, talk->body, HTTP_BODY_MAX);
	talk->body[talk->body_len] = '\0';
}

/* Answers what was read; *whole is how many bytes it took. */
static enum client_end
wait_answer(struct wait_talk *talk, enum http_progress progress,
    size_t *whole)
{
	struct child_message message = { .bytes = talk->raw };
	enum client_end end = CHILD_OK;

	talk->fault = progress == HTTP_BAD;
	talk->mute = false;
	talk->exact = talk->exact || talk->request.exact;
	/* After some mistakes it is still known where the message ends. */
	talk->close = !talk->request.keep_alive || talk->status == 408 ||
	    progress == HTTP_CONTINUE;
	*whole = progress != HTTP_COMPLETE && talk->close ? talk->raw_len :
	    talk->request.raw_len;
	message.len = *whole;
	message.ended_by = FRAME_LENGTH + 1;
	message.fault = talk->fault;
	if (talk->fault) {
		message.fault_rule = (uint16_t)(talk->request.fault.rule + 1);
		message.fault_line = talk->request.fault.line;
		message.fault_byte = talk->request.fault.byte;
	}
	talk->asked = true;
	child_received(talk->child, &message);
	if (talk->fault) {
		wait_fault(talk);
	} else {
		wait_repairs(talk);
		wait_take_body(talk, progress == HTTP_COMPLETE);
		end = wait_route(talk);
	}
	/* Who is not answered cannot be told that the connection closes. */
	if (talk->mute)
		talk->close = false;
	else if (end == CHILD_OK)
		end = wait_send(talk);
	talk->asked = end != CHILD_OK;
	return end;
}

static enum client_end
wait_greet(struct wait_talk *talk)
{
	enum greet greet = talk->child->settings->greet[LAB_WAIT];
	enum client_end end;
	short events = 0;

	if (greet == GREET_NEVER || talk->child->inherit->metrics)
		return CHILD_OK;
	if (greet == GREET_AUTO) {
		end = child_wait(talk->child, POLLIN,
		    when_mono_ns() + LIMIT_GREET_NS, -1, &events, NULL);
		if (end != CHILD_OK || events != 0)
			return end;
	}
	wait_say(talk, 200, "Welcome, %s.\n", talk->child->row.name);
	talk->greeted = true;
	return wait_send(talk);
}

static enum client_end
wait_serve(struct child *child)
{
	struct wait_talk *talk = wait_memory();
	enum http_progress progress;
	enum client_end end;
	size_t whole;

	talk->child = child;
	child->talk = talk;
	end = wait_greet(talk);
	while (end == CHILD_OK) {
		talk->status = 0;
		end = wait_read(talk, &progress);
		if (end != CHILD_OK)
			return end;
		end = wait_answer(talk, progress, &whole);
		if (end != CHILD_OK)
			return end;
		if (talk->peer_done)
			return END_CLIENT;
		if (talk->close)
			return talk->fault ? END_PROTOCOL : END_SERVER;
		talk->follows = true;
		talk->raw_len -= whole;
		memmove(talk->raw, talk->raw + whole, talk->raw_len);
		if (talk->raw_len != 0)
			continue;
		wait_memory_release(talk, whole + talk->body_len +
		    talk->text_len);
		child_state(child, STATE_IDLE);
	}
	return end;
}

static size_t
wait_refuse(const char *local, const char *why, char *out, size_t out_size)
{
	char text[256];
	int len = snprintf(text, sizeof(text), "%s.\nTry again in a few "
	    "seconds.\n", why);
	struct http_head head = {
		.status = 503,
		.host = local,
		.content_type = "text/plain; charset=utf-8",
		.content_length = (size_t)len,
		.wall_ns = when_wall_ns(),
		.close = true,
		.retry_after = "5",
	};
	size_t head_len = http_head_write(&head, out, out_size);

	(void)text_copy(out + head_len, out_size - head_len, text);
	return head_len + (size_t)len;
}

const struct lab lab_wait = {
	.transport = LAB_TCP,
	.serve = wait_serve,
	.farewell = wait_farewell,
	.refuse = wait_refuse,
	.greet = GREET_NEVER,
	.no_prompt = "an HTTP client can only be sent an answer (try --greet "
	    "wait=auto)",
};
