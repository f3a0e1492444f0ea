/*
 * Connections that we have closed and that the kernel remembers: FIN_WAIT2
 * says that the client has not closed its side, TIME_WAIT that it has
 * (sock_diag(7), a dump of those two states).
 */
#include "server/judge.h"

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/address.h"

#define ANSWER_TIMEOUT_US 200000

struct peers_question {
	struct nlmsghdr head;
	struct inet_diag_req_v2 body;
};

struct peers_call {
	judge_look_call *look;
	void *context;
};

static void
peers_tell(const struct peers_call *call, const struct inet_diag_msg *found)
{
	struct sockaddr_in6 six = { .sin6_family = AF_INET6,
	    .sin6_port = found->id.idiag_dport };
	struct sockaddr_in four = { .sin_family = AF_INET,
	    .sin_port = found->id.idiag_dport };
	char peer[ADDRESS_SIZE];

	memcpy(&six.sin6_addr, found->id.idiag_dst, sizeof(six.sin6_addr));
	memcpy(&four.sin_addr, found->id.idiag_dst, sizeof(four.sin_addr));
	address_format(peer, found->idiag_family == AF_INET6 ?
	    (const void *)&six : (const void *)&four);
	call->look(call->context, peer, ntohs(found->id.idiag_sport),
	    found->idiag_state != TCP_TIME_WAIT);
}

/* A datagram of answers: 1 when more come, 0 behind the last, -1. */
static int
peers_read(int netlink, const struct peers_call *call)
{
	union {
		struct nlmsghdr head;
		char bytes[16384];
	} reply;
	ssize_t got = recv(netlink, &reply, sizeof(reply), 0);
	const struct nlmsghdr *head = &reply.head;
	int len = (int)got;

	if (got <= 0)
		return -1;
	for (; NLMSG_OK(head, (unsigned)len); head = NLMSG_NEXT(head, len)) {
		if (head->nlmsg_type == NLMSG_DONE)
			return 0;
		if (head->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
		    head->nlmsg_len <
		    NLMSG_LENGTH(sizeof(struct inet_diag_msg)))
			return -1;
		peers_tell(call, NLMSG_DATA(head));
	}
	return 1;
}

static int
peers_ask(int netlink, int family, const struct peers_call *call)
{
	struct peers_question question = {
		.head = { .nlmsg_len = sizeof(question),
		    .nlmsg_type = SOCK_DIAG_BY_FAMILY,
		    .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
		.body = { .sdiag_family = (__u8)family,
		    .sdiag_protocol = IPPROTO_TCP,
		    .idiag_states = 1u << TCP_FIN_WAIT1 |
		    1u << TCP_FIN_WAIT2 | 1u << TCP_TIME_WAIT },
	};
	int result;

	if (send(netlink, &question, sizeof(question), 0) == -1)
		return -1;
	while ((result = peers_read(netlink, call)) > 0)
		;
	return result;
}

int
judge_peers_look(judge_look_call *look, void *context)
{
	const struct timeval patience = { 0, ANSWER_TIMEOUT_US };
	const struct peers_call call = { look, context };
	int netlink = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC,
	    NETLINK_SOCK_DIAG), result;

	if (netlink == -1)
		return -1;
	(void)setsockopt(netlink, SOL_SOCKET, SO_RCVTIMEO, &patience,
	    sizeof(patience));
	result = peers_ask(netlink, AF_INET, &call);
	if (result == 0)
		result = peers_ask(netlink, AF_INET6, &call);
	(void)close(netlink);
	return result;
}
