/*
 * Connections there is no room for are told so.
 *
 * The line or answer is the lab's; it is sent without waiting, and the
 * socket is kept a second, bounded in number, so that input that is still
 * coming does not turn the close into a reset that destroys it.
 */
#include "server/listener.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/address.h"
#include "base/text.h"
#include "server/lab.h"

#define REFUSAL_MAX 4096

static void
refused_drop(struct listener *listener, uint32_t index)
{
	(void)close(listener->refusals[index].fd);
	listener->refusals[index] =
	    listener->refusals[--listener->refusal_count];
}

static size_t
refused_text(int fd, unsigned lab, const char *why, char out[REFUSAL_MAX])
{
	struct sockaddr_storage bound = { 0 };
	socklen_t len = sizeof(bound);
	char local[ADDRESS_SIZE];

	if (lab_get(lab)->refuse == NULL)
		return (size_t)snprintf(out, REFUSAL_MAX, "error: %s; try "
		    "again in a few seconds\n", why);
	(void)getsockname(fd, (struct sockaddr *)&bound, &len);
	address_format(local, (struct sockaddr *)&bound);
	return lab_get(lab)->refuse(local, why, out, REFUSAL_MAX);
}

void
listener_refuse(struct listener *listener, const struct arrival *arrival,
    enum refusal refusal, const char *why)
{
	char text[REFUSAL_MAX], peer[ADDRESS_SIZE];
	unsigned lab = arrival->from->lab;
	int fd = arrival->fd;
	size_t len = refused_text(fd, lab, why, text);

	address_format(peer, (const struct sockaddr *)&arrival->peer);

	atomic_store(&listener->table.header->refused[refusal],
	    ++listener->refused[refusal]);
	if (listener_tally(listener, TALLY_REFUSED, peer))
		listener_say(listener, SENTENCE_OF(REFUSED), peer,
		    lab_info(lab)->name, why);
	(void)send(fd, text, len, MSG_DONTWAIT | MSG_NOSIGNAL);
	(void)shutdown(fd, SHUT_WR);
	if (listener->refusal_count == REFUSED_MAX)
		refused_drop(listener, 0);
	listener->refusals[listener->refusal_count++] = (struct refused){
	    .fd = fd, .close_ns = when_mono_ns() + NS_PER_S };
}

void
listener_refused_tick(struct listener *listener, int64_t now_ns)
{
	char drain[4096];
	struct refused *refused;
	uint32_t i = 0;

	while (i < listener->refusal_count) {
		refused = &listener->refusals[i];
		if (refused->close_ns <= now_ns ||
		    recv(refused->fd, drain, sizeof(drain),
		    MSG_DONTWAIT) == 0)
			refused_drop(listener, i);
		else
			i++;
	}
}
