/* Messages from a child's client, and when they came. */
#include "server/child_lines.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "server/child_private.h"
#include "server/limits.h"

#define LOCK_TRIES	25
#define PADDING_SHOWN	1024	/* in one message; the rest is counted */

void
lines_init(struct lines *lines, struct child *child, size_t limit)
{
	lines->child = child;
	child->talk = lines;
	lines->sent_ns = 0;
	lines->sent_wall_ns = 0;
	lines->heard_ns = when_mono_ns();
	lines->rate = (struct rate){ 0 };
	lines->limited = lines->fast_noted = false;
	lines->closed = false;
	lines->lost = CHILD_OK;
	lines->greeted = false;
	lines->prompted = false;
	lines->in_turn = false;
	lines->telnet_noted = false;
	lines->typed_noted = false;
	lines->form_noted = false;
	lines->padding = 0;
	frame_init(&lines->frame, limit);
	lines->frame.by_hand = true;
}

/* recv with the kernel's arrival time of what was received; where there is
 * none, the time is now. */
static ssize_t
lines_recv(int socket, void *buffer, size_t size, int flags,
    int64_t *stamp_ns)
{
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(
	    sizeof(struct timespec))];
	struct iovec part = { buffer, size };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1,
	    .msg_control = control, .msg_controllen = sizeof(control) };
	struct cmsghdr *header;
	struct timespec stamp;
	ssize_t got;

	got = recvmsg(socket, &message, MSG_DONTWAIT | flags);
	*stamp_ns = when_wall_ns();
	if (got <= 0)
		return got;
	for (header = CMSG_FIRSTHDR(&message); header != NULL;
	    header = CMSG_NXTHDR(&message, header))
		if (header->cmsg_level == SOL_SOCKET &&
		    header->cmsg_type == SCM_TIMESTAMPNS) {
			memcpy(&stamp, CMSG_DATA(header), sizeof(stamp));
			if (stamp.tv_sec != 0)
				*stamp_ns = stamp.tv_sec * NS_PER_S +
				    stamp.tv_nsec;
		}
	return got;
}

int64_t
lines_arrived_ns(const struct lines *lines)
{
	int64_t stamp_ns;
	char byte;

	if (lines_recv(lines->child->socket, &byte, 1, MSG_PEEK,
	    &stamp_ns) <= 0)
		return 0;
	return stamp_ns;
}

/* The connection has ended, and not by a close.  What has been read was said
 * all the same: "alice" and a close with the greeting unread is a reset. */
static enum client_end
lines_lost(struct lines *lines, enum client_end end)
{
	if (frame_deadline(&lines->frame) == 0)
		return end;
	frame_close(&lines->frame);
	lines->closed = true;
	lines->lost = end;
	return CHILD_OK;
}

/* What there is goes into the frame. */
static enum client_end
lines_read(struct lines *lines)
{
	char buffer[FRAME_PUSH_MAX];
	int64_t stamp_ns;
	ssize_t got;

	got = lines_recv(lines->child->socket, buffer, sizeof(buffer), 0,
	    &stamp_ns);
	if (got > 0) {
		(void)frame_push(&lines->frame, buffer, (size_t)got,
		    when_mono_ns(), stamp_ns);
		lines->arrived_ns = stamp_ns;
		lines->child->silent_ns = 0;
		lines->child->reads++;
	} else if (got == 0) {
		child_note_fin(lines->child);
		frame_close(&lines->frame);
		lines->closed = true;
	} else if (errno != EAGAIN && errno != EINTR) {
		return lines_lost(lines, child_socket_end(
		    lines->child->socket, errno));
	}
	return CHILD_OK;
}

/*
 * The time for the frame.  A child that was busy (its client did not read,
 * the machine was full) looks late: then a pause counts only if the kernel,
 * which keeps the times of arrival, saw one.
 */
static int64_t
lines_now(const struct lines *lines)
{
	int64_t now_ns = when_mono_ns(), arrived_ns;
	int64_t pause_ns = frame_deadline(&lines->frame);

	if (pause_ns == 0 || now_ns < pause_ns || lines->closed)
		return now_ns;
	arrived_ns = lines_arrived_ns(lines);
	if (arrived_ns != 0 &&
	    arrived_ns - lines->arrived_ns < frame_pause_ns(&lines->frame))
		return pause_ns - 1;
	return now_ns;
}

/* Counts and feeds a message with the NULs that came before it: they are no
 * text, but they were on the wire. */
static void
lines_tell(struct lines *lines, const struct frame_message *message)
{
	static unsigned char bytes[PADDING_SHOWN + FRAME_BUFFER];
	uint64_t padding = lines->frame.padding - lines->padding;
	size_t lead = padding < PADDING_SHOWN ? padding : PADDING_SHOWN;
	struct child_message given = { .bytes = bytes,
	    .len = lead + message->raw_len, .lead = lead,
	    .fault = message->cut, .beyond = padding - lead +
	    message->wire_len - message->raw_len, .padding = padding,
	    .arrived_ns = message->stamp_ns,
	    .ended_by = (uint8_t)(message->end + 1) };

	memset(bytes, 0, lead);
	if (message->raw_len > 0)
		memcpy(bytes + lead, message->raw, message->raw_len);
	lines->padding = lines->frame.padding;
	child_received(lines->child, &given);
}

