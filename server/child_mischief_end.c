/* Half a message is out: silence, the end of our side, or of all. */
#include "server/child_private.h"

#include <sys/socket.h>

/* What still comes is read, and written down as it came: that a client goes on
 * as if it had been answered is what a teacher wants to see. */
static enum client_end
end_listen(struct child *child)
{
	const int64_t until_ns = when_mono_ns() + MISCHIEF_SILENCE_NS;
	static char heard[2048];
	struct child_message message = { .bytes = heard };
	enum client_end end;

	for (;;) {
		end = child_receive(child, heard, sizeof(heard), until_ns,
		    &message.len);
		if (end != CHILD_OK)
			return end;
		if (message.len == 0)
			return END_SERVER;
		child_received(child, &message);
	}
}

enum client_end
child_mischief_end(struct child *child, enum mischief_kind ending)
{
	const struct linger none = { .l_onoff = 1 };

	switch (ending) {
	case MISCHIEF_RESET:
		(void)setsockopt(child->socket, SOL_SOCKET, SO_LINGER, &none,
		    sizeof(none));
		child->cut = true;
		return END_SERVER;
	case MISCHIEF_HALF_CLOSE:
		(void)shutdown(child->socket, SHUT_WR);
		return end_listen(child);
	default:
		return end_listen(child);
	}
}
