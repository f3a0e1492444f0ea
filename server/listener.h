/*
 * The parent: listens, forks, reaps; never serves, never waits for a child or
 * a watcher, and never takes the table's lock.
 *
 * Parent only.  Everything here is private to it: `slots` and the pid map
 * are in memory that a fork does not copy (MADV_DONTFORK), and nothing a
 * child can write (the table, the journal) is ever used as an index, a
 * pid or a reason.
 *
 * A slot is the parent's side of a row of the table, same number:
 *	free -> live (forked) -> ended (reaped, shown for 10 s at most) -> free
 * The name of an ended client may still stand in the index; that is no matter
 * of the parent's, which takes no lock (shm/table.h).
 */
#ifndef SERVER_LISTENER_H
#define SERVER_LISTENER_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/instance.h"
#include "server/capture_files.h"
#include "server/child.h"
#include "server/reader.h"
#include "shm/control.h"
#include "shm/table.h"

#define NO_SLOT UINT32_MAX

enum slot_state { SLOT_FREE, SLOT_LIVE, SLOT_ENDED };

struct slot {
	uint64_t client;
	int64_t accepted_wall_ns;
	int64_t accepted_mono_ns;
	int64_t ended_mono_ns;
	int64_t kill_ns;	/* kicked: when to use SIGKILL; 0: no */
	pid_t pid;
	uint32_t next;		/* in the free list, the ended queue */
	uint8_t state;		/* enum slot_state */
	uint8_t end_asked;	/* enum client_end, when killed; 0: no */
	uint8_t lab;
	bool datagrams;		/* the process of a UDP port: owns a block */
	uint8_t leaving;	/* it said that it goes: looked at so often */
	uint64_t mischief[MISCHIEF_WORDS];	/* what its row is to say */
	uint32_t holder;	/* + 1: whose place it is; 0: nobody's */
	char peer[ADDRESS_SIZE];
};

/* An address, or an IPv6 network, that has places. */
struct holder {
	unsigned char key[ADDRESS_KEY_SIZE];
	uint32_t held;
	uint32_t leaving;	/* of them: told to give way */
	uint32_t next;		/* of its bucket, + 1 */
};

/* Our own IPv6 links: the first half of their addresses. */
#define LINKS_MAX	32
#define LINK_SIZE	8

struct slot_queue {
	uint32_t head, tail;
};

struct listener_socket {
	int fd;
	unsigned lab;
	bool datagrams, metrics;	/* UDP; --metrics */
	uint32_t slot;		/* UDP: of its process, or NO_SLOT */
	uint32_t unset;		/* TCP: so many come without its options */
	int64_t again_ns;	/* UDP: not started again before */
};

/* A connection that was accepted and has no process yet. */
#define ARRIVALS_MAX	256
struct arrival {
	int fd;			/* -1: served, or gone */
	uint32_t turn;		/* of its address: the lower the sooner */
	struct listener_socket *from;
	struct sockaddr_storage peer;
	unsigned char key[ADDRESS_KEY_SIZE];
	int64_t wall_ns, mono_ns;
	bool looked;		/* and was there */
	bool waits;		/* for a place */
	int64_t asked_ns;	/* somebody gives way to it; 0: nobody */
};

enum admission { ADMIT_NOW, ADMIT_SOON, ADMIT_NOT };
#define ADMIT_WHY_SIZE	160

/* What an address does more than once a second is counted, then told. */
enum tally_kind { TALLY_REFUSED, TALLY_LEFT, TALLY_KINDS };
#define TALLIES_MAX	16	/* and one of each kind for all others */
struct tally {
	char host[ADDRESS_SIZE];	/* "": free */
	uint8_t kind;			/* enum tally_kind */
	uint64_t more;
	int64_t until_ns;
};

#define REFUSED_MAX	64
struct refused {
	int fd;
	int64_t close_ns;
};

#define CONTROL_MAX	8
struct control {
	int fd;			/* -1: free */
	int64_t close_ns;
	size_t len;
	char line[CONTROL_LINE_MAX];
};

