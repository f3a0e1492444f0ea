/*
 * What a server and those who ask it have to agree on: the control socket's
 * requests and answers, and the names of the watchers' FIFOs.
 *
 * Any process; pure.  One request a connection (AF_UNIX, stream, in the
 * instance's directory): a line out, a line back, "ok" or "error REASON".
 *	kick NUMBER	the client of that number, which is never another's
 *	shutdown	children finish their answers
 *	shutdown now	they do not
 *	table		with the answer comes a descriptor of the status table,
 *			read-only (SCM_RIGHTS): its name may have been taken
 *			away
 */
#ifndef SHM_CONTROL_H
#define SHM_CONTROL_H

#include <stddef.h>
#include <stdint.h>

/* A request or an answer, with its line end. */
#define CONTROL_LINE_MAX	256
#define CONTROL_OK		"ok"
#define CONTROL_ERROR		"error "

enum control_command {
#define CONTROL(symbol, words, numbered) CONTROL_##symbol,
#include "shm/control.def"
#undef CONTROL
	CONTROL_COMMAND_COUNT
};

/* The request without its line end; client counts where a number follows. */
void control_request_write(char line[CONTROL_LINE_MAX],
    enum control_command command, uint64_t client);

/* Reads one.  CONTROL_COMMAND_COUNT: it is none, and *fault says why, in one
 * line.  *client is the number, 0 where none follows. */
enum control_command control_request_read(const char *line,
    uint64_t *client, const char **fault);

/* The FIFO with all messages in plain text, for one reader; the parent makes
 * it in the instance's directory. */
#define CONTROL_MESSAGES_NAME	"messages"

/* A watcher's FIFO in the instance's directory: "feed.0" for slot 0. */
#define CONTROL_FIFO_NAME_SIZE 16
void control_fifo_name(char name[CONTROL_FIFO_NAME_SIZE], int slot);
/* The slot that a file of that name is for, -1: it is no FIFO's name. */
int control_fifo_slot(const char *name);

#endif
