/* A peer that talks by datagrams, for the sessions of client_peer.h. */
#ifndef TESTS_UNIT_CLIENT_DATAGRAMS_H
#define TESTS_UNIT_CLIENT_DATAGRAMS_H

#include "tests/unit/client_peer.h"

struct post {
	int fd;
	char port[8];
	struct sockaddr_in client;	/* who has written last */
	char got[256];			/* what */
};

static inline void
post_open(struct post *post)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t len = sizeof(address);

	memset(post, 0, sizeof(*post));
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	post->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	CU_ASSERT_EQUAL_FATAL(bind(post->fd, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	getsockname(post->fd, (struct sockaddr *)&address, &len);
	snprintf(post->port, sizeof(post->port), "%u",
	    ntohs(address.sin_port));
}

/* The next datagram, terminated; "" when none comes. */
static inline const char *
post_receive(struct post *post)
{
	socklen_t len = sizeof(post->client);
	ssize_t got = 0;

	if (peer_readable(post->fd))
		got = recvfrom(post->fd, post->got, sizeof(post->got) - 1, 0,
		    (struct sockaddr *)&post->client, &len);
	post->got[got > 0 ? got : 0] = '\0';
	return post->got;
}

static inline void
post_send(struct post *post, const void *bytes, size_t len)
{
	CU_ASSERT_EQUAL(sendto(post->fd, bytes, len, 0,
	    (struct sockaddr *)&post->client, sizeof(post->client)),
	    (ssize_t)len);
}

/* alice has a socket for that lab. */
static inline void
session_by_post(struct session *session, struct post *post, unsigned lab,
    long count)
{
	post_open(post);
	session_init(session, post->port);
	session->plan.lab = lab;
	session->plan.count = count;
	session->plan.udp = true;
	session_again(session);
	session_start(session);
	CU_ASSERT_PTR_NOT_NULL(session_until(session,
	    CONVERSATION_ON_CONNECTED));
}

#endif
