/*
 * Doorbells: one child wakes another.
 *
 * Parent: bells_open, once, before the first fork.  Children inherit the
 * descriptors: a bell has no name and no file, nobody makes or removes one,
 * and nothing is left of a child that was killed.
 *
 * A bell is an eventfd that is only ever rung, never read: each owner has it
 * in an epoll set of its own, edge-triggered, and is woken by every ring.
 * There are fewer bells than rows, so that fork has little to copy; some
 * owners share one.  That is harmless: a ring says only "look again", what
 * there is to see is in shared memory.  Ringing makes one system call and
 * never waits.
 */
#ifndef SHM_BELL_H
#define SHM_BELL_H

#include <stdbool.h>
#include <stdint.h>

#define BELL_COUNT	16

struct bells {
	int fds[BELL_COUNT];
};

/* A set of bells: bit N stands for fds[N]. */
typedef uint32_t bell_set;

/* False with errno; then there are none. */
bool bells_open(struct bells *bells);
void bells_close(struct bells *bells);

/* For the owner's epoll set, with EPOLLIN | EPOLLET. */
int bell_fd(const struct bells *bells, uint32_t row);

bell_set bell_of(uint32_t row);

/* Each bell once, however many rows share it. */
void bells_ring(const struct bells *bells, bell_set set);

#endif
