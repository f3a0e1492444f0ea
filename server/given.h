/*
 * Sockets that somebody else made, who listens before there is a server:
 * systemd, or a program that does as it does (systemd-socket-activate).
 *
 * They have the numbers from 3 on; the environment says how many they are
 * (LISTEN_FDS), for whom (LISTEN_PID) and what they are called
 * (LISTEN_FDNAMES), as sd_listen_fds(3) describes.
 *
 * Parent only, before anything is forked; no lock.  The descriptors are this
 * file's until given_next has handed them out.
 */
#ifndef SERVER_GIVEN_H
#define SERVER_GIVEN_H

#include <stdbool.h>
#include <sys/socket.h>

#include "server/listener.h"

/* First of all: takes the numbers out of the way, because what children keep
 * has the lowest ones, and the variables out of the environment.  0, also when
 * there are none; -1 with error. */
int given_take(struct listener_error *error);
/* Finds out whose each is, by its name or else by its port; -1 with error when
 * one is no socket of ours, or of a lab that is off. */
int given_sort(const struct listener_plan *plan,
    struct listener_error *error);

/* Is there any; one of this lab? */
bool given_any(void);
bool given_lab(unsigned lab);

/* The next one of a lab, or of --metrics, whose caller it now is; -1: there is
 * none (any more). */
int given_next(unsigned lab, bool metrics, bool *datagrams);

/* listener_adopt.c: says which labs nobody handed a socket over for, though
 * they are not off. */
void listener_adopt_say(struct listener *listener,
    const struct listener_plan *plan);
/* listener_reach.c: says at which addresses other machines find a socket that
 * is bound to all. */
void listener_reach_say(struct listener *listener);

/* listener_bind.c: what a connection has from the socket that it was accepted
 * by: answers leave at once, arrival times are kept, and child_receive_idle
 * waits so long.  One that was there before the socket was ours lacks it. */
void listener_bind_options(int fd, const struct server_settings *settings,
    unsigned lab);

#endif
