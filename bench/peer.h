/*
 * What the load generators of bench/ share: connections to 127.0.0.1, a
 * request of the wait lab or for the first page, and where its answer ends.
 * An answer is HTTP/1.1 with a Content-Length, and alone: nothing is asked
 * before it is whole.  Times are seconds.
 */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <stdbool.h>
#include <stddef.h>

#define ANSWER_HEAD_MAX 2048

enum answer_state {
	ANSWER_PARTIAL,
	ANSWER_WHOLE,
	ANSWER_BAD	/* not 200, or nothing of ours */
};

struct answer {
	char head[ANSWER_HEAD_MAX + 1];
	size_t head_len;
	bool in_body;
	bool closes;	/* the server said that it closes afterwards */
	long body_left;
};

double peer_now(void);
/* What this process has used of a CPU. */
double peer_cpu(void);
/* As many descriptors as may be had. */
void peer_raise_files(void);
/* A socket that is being connected and never blocks; -1: errno. */
int peer_connect(int port);
/* "GET /" or "POST /wait" with BODY.  The length, or 0: no room. */
size_t peer_request(char *out, size_t size, const char *what, const char *body,
    bool close);
void answer_begin(struct answer *answer);
enum answer_state answer_add(struct answer *answer, const char *bytes,
    size_t len);

#endif
