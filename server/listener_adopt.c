/* Sockets that somebody else made are ours. */
#include "server/listener_private.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "server/given.h"

static int
adopt_fail(const struct opening *opening, const char *why)
{
	(void)snprintf(opening->error->text, sizeof(opening->error->text),
	    "could not take a socket for %s: %s",
	    lab_info(opening->lab)->name, why);
	return -1;
}

int
listener_adopt(struct opening *opening)
{
	int fd;

	while ((fd = given_next(opening->lab, opening->metrics,
	    &opening->datagrams)) != -1) {
		if (opening->listener->socket_count == LISTENING_MAX)
			return adopt_fail(opening, "too many addresses");
		if (listener_socket_enter(opening, fd,
		    listener_bind_given(fd, opening)) == -1)
			return adopt_fail(opening, strerror(errno));
	}
	return 0;
}

void
listener_adopt_say(struct listener *listener, const struct listener_plan *plan)
{
	char labs[LAB_COUNT * 16] = "";
	size_t len = 0;
	unsigned lab;

	for (lab = 0; given_any() && lab < LAB_COUNT; lab++) {
		if (plan->ports[lab] < 0 || plan->port_asked[lab] ||
		    given_lab(lab))
			continue;
		len += (size_t)snprintf(labs + len, sizeof(labs) - len,
		    "%s%s", len > 0 ? ", " : "", lab_info(lab)->name);
	}
	if (len > 0)
		listener_announce(listener, SENTENCE_OF(NOT_GIVEN), labs);
}
