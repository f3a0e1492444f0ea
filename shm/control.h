/*
 * What a server and those who ask it have to agree on: the control socket's
 * requests and answers, and the names of the watchers' FIFOs.
 *
 * Any process; pure.  One request a connection (AF_UNIX, stream, in the
 * instance's directory): a line out, a line back, "ok" or "error REASON".
 *	kick NUMBER	the client of that number, which is never another's
 *	kick address A	all connections from there, "127.0.0.1" or "[::1]"; how
 *			many follows "ok"
 *	mischief NUMBER KINDS	so what that client is sent is cut, late or lost
 *			from now on, or "off" (wire/mischief.h); what was set,
 *			with its seed, follows "ok"
 *	shutdown	children finish their answers
 *	shutdown now	they do not
 *	report, class, counters
 *			the same at the socket `judge` of the judge's process,
 *			but for the answer: a document, to the end
 *	table		with the answer comes a descriptor of the status table,
 *			read-only (SCM_RIGHTS): its name may have been taken
 *			away
 */
#ifndef SHM_CONTROL_H
#define SHM_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A request or an answer, with its line end. */
#define CONTROL_LINE_MAX	256
#define CONTROL_OK		"ok"
#define CONTROL_ERROR		"error "

enum control_command {
#define CONTROL(symbol, words, follows) CONTROL_##symbol,
#include "shm/control.def"
#undef CONTROL
	CONTROL_COMMAND_COUNT
};

/* What follows a request's words. */
struct control_operand {
	uint64_t client;	/* a number; 0: none does */
	const char *address;	/* points into the line; NULL: none does */
	const char *text;	/* likewise: all that stands behind a number */
	const char *name;	/* likewise: that of a client */
};

/* The request without its line end; client counts where a number follows. */
void control_request_write(char line[CONTROL_LINE_MAX],
    enum control_command command, uint64_t client);
/* CONTROL_REPORT; the name is cut where there is no room for it. */
void control_name_write(char line[CONTROL_LINE_MAX],
    enum control_command command, const char *name);
/* Is it for the judge's socket? */
bool control_is_for_judge(enum control_command command);
/* CONTROL_KICK_ADDRESS; an address is shorter than ADDRESS_SIZE. */
void control_address_write(char line[CONTROL_LINE_MAX], const char *address);
/* CONTROL_MISCHIEF; a text of mischief_write's. */
void control_mischief_write(char line[CONTROL_LINE_MAX], uint64_t client,
    const char *text);

/* Reads one.  CONTROL_COMMAND_COUNT: it is none, and *fault says why, in one
 * line. */
enum control_command control_request_read(const char *line,
    struct control_operand *operand, const char **fault);

/* The FIFO with all messages in plain text, for one reader; the parent makes
 * it in the instance's directory. */
#define CONTROL_MESSAGES_NAME	"messages"

/* A watcher's FIFO in the instance's directory: "feed.0" for slot 0. */
#define CONTROL_FIFO_NAME_SIZE 16
void control_fifo_name(char name[CONTROL_FIFO_NAME_SIZE], int slot);
/* The slot that a file of that name is for, -1: it is no FIFO's name. */
int control_fifo_slot(const char *name);

#endif