struct listener {
	/* First what every connection changes: base/hot.h. */
	uint32_t rows;
	struct slot *slots;		/* rows of them, not forked */
	struct holder *holders;		/* rows of them; not forked */
	uint32_t *holder_heads;	/* holder + 1, by hash; not forked */
	uint32_t holder_buckets, holder_free;
	unsigned char links[LINKS_MAX][LINK_SIZE];
	uint32_t link_count;
	uint32_t *pid_map;	/* slot + 1, by hash of pid; not forked */
	uint32_t pid_map_size;
	uint32_t free_head;
	struct slot_queue ended;
	uint64_t next_client;
	uint32_t live;			/* processes */
	uint64_t accepted[LAB_COUNT], refused[REFUSAL_COUNT];
	uint64_t active, peak, crashed, left, gave_way;
	uint32_t high_water;	/* slots beyond were never used */
	bool unswept;			/* somebody died: see listener_reap */
	int64_t swept_ns;		/* when all children were asked for */
	uint32_t left_seen;		/* see table_left */
	uint32_t leaver_count;
	uint32_t *leavers;	/* LEAVING_MAX slots that may end any moment;
				   not forked */
	uint32_t arrival_count;
	struct arrival *arrivals;	/* ARRIVALS_MAX; not forked */
	uint32_t stop_told;	/* children that are to end, and live */
	struct table table;	/* with the lane of the process; its facts are
				   constant, and last */

	struct server_settings settings;
	struct instance instance;
	uint32_t max_clients;
	uint32_t per_address;		/* most places of one; 0: see there */
	unsigned journal_mib;
	int lock_fd, signal_fd, inotify_fd, control_fd;
	int judge_fd;			/* the judge's socket; -1: none */
	struct place place;		/* the directory, held open */
	struct bells bells;
	ino_t control_inode;		/* of the socket's name */
	ino_t judge_inode;
	uint32_t judge_socket;		/* counts how often it was made */
	int64_t judge_wall_ns;		/* as in the table's header */
	bool mischief;		/* was set for somebody */
	int usurper;		/* another server that was told of, or 0 */
	struct reader_inherit reads;	/* what the readers get */
	struct capture_files captured;
	struct reader readers[JOURNAL_READERS];
	struct journal_seen journal_seen;	/* see journal_guard */
	uint32_t lock_seen;		/* whom the lock named, last time */
	enum table_over over;
	struct table signpost;	/* when the table's name was removed */
	struct listener_socket sockets[LISTENING_MAX];
	struct listening listening[LISTENING_MAX];
	uint32_t socket_count;
	uint32_t metrics_from;	/* the first socket of --metrics, the last */
	bool accepting;
	int64_t accept_again_ns;	/* after EMFILE and the like */

	struct tally tallies[TALLIES_MAX + TALLY_KINDS];
	struct refused refusals[REFUSED_MAX];
	uint32_t refusal_count;
	struct control controls[CONTROL_MAX];
	uint32_t watch_serial;
	int64_t kill_ns;		/* the next slot.kill_ns; 0: none */

	unsigned stop_signals;		/* 0: running; 2: at once */
	int64_t stop_ns;		/* when it began */
	int64_t stop_told_ns;		/* when a child was last told */
	uint32_t stop_next;		/* rows before it have been told */
};

/* What main hands over. */
struct listener_plan {
	const char *instance;
	long max_clients;
	long per_address;	/* 0: no fixed number */
	long journal_mib;
	const char *user;		/* to become; NULL: nobody else */
	uint32_t address_count;
	const char *addresses[LISTENING_MAX];
	int ports[LAB_COUNT];		/* -1: off */
	bool port_asked[LAB_COUNT];	/* by -p */
	const char *metrics;		/* ADDRESS:PORT; NULL: nowhere */
	struct server_settings settings;
};

/* An error to print: "could not ...: reason". */
struct listener_error {
	char text[512];
};

/* listener_start.c: everything up to "ready".  0 or -1 with error. */
int listener_start(struct listener *listener,
    const struct listener_plan *plan, struct listener_error *error);

