/* The wait lab's last words: whoever asked for something is answered. */
#include "server/labs/wait.h"

#include <sys/socket.h>

/* Reads what came last.  A request that has not been looked at, or is there in
 * part only, is one (a final answer may come before the rest of it, RFC 9110
 * section 10.1.1); where nothing but line ends came, the connection is
 * idle. */
static bool
farewell_asked(struct wait_talk *talk)
{
	struct http_policy policy = {
		.lenient = talk->child->settings->lenient,
		.follows = talk->follows };
	struct child_message message = { 0 };
	enum http_progress progress;
	ssize_t got;

	wait_raw_extend(talk);
	message.bytes = talk->raw;
	got = recv(talk->child->socket, talk->raw + talk->raw_len,
	    talk->raw_size - talk->raw_len, MSG_DONTWAIT);
	if (got > 0)
		talk->raw_len += (size_t)got;
	http_request_init(&talk->request, &policy);
	progress = http_request_feed(&talk->request, talk->raw,
	    talk->raw_len);
	if (progress == HTTP_MORE && http_request_end(&talk->request,
	    talk->raw, talk->raw_len) == HTTP_MORE)
		return false;
	message.len = progress == HTTP_COMPLETE ? talk->request.raw_len :
	    talk->raw_len;
	child_received(talk->child, &message);
	return true;
}

void
wait_farewell(struct child *child, enum farewell farewell)
{
	struct wait_talk *talk = child->talk;

	if (!talk->asked && !farewell_asked(talk))
		return;
	talk->fault = false;
	talk->close = true;
	wait_say(talk, 503, "%s\n", farewell_text(farewell));
	(void)wait_send(talk);
}
