/*
 * Between listener_socket.c (names, ports, errors), listener_adopt.c (those
 * that others made) and listener_bind.c (one socket) only.
 */
#ifndef SERVER_LISTENER_PRIVATE_H
#define SERVER_LISTENER_PRIVATE_H

#include "server/listener.h"

/* What is being opened: a lab, over one transport. */
struct opening {
	struct listener *listener;
	struct listener_error *error;
	unsigned lab;
	bool datagrams;
	bool metrics;
	bool any_port;		/* port 0 was asked for */
	int port[2];		/* by transport: the same at every address */
	int64_t until_ns;	/* a port in use is waited for */
};

/* Enters a socket that is bound to `port[datagrams]`; -1 with errno. */
int listener_socket_enter(const struct opening *opening, int fd,
    uint32_t unset);

/* listener_adopt.c: those of this lab, or of --metrics, that others made. */
int listener_adopt(struct opening *opening);

/* A socket that listens there; -1 with errno. */
int listener_bind(const struct sockaddr_storage *address,
    const struct opening *opening);

/* One that was made by somebody else becomes as those are.  So many connections
 * were there already, which listener_bind_options does not reach. */
uint32_t listener_bind_given(int fd, const struct opening *opening);

#endif