/* What its bytes do not show to everybody. */
static void
lines_tell_form(struct lines *lines)
{
	const struct frame_form *form = &lines->frame.speaks;
	bool wide = form->encoding != FRAME_8BIT && !form->marked;

	if (form->framed && !lines->form_noted)
		child_event(lines->child, SENTENCE_OF(FRAMES));
	else if (wide && !lines->form_noted)
		child_event(lines->child, SENTENCE_OF(UTF16),
		    form->encoding == FRAME_UTF16LE ?
		    "as .NET's Encoding.Unicode" : "high bytes first");
	lines->form_noted = lines->form_noted || form->framed || wide;
}

/* Why a client is not understood as its user expects. */
static void
lines_tell_telnet(struct lines *lines)
{
	if (lines->frame.telnet && !lines->telnet_noted)
		child_event(lines->child, SENTENCE_OF(TELNET));
	lines->telnet_noted = lines->frame.telnet;
	if (lines->frame.typed && !lines->typed_noted)
		child_event(lines->child, SENTENCE_OF(TYPED));
	lines->typed_noted = lines->frame.typed;
}

/* Until when nothing more is read of a client that has been too fast: TCP
 * holds it back, and nothing is lost.  0: it has not. */
static int64_t
lines_held_ns(struct lines *lines)
{
	long rate = lines->child->settings->line_rate;
	int64_t now_ns = when_mono_ns(), free_ns;

	if (!lines->limited)
		return 0;
	free_ns = rate_free_ns(&lines->rate, LIMIT_LINE_BURST, rate);
	if (lines->rate.used_ns <= now_ns)
		lines->fast_noted = false;
	if (free_ns <= now_ns)
		return 0;
	if (!lines->fast_noted)
		child_event(lines->child, SENTENCE_OF(LINES_FAST), rate);
	lines->fast_noted = true;
	return free_ns;
}

/* The next message, if it is there and one may be. */
static bool
lines_pop(struct lines *lines, struct frame_message *message)
{
	static const struct frame_message nothing;

	if (lines_held_ns(lines) != 0)
		return false;
	if (frame_pop(&lines->frame, lines_now(lines), message)) {
		lines->child->silent_ns = 0;
		lines->heard_ns = when_mono_ns();
		if (lines->limited && message->end != FRAME_TELNET)
			rate_take(&lines->rate,
			    lines->child->settings->line_rate,
			    when_mono_ns());
		lines_tell(lines, message);
		lines_tell_telnet(lines);
		lines_tell_form(lines);
		return true;
	}
	if (lines->closed && lines->frame.padding > lines->padding)
		lines_tell(lines, &nothing);
	return false;
}

/* Waits once; reads when there is something to read. */
static enum client_end
lines_wait(struct lines *lines, int64_t deadline_ns, int extra_fd,
    enum lines_got *got)
{
	int64_t held_ns = lines_held_ns(lines);
	bool closed = lines->closed || held_ns != 0, woken;
	enum client_end end;
	short events;

	/* A closed side is readable for ever. */
	end = child_wait(lines->child, closed ? 0 : POLLIN,
	    when_sooner(deadline_ns, held_ns != 0 ? held_ns :
	    frame_deadline(&lines->frame)), extra_fd, &events, &woken);
	if (end != CHILD_OK)
		return end;
	if (events != 0 && closed)
		return child_socket_end(lines->child->socket, 0);
	/* What comes after a pause is another message. */
	if (events != 0 && (frame_deadline(&lines->frame) == 0 ||
	    lines_now(lines) < frame_deadline(&lines->frame)))
		return lines_read(lines);
	if (woken)
		*got = LINES_WOKEN;
	return CHILD_OK;
}

enum client_end
lines_receive(struct lines *lines, struct frame_message *message,
    int64_t deadline_ns, int extra_fd, enum lines_got *got)
{
	enum client_state state = lines->child->row.state;
	enum client_end end = CHILD_OK;
	bool waited;

	*got = LINES_NOTHING;
	for (waited = false;; waited = true) {
		if (lines_pop(lines, message)) {
			*got = message->end == FRAME_TELNET ? LINES_SILENT :
			    LINES_MESSAGE;
			break;
		}
		if (lines->closed && lines_held_ns(lines) == 0) {
			end = lines->lost;
			*got = end == CHILD_OK ? LINES_CLOSED : LINES_NOTHING;
			break;
		}
		if (waited && deadline_ns != 0 &&
		    when_mono_ns() >= deadline_ns)
			break;
		if (frame_deadline(&lines->frame) != 0)
			child_state(lines->child, STATE_RECEIVING);
		end = lines_wait(lines, deadline_ns, extra_fd, got);
		if (end != CHILD_OK || *got != LINES_NOTHING)
			break;
	}
	if (lines->child->row.state != state)
		child_state(lines->child, state);
	return end;
}

enum client_end
lines_listen(struct lines *lines, int64_t until_ns, bool *silent)
{
	enum client_end end = CHILD_OK;
	short events;

	for (;;) {
		*silent = frame_silent(&lines->frame) && !lines->closed;
		if (!*silent)
			return CHILD_OK;
		end = child_wait(lines->child, POLLIN, until_ns, -1, &events,
		    NULL);
		if (end != CHILD_OK || events == 0)
			return end;
		end = lines_read(lines);
		if (end != CHILD_OK)
			return end;
	}
}

bool
lines_idle(const struct lines *lines)
{
	return when_mono_ns() - lines->heard_ns >=
	    child_idle_ns(lines->child);
}

bool
lines_again(int *tries)
{
	return ++*tries < LOCK_TRIES && child_end_asked() == CHILD_OK;
}
