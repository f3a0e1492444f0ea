/*
 * A child: one process that serves exactly one client (or one UDP port),
 * from its first byte to its exit, whose code says why it ended.
 *
 * Child only.  A lab's serve function gets a struct child and uses the calls
 * below; none of them ever blocks beyond its deadline, and all of them come
 * back at once with an end reason when the child was told to stop (kick,
 * shutdown, parent gone).  Anything but CHILD_OK from a call means: return
 * that end from serve.  Times are nanoseconds: _ns monotonic, _wall_ns since
 * 1970.
 *
 * Lock rule: child_rename takes the table's lock for an instant.
 */
#ifndef SERVER_CHILD_H
#define SERVER_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/when.h"
#include "shm/bell.h"
#include "shm/table.h"
#include "wire/line_end.h"
#include "wire/mischief.h"
#include "wire/sentence.h"

/* How the server was asked to run; set by options before the first fork. */
enum greet { GREET_NEVER, GREET_AUTO, GREET_ALWAYS };
struct server_settings {
	bool sandbox;		/* server/sandbox.h */
	bool verbose;		/* print every message */
	bool lenient;		/* HTTP from hand-written clients */
	enum line_end line_end;	/* of a message in lines */
	bool order_chat;	/* order goes on as a chat */
	long partner_wait_s;	/* order: so long a client waits alone */
	long head_s, body_rate;	/* wait: a request; bytes a second */
	long idle_s, http_idle_s; /* between messages; see limits.h */
	long line_rate;		/* chat, order: lines a second of a client */
	long peer_rate;		/* UDP: datagrams a second of a peer */
	long send_s;		/* a client takes something of what waits */
	enum greet greet[LAB_COUNT];
	struct mischief mischief; /* of every client, from its start */
	const char *capture;	/* a file for all records; NULL: none */
	long capture_mib;	/* then another one; 0: there is no other */
	long capture_files;	/* so many are kept; 0: all */
	bool no_private;	/* the capture lacks private lines */
	long judge_mib;		/* what the judge keeps; 0: there is none */
	const char *prompt[LAB_COUNT];	/* for a silent client; NULL: none */
};

/* Seconds between two messages of a client of that lab. */
static inline long
settings_idle_s(const struct server_settings *settings, unsigned lab,
    bool named)
{
	return lab_info(lab)->speech == LAB_SPEAKS_HTTP && !named &&
	    settings->http_idle_s < settings->idle_s ? settings->http_idle_s :
	    settings->idle_s;
}

/* Everything a child inherits; it touches nothing else of the parent's, and
 * closes all descriptors but socket and, in labs whose clients meet each other,
 * the bells. */
struct child_inherit {
	const struct server_settings *settings;
	struct table *table;
	uint32_t row;		/* the first of row_count rows it owns */
	uint32_t row_count;	/* 1, more for a UDP lab */
	uint64_t client;	/* serial number of the connection */
	unsigned lab;
	bool metrics;		/* of the wait lab it serves /metrics alone */
	int socket;		/* connected TCP, or the bound UDP socket */
	const struct bells *bells;
	struct sockaddr_storage peer;
	char peer_text[ADDRESS_SIZE];
	int parent_pid;
	int64_t accepted_wall_ns;
	int64_t accepted_mono_ns;
};

#define CHILD_OK END_NONE

/* What a client that says nothing may wait for. */
enum silence {
	SILENCE_FIRST,		/* to be greeted or prompted */
	SILENCE_NAME,		/* to be prompted: greeted is who has a name */
	SILENCE_NAMED,		/* for that greeting */
	SILENCE_PART,		/* for the answer to half a request */
	SILENCE_ALONE		/* for another client */
};

struct child {
	const struct child_inherit *inherit;
	const struct server_settings *settings;
	struct table *table;
	struct row_data row;	/* our copy; child_publish shows it */
	int socket;
	int timer_fd;
	int64_t flight_ns;	/* when to look whether what was sent has
				   arrived; 0: all of it has */
	int64_t held_ns;	/* when what is kept back for another message
				   goes alone; 0: nothing is */
	int64_t silent_ns;	/* when to say that it says nothing; 0: never */
	enum silence silence;
	unsigned silences;	/* a bit for each that has been told */
	void *talk;		/* the lab's own, for its farewell */
	uint32_t messages;	/* numbered, both directions */
	uint32_t reads;		/* that brought something */
	bool early;		/* bytes came in a pause: they are the next
				   message's */
	bool fin;		/* that the client sends no more was noted */
	bool unclaimed;		/* the name index has not heard of us yet */
	bool torn;		/* what was sent last got out in part only */
	bool leaving;		/* says its last words */
	bool cut;		/* ends by a reset: no goodbye */
	bool idle;		/* it has said nothing for too long */
};

/* What the child was told: CHILD_OK, END_KICKED, END_GAVE_WAY or
 * END_SHUTDOWN.  For loops that may go on without any of the calls below. */
enum client_end child_end_asked(void);

