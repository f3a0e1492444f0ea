/*
 * What the kernel knows of a client on this machine, and TCP does not say.
 *
 * Is one that closed its sending side still there?  A closed and a half-closed
 * peer look the same until something is sent.  Does it read?  A receiver with
 * a large buffer tells its sender only when much of it is free again.  But
 * when the peer is on this machine the kernel knows both ends: sock_diag(7)
 * tells whether the other socket still belongs to somebody (idiag_inode), and
 * what it has not read (idiag_rqueue).  So `printf ... | nc -N` gets its
 * answer, a client that was killed is noticed at once, and one that reads
 * slowly is not taken for one that does not.
 */
#include "server/child_private.h"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

#include "base/address.h"

#define ANSWER_TIMEOUT_US 20000

struct question {
	struct nlmsghdr head;
	struct inet_diag_req_v2 body;
};

static void
peer_address(const struct sockaddr_storage *address, __be32 out[4],
    __be16 *port)
{
	const struct sockaddr_in6 *six = (const void *)address;
	const struct sockaddr_in *four = (const void *)address;

	if (address->ss_family == AF_INET6) {
		memcpy(out, &six->sin6_addr, sizeof(six->sin6_addr));
		*port = six->sin6_port;
	} else {
		memcpy(out, &four->sin_addr, sizeof(four->sin_addr));
		*port = four->sin_port;
	}
}

static int
peer_ask(int netlink, const struct sockaddr_storage *from,
    const struct sockaddr_storage *to, struct inet_diag_msg *answer)
{
	struct question question = {
		.head = { .nlmsg_len = sizeof(question),
		    .nlmsg_type = SOCK_DIAG_BY_FAMILY,
		    .nlmsg_flags = NLM_F_REQUEST },
		.body = { .sdiag_family = (__u8)from->ss_family,
		    .sdiag_protocol = IPPROTO_TCP, .idiag_states = ~0u },
	};
	union {
		struct nlmsghdr head;
		char bytes[4096];
	} reply;
	ssize_t len;

	peer_address(from, question.body.id.idiag_src,
	    &question.body.id.idiag_sport);
	peer_address(to, question.body.id.idiag_dst,
	    &question.body.id.idiag_dport);
	question.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
	question.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
	if (send(netlink, &question, sizeof(question), 0) == -1)
		return -1;
	len = recv(netlink, &reply, sizeof(reply), 0);
	if (len < (ssize_t)NLMSG_LENGTH(sizeof(*answer)) ||
	    reply.head.nlmsg_type != SOCK_DIAG_BY_FAMILY)
		return -1;
	memcpy(answer, NLMSG_DATA(&reply.head), sizeof(*answer));
	return 0;
}

static int
peer_open(void)
{
	const struct timeval patience = { 0, ANSWER_TIMEOUT_US };
	int netlink = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC,
	    NETLINK_SOCK_DIAG);

	if (netlink != -1)
		(void)setsockopt(netlink, SOL_SOCKET, SO_RCVTIMEO, &patience,
		    sizeof(patience));
	return netlink;
}

/* Asks about the socket of a client of this lab and of our client's machine:
 * -1 when nothing is known, 0 when there is none any more. */
static int
peer_look_at(const struct child *child, const struct sockaddr_storage *peer,
    struct inet_diag_msg *answer)
{
	struct sockaddr_storage local;
	int netlink, known = -1;

	if (!child_peer_is_local(child))
		return -1;
	netlink = peer_open();
	if (netlink == -1)
		return -1;
	child_local(child, &local);
	/* Our own end first: without it the kernel has no such service, and
	 * its "no such socket" would mean nothing. */
	if (peer_ask(netlink, &local, peer, answer) == 0)
		known = peer_ask(netlink, peer, &local, answer) == 0;
	(void)close(netlink);
	return known;
}

static int
peer_look(const struct child *child, struct inet_diag_msg *answer)
{
	return peer_look_at(child, &child->inherit->peer, answer);
}

static enum child_peer
peer_state(const struct child *child, const struct sockaddr_storage *peer)
{
	struct inet_diag_msg answer;

	switch (peer_look_at(child, peer, &answer)) {
	case 0:
		return CHILD_PEER_GONE;
	case 1:
		return answer.idiag_inode != 0 ? CHILD_PEER_LISTENS :
		    CHILD_PEER_GONE;
	default:
		return CHILD_PEER_UNKNOWN;
	}
}

/* Has the client at that address said, to its process that has not come to
 * read it, that it has no more to say?  Our end of that connection knows,
 * wherever the client is; one that was reset has no end any more, and the
 * kernel answers with who listens there. */
static bool
peer_has_closed(const struct child *child, const struct sockaddr_storage *peer)
{
	struct inet_diag_msg answer;
	struct sockaddr_storage local;
	int netlink = peer_open();
	bool closed;

	if (netlink == -1)
		return false;
	child_local(child, &local);
	closed = peer_ask(netlink, &local, &child->inherit->peer,
	    &answer) == 0 && (peer_ask(netlink, &local, peer, &answer) != 0 ||
	    answer.idiag_state != TCP_ESTABLISHED);
	(void)close(netlink);
	return closed;
}

bool
child_peer_closed(const struct child *child, const char *peer_text)
{
	const char *own = child->inherit->peer_text;
	const char *colon = strrchr(own, ':');
	struct sockaddr_storage peer = child->inherit->peer;
	size_t host_len;
	int port;

	if (colon == NULL)
		return false;
	host_len = (size_t)(colon + 1 - own);
	if (strncmp(peer_text, own, host_len) != 0)
		return false;
	port = address_port(peer_text + host_len);
	if (port <= 0)
		return false;
	if (peer.ss_family == AF_INET6)
		((struct sockaddr_in6 *)&peer)->sin6_port =
		    htons((uint16_t)port);
	else
		((struct sockaddr_in *)&peer)->sin_port =
		    htons((uint16_t)port);
	return peer_has_closed(child, &peer);
}

enum child_peer
child_peer(const struct child *child)
{
	return peer_state(child, &child->inherit->peer);
}

int
child_peer_unread(const struct child *child)
{
	struct inet_diag_msg answer;

	return peer_look(child, &answer) == 1 ? (int)answer.idiag_rqueue : 0;
}
