/*
 * The judge: the one process that judges what clients and server say, while it
 * happens.  A reader of the journal (server/reader.h), which writes there what
 * it finds (wire/verdict_record.h), and answers at a socket of its own.
 *
 * judge_memory_open: the parent, before anything forks; judge_process: the
 * process, until the server's end; the rest is between server/judge_*.c.  No
 * lock.  What it knows stands in a segment that has no name and that only it
 * maps (wire/judging.h), so who follows a killed judge goes on there.
 */
#ifndef SERVER_JUDGE_H
#define SERVER_JUDGE_H

#include "server/reader.h"
#include "wire/judging.h"
#include "wire/judging_document.h"

#define JUDGE_MIB	64	/* unless --judge-memory says another */
#define JUDGE_MIB_MIN	16
#define JUDGE_MIB_MAX	1024

/* So many names in so many MiB. */
unsigned judge_names(long mib);

/* The segment: a descriptor, or -1 with errno. */
int judge_memory_open(long mib);

void judge_process(const struct reader_inherit *inherit);

/* judge_asker.c: who asks, JUDGE_ASKERS at once, each for 2 s without any
 * progress. */
#define JUDGE_ASKERS	8

struct judge_asker {
	int fd;			/* -1: nobody */
	int64_t until_ns;
	char line[256];
	size_t line_len;
	char name[256];		/* that the document is about */
	bool answering;
	size_t sent;		/* of the document's bytes */
	struct judging_document document;
};

struct judge_askers {
	int listen_fd;
	const struct judging *judging;
	struct judge_asker askers[JUDGE_ASKERS];
};

void judge_askers_init(struct judge_askers *askers, int listen_fd,
    const struct judging *judging);
/* Waits so long for something to do, and does it. */
void judge_askers_serve(struct judge_askers *askers, int timeout_ms);

/* judge_peers.c: what the kernel knows of connections that are closed on our
 * side: for each the client's address, our port, and whether the client's own
 * side is still open.  -1: the kernel says nothing. */
typedef void judge_look_call(void *context, const char *peer, uint16_t port,
    bool open);
int judge_peers_look(judge_look_call *look, void *context);

#endif
