/* What a child sends: all of it, or the conversation is over. */
#include "server/child_private.h"

#include <errno.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "server/child_progress.h"
#include "server/limits.h"

/* What the client has not taken: sent or not, and not acknowledged, and what
 * has arrived and lies there unread. */
static int
send_queued(const struct child *child)
{
	int queued = 0;

	(void)ioctl(child->socket, SIOCOUTQ, &queued);
	return queued + child_peer_unread(child);
}

/* May this go on to wait, and until when (0: no limit)?  An answer that is
 * being written when a shutdown comes has LIMIT_FINISH_NS; last words have no
 * time at all, or a client that does not read would hold up the end. */
static enum client_end
send_patience(struct child *child, int64_t *until_ns)
{
	enum client_end asked = child_end_asked();

	*until_ns = 0;
	if (asked == END_KICKED || asked == END_GAVE_WAY ||
	    (asked != CHILD_OK && child->leaving))
		return asked;
	if (asked == END_SHUTDOWN) {
		*until_ns = child_shutdown_ns() + LIMIT_FINISH_NS;
		if (when_mono_ns() >= *until_ns)
			return asked;
	}
	return child_flight_look(child);
}

/* Until there is room, or nothing leaves any more. */
static enum client_end
send_wait(struct child *child)
{
	struct pollfd fd = { .fd = child->socket, .events = POLLOUT };
	struct child_progress progress;
	enum client_end end;
	int64_t until_ns;
	int ready;

	child_signals_hold();
	child_progress_begin(&progress, send_queued(child),
	    child->settings->send_s * NS_PER_S, when_mono_ns());
	do {
		end = send_patience(child, &until_ns);
		if (end != CHILD_OK)
			return end;
		if (until_ns == 0 || progress.look_ns < until_ns)
			until_ns = progress.look_ns;
		ready = child_poll(child, &fd, 1, until_ns);
		if (ready > 0)
			return CHILD_OK;
		if (ready == -1 && errno != EINTR)
			return END_INTERNAL;
	} while (child_progress_look(&progress, send_queued(child),
	    when_mono_ns()));
	child_event(child, SENTENCE_OF(TOO_SLOW), LIMIT_RATE,
	    child->settings->send_s);
	return END_TIMEOUT;
}

enum client_end
child_put(struct child *child, const void *bytes, size_t len, size_t *sent_len)
{
	const char *at = bytes, *end_of_it = at + len;
	enum client_end end = CHILD_OK;
	ssize_t sent;

	while (end == CHILD_OK && at < end_of_it) {
		sent = send(child->socket, at, (size_t)(end_of_it - at),
		    MSG_DONTWAIT | MSG_NOSIGNAL);
		if (sent >= 0) {
			child_flight_sent(child);
			at += sent;
		} else if (errno == EAGAIN || errno == EINTR) {
			end = send_wait(child);
		} else {
			end = child_socket_end(child->socket,
			    errno == EPIPE ? ECONNRESET : errno);
		}
	}
	*sent_len = len - (size_t)(end_of_it - at);
	return end;
}

enum client_end
child_send(struct child *child, const struct child_message *message)
{
	const struct mischief *mischief = child_mischief(child);
	enum client_end end = CHILD_OK;
	size_t sent = 0;

	/* Last words, and who is to end, have no time for it. */
	if (mischief != NULL && !child->leaving)
		return child_mischief_send(child, message, mischief);
	if (child->held_ns != 0)
		end = child_held_send(child);
	child_note_sent(child, message);
	if (end == CHILD_OK)
		end = child_put(child, message->bytes, message->len, &sent);
	if (end != CHILD_OK)
		child_note_unsent(child, message->len - sent);
	child->torn = end != CHILD_OK && sent != 0;
	return end;
}
