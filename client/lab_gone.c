/* The end of a conversation that the server, or the way to it, has ended. */
#include <string.h>
#include <sys/socket.h>

#include "base/text.h"
#include "base/when.h"
#include "client/conversation_private.h"

/* An end this soon behind our words may be their doing. */
#define GONE_AFTER_NS	NS_PER_S

void
lab_said(struct conversation *conversation, const char *text, size_t len)
{
	(void)text_show_line(conversation->said, sizeof(conversation->said),
	    text, len);
	conversation->said_ns = conversation->now_ns;
}

void
lab_heard(struct conversation *conversation, const char *text, size_t len)
{
	conversation->farewell = farewell_find(text, len);
	/* It has survived what it was told before. */
	conversation->said[0] = '\0';
}

bool
lab_dismissed(const struct conversation *conversation)
{
	return conversation->farewell != FAREWELL_NONE;
}

/* What the server was told last, if it has gone because of that, for all we
 * know: it was just said, or the server owes an answer to it. */
static const char *
gone_after(const struct conversation *conversation)
{
	if (conversation->state == CONVERSATION_WAITING ||
	    conversation->now_ns - conversation->said_ns < GONE_AFTER_NS)
		return conversation->said;
	return "";
}

void
lab_gone(struct conversation *conversation, const char *reason,
    const char *detail)
{
	const char *after = gone_after(conversation);

	if (lab_dismissed(conversation))
		lab_fail(conversation, "%s",
		    farewell_reason(conversation->farewell));
	else if (conversation->transport.socket_type == SOCK_DGRAM &&
	    !conversation->heard)
		/* Nobody connects by datagram: only now it shows. */
		lab_fail(conversation, "no server at %s: %s",
		    conversation->transport.address,
		    reason != NULL ? reason : "it does not answer");
	else
		lab_fail(conversation, "the server is gone%s%s: %s%s",
		    after[0] != '\0' ? " after " : "", after,
		    reason != NULL ? reason : "it closed the connection",
		    detail);
}
