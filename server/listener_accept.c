/* A connection becomes a process. */
#include "server/listener.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/address.h"
#include "base/hot.h"
#include "server/lab.h"
#include "server/limits.h"

/* Everything a child gets: the parent fills it in, and the fork copies it.
 * Static, so that the child may use it for its whole life. */
static struct child_inherit inherit HOT_DATA;

static void
accept_inherit(struct listener *listener, const struct listener_socket *from,
    int fd, uint32_t index)
{
	inherit.settings = &listener->settings;
	inherit.table = &listener->table;
	inherit.row = index;
	inherit.row_count = from->datagrams ? LIMIT_UDP_ROWS : 1;
	inherit.client = ++listener->next_client;
	inherit.lab = from->lab;
	inherit.metrics = from->metrics;
	inherit.socket = fd;
	inherit.bells = &listener->bells;
	if (inherit.parent_pid == 0)
		inherit.parent_pid = getpid();
}

/* The parent's own record, made before the fork so that nothing can fail
 * between fork and record. */
static void
accept_slot(struct listener *listener, uint32_t index)
{
	struct slot *slot = &listener->slots[index];

	slot->client = inherit.client;
	slot->accepted_wall_ns = inherit.accepted_wall_ns;
	slot->accepted_mono_ns = inherit.accepted_mono_ns;
	slot->kill_ns = 0;
	slot->end_asked = 0;
	slot->lab = (uint8_t)inherit.lab;
	slot->datagrams = inherit.row_count > 1;
	memcpy(slot->peer, inherit.peer_text, sizeof(slot->peer));
	if (inherit.settings->mischief.kinds != 0)
		listener_mischief_begin(listener, index);
}

/* One more, or, when there was no process for it, one less: before the fork,
 * so that whoever is answered has been counted. */
static void
accept_count(struct listener *listener, int more, uint64_t peak)
{
	struct table_header *header = listener->table.header;

	listener->accepted[inherit.lab] += (uint64_t)more;
	listener->active += (uint64_t)more;
	listener->peak = listener->active > peak ? listener->active : peak;
	atomic_store(&header->accepted[inherit.lab],
	    listener->accepted[inherit.lab]);
	atomic_store(&header->active, listener->active);
	atomic_store(&header->peak, listener->peak);
}

/* The parent has one thread and no handlers of fork: what fork does for those
 * costs each connection three page faults. */
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
#define accept_fork_only _Fork
#else
#define accept_fork_only fork
#endif

/* Forks; in the child it does not return. */
static pid_t
accept_fork(struct listener *listener, uint32_t index)
{
	pid_t pid = accept_fork_only();

	if (pid == 0)
		child_main(&inherit);
	if (pid > 0)
		listener_slot_live(listener, index, pid);
	return pid;
}

/* The lab's own record, and the same when there is no child for it. */
static void
accept_arrive(struct listener *listener, uint32_t index)
{
	const struct lab *lab = lab_get(inherit.lab);

	if (lab->area_arrive != NULL)
		lab->area_arrive(table_area(&listener->table, inherit.lab),
		    listener->max_clients, index, inherit.client);
}

static void
accept_arrive_undo(struct listener *listener)
{
	const struct lab *lab = lab_get(inherit.lab);

	if (lab->area_arrive_undo != NULL)
		lab->area_arrive_undo(table_area(&listener->table,
		    inherit.lab), listener->max_clients, inherit.client);
}

void
listener_accept(struct listener *listener, const struct arrival *arrival)
{
	const struct listener_socket *from = arrival->from;
	uint64_t peak = listener->peak;
	int fd = arrival->fd, saved;
	uint32_t index;

	inherit.peer = arrival->peer;
	inherit.accepted_wall_ns = arrival->wall_ns;
	inherit.accepted_mono_ns = arrival->mono_ns;
	address_format(inherit.peer_text, (struct sockaddr *)&inherit.peer);
	index = listener_slot_take(listener);
	if (index == NO_SLOT) {
		listener_refuse(listener, arrival, REFUSAL_FULL,
		    "the server is full");
		return;
	}
	accept_inherit(listener, from, fd, index);
	accept_slot(listener, index);
	accept_arrive(listener, index);
	accept_count(listener, 1, peak);
	if (accept_fork(listener, index) == -1) {
		saved = errno;
		accept_count(listener, -1, peak);
		accept_arrive_undo(listener);
		listener_slot_back(listener, index);
		listener_refuse(listener, arrival, REFUSAL_PROCESS,
		    strerror(saved));
		return;
	}
	listener_holder_add(listener, &listener->slots[index], arrival->key);
	(void)close(fd);
}

void
listener_datagrams_start(struct listener *listener)
{
	struct listener_socket *socket;
	int64_t now_ns = when_mono_ns();
	uint32_t i;

	for (i = 0; i < listener->socket_count; i++) {
		socket = &listener->sockets[i];
		if (!socket->datagrams || socket->again_ns > now_ns)
			continue;
		if (socket->slot != NO_SLOT &&
		    listener->slots[socket->slot].pid != 0)
			continue;
		if (socket->slot == NO_SLOT)
			socket->slot = listener_block_take(listener,
			    LIMIT_UDP_ROWS);
		if (socket->slot == NO_SLOT)
			continue;
		memset(&inherit.peer, 0, sizeof(inherit.peer));
		(void)text_copy(inherit.peer_text, sizeof(inherit.peer_text),
		    "");
		inherit.accepted_wall_ns = when_wall_ns();
		inherit.accepted_mono_ns = when_mono_ns();
		accept_inherit(listener, socket, socket->fd, socket->slot);
		accept_slot(listener, socket->slot);
		if (accept_fork(listener, socket->slot) == -1)
			socket->again_ns = now_ns + NS_PER_S;
	}
}