/* Waits for events (POLLIN, POLLOUT, POLLRDHUP) on the socket, and on
 * extra_fd for POLLIN when that is not -1.  *got has the socket's events, 0
 * when the deadline (monotonic, 0: none) passed or extra_fd woke it, which is
 * also said when the parent wakes everybody; *extra_ready may be NULL. */
enum client_end child_wait(struct child *child, short events,
    int64_t deadline_ns, int extra_fd, short *got, bool *extra_ready);

/* Reads what there is, at least a byte.  *len is 0 when the deadline passed
 * (CHILD_OK).  A closed connection is END_CLIENT, a reset END_RESET. */
enum client_end child_receive(struct child *child, void *buffer, size_t size,
    int64_t deadline_ns, size_t *len);

/* The same, of a client that has nothing to say before it says something new:
 * with child_idle_ns as its deadline.  The cheapest way to wait. */
enum client_end child_receive_idle(struct child *child, void *buffer,
    size_t size, size_t *len);

/* How long it may say nothing between two messages. */
int64_t child_idle_ns(const struct child *child);
/* It has said nothing for so long: an event line says so.  END_TIMEOUT. */
enum client_end child_idle_over(struct child *child);
/* It has a name now: that is longer. */
void child_idle_named(const struct child *child);

/* An event line says, once for each silence, that the client has sent nothing
 * for 5 s and what may help; what is read from it comes before that.  Every
 * client begins with SILENCE_FIRST. */
void child_silent(struct child *child, int64_t since_ns,
    enum silence silence);

/* Pauses until the monotonic time, never shorter, 1 ms longer at most.  A
 * client that closes or resets meanwhile ends it at once. */
enum client_end child_pause(struct child *child, int64_t until_ns);

/* Can a client that closed its sending side still be answered? */
enum child_peer {
	CHILD_PEER_GONE,
	CHILD_PEER_LISTENS,
	CHILD_PEER_UNKNOWN	/* on another machine, say */
};
enum child_peer child_peer(const struct child *child);

/* Why the socket failed: from `error`, or the socket's own when that is 0. */
enum client_end child_socket_end(int socket, int error);

/* Where the client reached us. */
void child_local(const struct child *child, struct sockaddr_storage *local);

/* Gives the whole pages of a static buffer back to the system: they are zero
 * when they are used again. */
void child_memory_release(void *memory, size_t size);

/* Says goodbye: shuts down our side, drains what still comes (2 s idle, 5 s
 * in all), so that no reset destroys the last answer. */
void child_close_gently(struct child *child);

/* child_publish shows the row as it is here; child_state changes its state and
 * publishes. */
void child_state(struct child *child, enum client_state state);
void child_publish(struct child *child);

/* A message: a whole one that was received, or one to be sent. */
struct child_message {
	const void *bytes;
	size_t len;
	size_t lead;		/* of these, before what it says: padding */
	int status;		/* HTTP status of an answer, else 0 */
	bool bordered;		/* to be sent: the client can tell where it
				   ends (an HTTP answer always) */
	bool fault;		/* it was malformed */
	uint16_t fault_rule;	/* enum http_rule + 1, 0: no rule of HTTP's */
	uint32_t fault_line;	/* from 1; 0: not in the head */
	uint32_t fault_byte;	/* from 1 */
	uint64_t beyond;	/* bytes of it that were not kept */
	uint64_t padding;	/* bytes of it, and before it, that are in no
				   message */
	int64_t arrived_ns;	/* the kernel's wall time, 0: not known */
	uint8_t ended_by;	/* enum frame_end + 1, 0: nothing */
};

/* It was received: row, then journal. */
void child_received(struct child *child, const struct child_message *message);

/* Sends all of it; a peer that takes nothing of what is on its way to it for
 * 60 s ends in END_TIMEOUT.  Row and journal come before: what a client has
 * got has been recorded. */
enum client_end child_send(struct child *child,
    const struct child_message *message);

/* What is done to what this client is sent; NULL: nothing.  A look at its row,
 * and so before each message. */
const struct mischief *child_mischief(const struct child *child);

/* Registers a name: TABLE_OK, TABLE_TAKEN, TABLE_BUSY. Check it with
 * text_name_fault first.  Tells of it: "NAME registered (was OLD)".  A
 * name whose holder is just leaving is waited for, 100 ms at most. */
enum table_result child_rename(struct child *child, const char *name);

/* Records an event, as child_event(child, SENTENCE_OF(SAID), text): the log
 * process makes the line "NAME said: TEXT" of it.  Remote bytes in the
 * arguments must be escaped (base/text.h). */
void child_event(struct child *child, enum sentence sentence,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* parent, once, after it has blocked its signals and before it forks: handlers
 * and masks that every child inherits. */
void child_signals_prepare(void);

/* A signal handler: the process has made a forbidden call (server/sandbox.h),
 * which its row says. */
void child_forbidden(int call);

/* The entry: runs the lab and ends the process. */
_Noreturn void child_main(const struct child_inherit *inherit);

#endif
