/*
 * Dead children become events.
 *
 * The exit code is the child's own account and is believed only as that: a
 * number in a list.  Name and counters come from the row it wrote; they are
 * shown, never acted on.
 */
#include "server/listener.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/text.h"
#include "base/when.h"
#include "server/limits.h"
#include "server/sandbox.h"
#include "shm/bell.h"

static enum client_end
reap_end(const struct slot *slot, int status, struct row_data *row)
{
	if (WIFSIGNALED(status)) {
		row->end_signal = (uint8_t)WTERMSIG(status);
		if (slot->end_asked != 0 && WTERMSIG(status) == SIGKILL)
			return slot->end_asked;
		return END_CRASHED;
	}
	if (WEXITSTATUS(status) == END_NONE ||
	    WEXITSTATUS(status) >= END_CRASHED)
		return END_LOST;
	return (enum client_end)WEXITSTATUS(status);
}

/* What the row says, held against what the parent knows. */
static void
reap_row(struct listener *listener, uint32_t index, struct row_data *row,
    bool *untold)
{
	const struct slot *slot = &listener->slots[index];

	(void)row_read(&listener->table, index, row);
	if (row->client != slot->client)
		memset(row, 0, sizeof(*row));
	/* Killed before it could tell of itself. */
	*untold = (row->flags & ROW_TOLD) == 0;
	row->client = slot->client;
	row->pid = slot->pid;
	row->lab = slot->lab;
	row->connected_wall_ns = slot->accepted_wall_ns;
	row->connected_mono_ns = slot->accepted_mono_ns;
	(void)text_copy(row->peer, sizeof(row->peer), slot->peer);
	if (text_name_fault(row->name, strlen(row->name)) != NULL) {
		memset(row->name, 0, sizeof(row->name));
		(void)snprintf(row->name, NAME_SIZE, "guest-%d",
		    (int)slot->pid);
	}
}

static void
reap_client(struct listener *listener, uint32_t index, int status)
{
	struct row_data row;
	bool untold;

	reap_row(listener, index, &row, &untold);
	if (untold)
		listener_tell_connected(listener, &row);
	row.end = (uint8_t)reap_end(&listener->slots[index], status, &row);
	row.state = STATE_ENDED;
	row.pause_until_ns = 0;
	row.ended_wall_ns = row.since_wall_ns = when_wall_ns();
	row.ended_mono_ns = row.since_mono_ns = when_mono_ns();
	if (row.end == END_CRASHED) {
		listener->crashed++;
		atomic_store(&listener->table.header->crashed,
		    listener->crashed);
	}
	row_publish(&listener->table, index, &row);
	listener_slot_end(listener, index);
	listener->active--;
	atomic_store(&listener->table.header->active, listener->active);
	listener_tell_ended(listener, index, &row);
}

/* What a process of the server's own died of; the forbidden call it says. */
static void
reap_why(char out[SANDBOX_DEATH_SIZE], int status, uint32_t forbidden)
{
	if (WIFSIGNALED(status))
		sandbox_death(out, WTERMSIG(status),
		    (int)(forbidden & 0xffff));
	else
		(void)snprintf(out, SANDBOX_DEATH_SIZE, "exit code %d",
		    WEXITSTATUS(status));
}

/* The process of a UDP port: its peers' rows are empty again; it is started
 * anew, not at once lest it crashes in a circle. */
static void
reap_datagrams(struct listener *listener, uint32_t index, int status)
{
	static const struct row_data empty;
	struct row_data row;
	char why[SANDBOX_DEATH_SIZE];
	uint32_t i;

	(void)row_read(&listener->table, index, &row);
	reap_why(why, status, row.end_call);

	for (i = 0; i < listener->socket_count; i++) {
		if (!listener->sockets[i].datagrams ||
		    listener->sockets[i].slot != index)
			continue;
		listener->sockets[i].again_ns = when_mono_ns() + NS_PER_S;
	}
	for (i = 0; i < LIMIT_UDP_ROWS; i++)
		row_publish(&listener->table, index + i, &empty);
	listener_slot_end(listener, index);
	if (listener->stop_signals == 0)
		listener_say(listener, SENTENCE_OF(UDP_ENDED),
		    lab_info(listener->slots[index].lab)->name, why);
}

/* Whatever it died of: it is not started again at once, lest that goes on
 * thousands of times a second. */