/* listener_confine.c: from here on this thread, which serves, may do what
 * server/sandbox.h says; a line tells when it is not so. */
void listener_confine(struct listener *of, const struct listener_plan *plan);

/* listener_user.c: becomes that user for good; -1 with error. */
int listener_user_take(const char *user, struct listener_error *error);

/* listener_signals.c: what is to be nothing; what waits until it serves, before
 * anything is made; and where that is read.  -1 with errno. */
void listener_signals_ignore(void);
void listener_signals_hold(void);
int listener_signals_open(struct listener *listener);

/* listener_limits.c: what the kernel lets parent and children have; the second
 * when all is there that is ever made, but for the children. */
void listener_limits_open(void);
void listener_limits_close(const struct listener *listener);

/* listener_say.c: the parent's records.  listener_say: an event of its own,
 * as listener_say(listener, SENTENCE_OF(READY)); listener_announce is one
 * without a time. */
void listener_say(struct listener *listener, enum sentence sentence,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
void listener_announce(struct listener *listener, enum sentence sentence,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A client has come, or ended, as its row says. */
void listener_tell_connected(struct listener *listener,
    const struct row_data *row);
void listener_tell_ended(struct listener *listener, uint32_t index,
    const struct row_data *row);
/* What is done to what it is sent, as text: "off". */
void listener_tell_mischief(struct listener *listener,
    const struct row_data *row, const char *text);

/* listener_lock.c.  Makes the instance's directory and locks it, unless the
 * same user runs a server for the instance anywhere.  0; or with error the pid
 * of that server, or -1.  One that is just dying is waited for. */
int listener_lock_take(struct listener *listener, int64_t wait_ns,
    struct listener_error *error);
/* Does the lock's path still name the file that is locked? */
bool listener_lock_current(const struct listener *listener);
/* Removes lock and directory. */
void listener_lock_leave(struct listener *listener);
/* -1, and the error says that process `pid` serves the instance. */
int listener_lock_taken(const struct listener *listener, int pid,
    struct listener_error *error);

/* listener_instance.c: the lock, the directory, the control socket. */
int listener_instance_take(struct listener *listener,
    struct listener_error *error);
void listener_instance_leave(struct listener *listener);
/* The control socket only; -1 with error. */
int listener_instance_listen(struct listener *listener,
    struct listener_error *error);
bool listener_instance_listens(const struct listener *listener);
/* The same of the judge's, where there is one. */
int listener_instance_judge(struct listener *listener,
    struct listener_error *error);
bool listener_instance_judges(const struct listener *listener);

/* listener_keep.c: what somebody took away is made again. */
void listener_keep_tick(struct listener *listener, int64_t now_ns);

/* listener_capture.c: another file, where the last one is full. */
void listener_capture_tick(struct listener *listener);

/* listener_socket.c: -1 with error. */
int listener_sockets_open(struct listener *listener,
    const struct listener_plan *plan, struct listener_error *error);
void listener_sockets_close(struct listener *listener);

/* listener_loop.c: serves until told to stop; returns the exit code. */
int listener_run(struct listener *listener);

/* listener_arrive.c: between accept and fork. */
int listener_arrivals_init(struct listener *listener);
void listener_arrive(struct listener *listener,
    struct listener_socket *from);
/* Is there one that need not wait? */
bool listener_arrivals_ready(const struct listener *listener);
/* looks[i]: what poll said of arrival i, which was asked for POLLRDHUP. */
void listener_arrivals_serve(struct listener *listener,
    const struct pollfd *looks, uint32_t count);
void listener_arrivals_close(struct listener *listener);

/* listener_link.c: for whom an address's places are counted. */
void listener_links_init(struct listener *listener);
void listener_link_add(struct listener *listener,
    const struct sockaddr *address);
void listener_link_key(const struct listener *listener,
    unsigned char key[ADDRESS_KEY_SIZE], const struct sockaddr *address);

/* listener_holder.c: places by address. */
int listener_holders_init(struct listener *listener);
struct holder *listener_holder_find(const struct listener *listener,
    const unsigned char key[ADDRESS_KEY_SIZE]);
void listener_holder_add(struct listener *listener, struct slot *slot,
    const unsigned char key[ADDRESS_KEY_SIZE]);
void listener_holder_drop(struct listener *listener, struct slot *slot);
struct holder *listener_holder_most(struct listener *listener);

/* listener_admit.c: whether there is a place for it; none: why, for which the
 * refusal is a word. */
enum admission listener_admit(struct listener *listener,
    struct arrival *arrival, enum refusal *refusal,
    char why[ADMIT_WHY_SIZE]);

/* listener_accept.c: forks, or refuses. */
void listener_accept(struct listener *listener,
    const struct arrival *arrival);
void listener_datagrams_start(struct listener *listener);

/* listener_refuse.c: those there is no room for. */
void listener_refuse(struct listener *listener,
    const struct arrival *arrival, enum refusal refusal, const char *why);
void listener_refused_tick(struct listener *listener, int64_t now_ns);

/* listener_tally.c: true when this is to be said, false when it has been
 * counted instead. */
bool listener_tally(struct listener *listener, enum tally_kind kind,
    const char *peer);
void listener_tally_tick(struct listener *listener, int64_t now_ns);

/* listener_table.c: the parent's own words in the table, which a child may have
 * written over: ten times a second. */
void listener_table_say(struct listener *listener);
void listener_table_tick(struct listener *listener, int64_t now_ns);

/* listener_slot.c */
/* Memory that children do not get; NULL: there is none. */
void *listener_memory(size_t size);
int listener_slots_init(struct listener *listener);
uint32_t listener_slot_take(struct listener *listener);
uint32_t listener_block_take(struct listener *listener, uint32_t count);
void listener_slot_live(struct listener *listener, uint32_t index,
    pid_t pid);
void listener_slot_back(struct listener *listener, uint32_t index);
uint32_t listener_slot_find(const struct listener *listener, pid_t pid);
void listener_slots_tick(struct listener *listener, int64_t now_ns);
void listener_slot_end(struct listener *listener, uint32_t index);

/* listener_reap.c */
/* A SIGCHLD says that one has died. */
void listener_reap_signalled(struct listener *listener, pid_t pid);
/* One SIGCHLD may stand for many: looks for more of them, at once while there
 * are few children, else a moment after it did last. */
void listener_reap(struct listener *listener, int64_t now_ns);

/* listener_mischief.c: what is done to what clients are sent. */
/* A client that was just accepted: as --mischief says. */
void listener_mischief_begin(struct listener *listener, uint32_t index);
/* One that is connected: as the text says, `set` with its seed; false: why. */
bool listener_mischief_set(struct listener *listener, uint64_t client,
    const char *text, char set[MISCHIEF_TEXT_SIZE],
    char fault[MISCHIEF_FAULT_SIZE]);
/* The rows once more, and those of new datagram peers. */
void listener_mischief_say(struct listener *listener);

/* listener_watch.c: the watchers' FIFOs. */
int listener_watch_open(struct listener *listener);
void listener_watch_read(struct listener *listener);
void listener_watch_tick(struct listener *listener, int64_t now_ns);
void listener_watch_clear(struct listener *listener);
/* Who watches, once more. */
void listener_watch_say(struct listener *listener);

/* listener_control.c */
void listener_control_accept(struct listener *listener);
void listener_control_read(struct listener *listener,
    struct control *control);
void listener_control_tick(struct listener *listener, int64_t now_ns);

/* listener_stop.c */
void listener_stop_begin(struct listener *listener, bool now);
bool listener_stopped(struct listener *listener);
void listener_finish(struct listener *listener);
/* By its number.  False: it has gone, or was never there. */
bool listener_kick(struct listener *listener, uint64_t client);
/* Tells the child in this live slot to end: END_KICKED or END_GAVE_WAY. */
void listener_end(struct listener *listener, uint32_t index,
    enum client_end end);
/* All that are connected from there ("127.0.0.1", "[::1]"); how many. */
uint32_t listener_kick_address(struct listener *listener, const char *host);
void listener_kill_tick(struct listener *listener, int64_t now_ns);

#endif
