/*
 * Between listener_socket.c (names, ports, errors) and listener_bind.c (one
 * socket) only.
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

/* A socket that listens there; -1 with errno. */
int listener_bind(const struct sockaddr_storage *address,
    const struct opening *opening);

#endif
