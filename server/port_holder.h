/*
 * Who has a port that we cannot have: for an error message.
 *
 * Parent only, at its start.  What /proc says (proc(5), net/tcp and so on);
 * another user's process is not to be seen, but its user is.
 */
#ifndef SERVER_PORT_HOLDER_H
#define SERVER_PORT_HOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#define PORT_HOLDER_SIZE 128

/* "held by python3 (process 4711)", "held by a program of user root"; "" when
 * nobody is found.  The port of address may not be 0. */
void port_holder(const struct sockaddr_storage *address, bool datagrams,
    char out[PORT_HOLDER_SIZE]);

#endif
