/*
 * The server under --run: started on a port of its own, watched, ended.
 *
 * barewire only; one thread.  Its output is read by the stage's loop and the
 * beginning and the end of it kept: untrusted bytes.  It runs in a process
 * group of its own, and what it started goes with it: the process that plays
 * is the subreaper (prctl(2)) of what leaves that group.
 */
#ifndef CHECK_PROGRAM_H
#define CHECK_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define PROGRAM_OUTPUT	16384

struct program {
	pid_t pid;		/* 0: none */
	int out;		/* a pipe of its output; -1: none */
	bool exited;
	bool away;		/* the command has, what it started goes on */
	int status;		/* of waitpid */
	bool asked;		/* we have ended it */
	size_t len;
	unsigned char text[PROGRAM_OUTPUT];	/* the last of its output */
	bool traceback;		/* one stood in it */
};

/* A free port below the ephemeral range, for TCP and UDP; 0: none. */
uint16_t program_port(void);

/* {port} in the command is the port.  False: errno. */
bool program_start(struct program *program, const char *command,
    uint16_t port);
/* Does anything listen on the port, of this machine? */
bool program_listens(uint16_t port, bool datagrams);
void program_read(struct program *program);
/* Has it exited?  Never waits. */
bool program_exited(struct program *program);
/* SIGTERM, then SIGKILL, to it and all it started. */
void program_end(struct program *program);
/* Children that were left to this process: those that have ended are waited
 * for, the others get the signal (0: none); how many there are still.  May be
 * called in a signal handler. */
unsigned program_heirs(struct program *program, int signal);
/* "exit status 1", "signal 11 (Segmentation fault)", "a traceback". */
#define PROGRAM_HOW_SIZE 96
void program_how(const struct program *program, char out[PROGRAM_HOW_SIZE]);
/* Did it fail: a signal, or a traceback at its end? */
bool program_crashed(const struct program *program);
/* Children of it, in its process group, that have ended and were not waited
 * for; the first one's pid in *first. */
unsigned program_zombies(struct program *program, pid_t *first);

/* How long its threads have waited for a processor, all together, since they
 * began: how busy this machine is for it.  0 where the kernel does not say. */
int64_t program_delayed_ns(const struct program *program);

#endif