static void
reap_reader(struct listener *listener, struct reader *reader, int status)
{
	struct journal *journal = &listener->table.journal;
	char why[SANDBOX_DEATH_SIZE], pause_s[16];
	bool again = WIFEXITED(status) && WEXITSTATUS(status) == READER_AGAIN;

	reader_ended(reader, again, when_mono_ns());
	if (reader->id == JOURNAL_JUDGE && listener->judge_wall_ns > 0)
		listener->judge_wall_ns = -when_wall_ns();
	if (again) {
		listener->captured.wanted |= reader->id == JOURNAL_CAPTURE;
		return;
	}
	reap_why(why, status,
	    atomic_load(&journal->ring->places[reader->id].forbidden));
	(void)snprintf(pause_s, sizeof(pause_s), "%.1f",
	    (double)reader->pause_ns / NS_PER_S);
	listener_say(listener, SENTENCE_OF(READER_ENDED), reader->does, why,
	    pause_s);
}

static struct reader *
reap_find_reader(struct listener *listener, pid_t pid)
{
	int i;

	for (i = 0; i < JOURNAL_READERS; i++)
		if (listener->readers[i].pid == pid)
			return &listener->readers[i];
	return NULL;
}

static void
reap_process(struct listener *listener, pid_t pid, int status)
{
	uint32_t index = listener_slot_find(listener, pid);
	struct reader *reader = reap_find_reader(listener, pid);

	if (reader != NULL) {
		reap_reader(listener, reader, status);
	} else if (index != NO_SLOT && listener->slots[index].datagrams) {
		reap_datagrams(listener, index, status);
	} else if (index != NO_SLOT) {
		reap_client(listener, index, status);
	}
}

void
listener_reap_signalled(struct listener *listener, pid_t pid)
{
	int status;

	/* Only somebody's number, if the signal was not the kernel's. */
	if (pid > 0 && waitpid(pid, &status, WNOHANG) == pid)
		reap_process(listener, pid, status);
	listener->unswept = true;
}

/* Who only says that it goes is not asked for ever. */
#define LEAVER_LOOKS	100

/* Is it to be looked at again? */
static bool
reap_leaver(struct listener *listener, uint32_t index)
{
	struct slot *slot = &listener->slots[index];
	int status;

	/* It is gone already, or so was another one before this. */
	if (slot->leaving == 0)
		return false;
	if (waitpid(slot->pid, &status, WNOHANG) == slot->pid) {
		reap_process(listener, slot->pid, status);
		return false;
	}
	if (slot->leaving++ < LEAVER_LOOKS)
		return true;
	slot->leaving = 0;
	return false;
}

/* A child says which row: any number may stand there, any number of times, and
 * always more of them. */
static void
reap_leavers_read(struct listener *listener)
{
	struct slot *slot;
	int64_t index;
	int looked;

	for (looked = 0; looked < LEAVING_MAX &&
	    listener->leaver_count < LEAVING_MAX; looked++) {
		index = table_left(&listener->table, &listener->left_seen);
		if (index < 0)
			return;
		if (index >= listener->rows)
			continue;
		slot = &listener->slots[index];
		if (slot->state != SLOT_LIVE || slot->pid == 0 ||
		    slot->datagrams || slot->leaving != 0)
			continue;
		slot->leaving = 1;
		listener->leavers[listener->leaver_count++] = (uint32_t)index;
	}
}

/* Those that said they go, each by its own number. */
static void
reap_leavers(struct listener *listener)
{
	uint32_t i, kept = 0;

	reap_leavers_read(listener);
	for (i = 0; i < listener->leaver_count; i++)
		if (reap_leaver(listener, listener->leavers[i]))
			listener->leavers[kept++] = listener->leavers[i];
	listener->leaver_count = kept;
}

/* The more there are the seldomer: it costs that much more. */
static int64_t
reap_pause_ns(const struct listener *listener)
{
	if (listener->active <= LIMIT_SWEEP_CHILDREN)
		return 0;
	return LIMIT_SWEEP_NS * (int64_t)(1 + listener->active / 1024);
}

void
listener_reap(struct listener *listener, int64_t now_ns)
{
	int status;
	pid_t pid;

	if (!listener->unswept)
		return;
	reap_leavers(listener);
	if (now_ns - listener->swept_ns < reap_pause_ns(listener))
		return;
	listener->unswept = false;
	listener->swept_ns = now_ns;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		reap_process(listener, pid, status);
}
