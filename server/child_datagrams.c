/* A UDP port, datagram by datagram. */
#include "server/child_datagrams.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>

#include "server/child_datagrams_private.h"
#include "server/child_private.h"
#include "wire/frame.h"

#define PORT_MIN	1024

static char request[DATAGRAM_MAX], answer[DATAGRAM_MAX];

static uint16_t
datagrams_port(const struct sockaddr_storage *address)
{
	/* The port lies at the same place in both families. */
	return ntohs(((const struct sockaddr_in *)address)->sin_port);
}

/* Our own port. */
static uint16_t
datagrams_options(const struct child *child)
{
	const int on = 1;
	struct sockaddr_storage local;

	child_local(child, &local);
	if (local.ss_family == AF_INET6)
		(void)setsockopt(child->socket, IPPROTO_IPV6,
		    IPV6_RECVPKTINFO, &on, sizeof(on));
	else
		(void)setsockopt(child->socket, IPPROTO_IP, IP_PKTINFO, &on,
		    sizeof(on));
	return datagrams_port(&local);
}

/* False when there is none (any more). */
static bool
datagrams_receive(int socket, struct datagram *datagram)
{
	struct iovec part = { request, sizeof(request) };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1,
	    .msg_name = &datagram->from,
	    .msg_namelen = sizeof(datagram->from),
	    .msg_control = datagram->control,
	    .msg_controllen = sizeof(datagram->control) };
	ssize_t got;

	memset(&datagram->from, 0, sizeof(datagram->from));
	got = recvmsg(socket, &message, MSG_DONTWAIT);
	if (got < 0)
		return false;
	datagram->len = (size_t)got;
	datagram->from_len = message.msg_namelen;
	datagram->control_len = message.msg_controllen;
	return true;
}

/* From the address it came to (the kernel says which of ours that is); which
 * interface that takes is the routing's matter. */
static void
datagrams_turn(struct datagram *datagram)
{
	struct cmsghdr *header = (struct cmsghdr *)datagram->control;
	struct in_pktinfo info;

	if (datagram->control_len < CMSG_LEN(sizeof(info)) ||
	    header->cmsg_level != IPPROTO_IP ||
	    header->cmsg_type != IP_PKTINFO)
		return;
	memcpy(&info, CMSG_DATA(header), sizeof(info));
	info.ipi_ifindex = 0;
	memcpy(CMSG_DATA(header), &info, sizeof(info));
}

bool
datagrams_send(int socket, struct datagram *datagram, const void *bytes,
    size_t len)
{
	struct iovec part = { (void *)(uintptr_t)bytes, len };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1,
	    .msg_name = &datagram->from,
	    .msg_namelen = datagram->from_len,
	    .msg_control = datagram->control,
	    .msg_controllen = datagram->control_len };

	datagrams_turn(datagram);
	if (message.msg_controllen == 0)
		message.msg_control = NULL;
	return sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}

/* Why there is no answer to this peer, or NULL. */
static const char *
datagrams_refuse(const struct peers *peers, const struct datagram *datagram)
{
	uint16_t port = datagrams_port(&datagram->from);

	if (port < PORT_MIN)
		return "its port is below 1024, where other services answer";
	if (port == peers->port)
		return "its port is ours, and would answer in turn";
	return NULL;
}

static void
datagrams_out(struct peers *peers, struct udp_peer *peer,
    struct datagram *datagram, const struct child_message *sent)
{
	struct child *child = peers->child;
	const struct mischief *mischief = child_mischief(child);

	child_note_sent(child, sent);
	if (mischief != NULL)
		late_send(peers, peer, datagram, sent, mischief);
	else if (!datagrams_send(child->socket, datagram, sent->bytes,
	    sent->len))
		child_note_unsent(child, sent->len);
}

static void
datagrams_answered(struct peers *peers, struct datagram *datagram,
    datagrams_answer *answer_of)
{
	struct child *child = peers->child;
	struct child_message received = { .bytes = request,
	    .len = datagram->len, .ended_by = FRAME_LENGTH + 1 };
	struct child_message sent = { .bytes = answer,
	    .len = DATAGRAM_NONE };
	struct udp_peer *peer;
	const char *why;

	child->reads++;
	peer = peers_enter(peers, &datagram->from, datagram->from_len);
	why = datagrams_refuse(peers, datagram);
	if (why == NULL && !peers_too_fast(peers, peer))
		sent.len = answer_of(child, request, datagram->len, answer,
		    &received.fault);
	child_received(child, &received);
	if (why != NULL && child->row.messages_in == 1)
		child_event(child, SENTENCE_OF(UNANSWERED), why);
	if (sent.len != DATAGRAM_NONE)
		datagrams_out(peers, peer, datagram, &sent);
	peers_leave(peers, peer);
}

enum client_end
datagrams_serve(struct child *child, datagrams_answer *answer_of)
{
	static struct peers peers;
	struct datagram datagram;
	enum client_end end;
	short events;

	peers_init(&peers, child);
	peers.port = datagrams_options(child);
	for (;;) {
		end = child_wait(child, POLLIN, when_sooner(late_look(&peers),
		    peers_tick(&peers)), -1, &events, NULL);
		if (end != CHILD_OK)
			return end;
		if (events != 0 && datagrams_receive(child->socket,
		    &datagram))
			datagrams_answered(&peers, &datagram, answer_of);
	}
}
