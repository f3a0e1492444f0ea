/* Ending children: one that is kicked, all at a shutdown. */
#include "server/listener.h"

#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include "base/when.h"
#include "server/limits.h"
#include "server/notify.h"
#include "server/outside.h"

static void
stop_signal(struct listener *listener, struct slot *slot, int number)
{
	listener->stop_told += slot->end_asked != END_SHUTDOWN;
	slot->end_asked = END_SHUTDOWN;
	slot->kill_ns = listener->stop_told_ns + LIMIT_SHUTDOWN_KILL_NS;
	if (listener->kill_ns == 0)
		listener->kill_ns = slot->kill_ns;
	/* Not reaped yet, so the pid is still this child's. */
	(void)kill(slot->pid, number);
	/* A stopped process acts on any other signal once it goes on. */
	if (number != SIGKILL)
		(void)kill(slot->pid, SIGCONT);
}

/* Thousands that die at once leave no processor to anybody, who waits for the
 * server to end among them: they do it when nobody else has use for one. */
static void
stop_background(const struct listener *listener, const struct slot *slot)
{
	static const struct sched_param none;

	if (listener->live > LIMIT_SHUTDOWN_CHILDREN)
		(void)sched_setscheduler(slot->pid, SCHED_IDLE, &none);
}

struct telling {
	struct listener *listener;
	uint32_t most;
	int number;
};

static void
stop_tell_them(void *argument)
{
	const struct telling *telling = argument;
	struct listener *listener = telling->listener;
	struct slot *slot;

	listener->stop_told_ns = when_mono_ns();
	while (listener->stop_next < listener->rows &&
	    listener->stop_told < telling->most) {
		slot = &listener->slots[listener->stop_next++];
		if (slot->state != SLOT_LIVE || slot->pid == 0)
			continue;
		if (telling->number == SIGKILL)
			stop_background(listener, slot);
		stop_signal(listener, slot, telling->number);
	}
}

/* Those who are next to be told, until `most` of them are about to end. */
static void
stop_tell(struct listener *listener, uint32_t most, int number)
{
	struct telling telling = { listener, most, number };

	if (listener->stop_next < listener->rows)
		outside_call(stop_tell_them, &telling);
}

static void
stop_kill(struct listener *listener)
{
	listener->stop_signals = 2;
	listener->stop_next = 0;
	stop_tell(listener, listener->rows, SIGKILL);
}

void
listener_stop_begin(struct listener *listener, bool now)
{
	if (listener->stop_signals == 0) {
		listener->stop_ns = when_mono_ns();
		atomic_store(&listener->table.header->phase,
		    TABLE_PHASE_STOPPING);
		listener_sockets_close(listener);
		listener_arrivals_close(listener);
		listener_say(listener, SENTENCE_OF(STOPPING),
		    (unsigned long long)listener->active);
		notify_stopping(listener);
	}
	listener->stop_signals++;
	if (now || listener->stop_signals > 1)
		stop_kill(listener);
	else
		stop_tell(listener, LIMIT_SHUTDOWN_CHILDREN, SIGTERM);
}

/* True when there is nothing left to wait for. */
bool
listener_stopped(struct listener *listener)
{
	int64_t now_ns, patience_ns = LIMIT_SHUTDOWN_NS;

	if (listener->stop_signals == 0)
		return false;
	if (listener->live == 0)
		return true;
	now_ns = when_mono_ns();
	if (listener->stop_signals == 1 &&
	    now_ns - listener->stop_ns >= LIMIT_SHUTDOWN_ALL_NS)
		stop_kill(listener);
	else if (listener->stop_signals == 1)
		stop_tell(listener, LIMIT_SHUTDOWN_CHILDREN, SIGTERM);
	if (listener->stop_next < listener->rows)
		return false;
	/* Those that are killed die without us; a crowd of them for long. */
	if (listener->stop_signals > 1)
		patience_ns = listener->live > LIMIT_SHUTDOWN_CHILDREN ? 0 :
		    LIMIT_SHUTDOWN_NS - LIMIT_SHUTDOWN_KILL_NS;
	return now_ns - listener->stop_told_ns >= patience_ns;
}

/* The last records are written down, also when that takes another file. */
static void
stop_reader(struct listener *listener, int id, int64_t until_ns)
{
	if (id == JOURNAL_CAPTURE)
		until_ns += LIMIT_CAPTURE_END_NS;
	while (reader_stop(&listener->readers[id], &listener->reads,
	    until_ns) && when_mono_ns() < until_ns)
		if (id == JOURNAL_CAPTURE)
			listener_capture_tick(listener);
	listener->readers[id].wanted = false;
}

static void
stop_finish(void *argument)
{
	struct listener *listener = argument;
	int64_t until_ns;
	int i;

	listener_say(listener, SENTENCE_OF(ENDED));
	/* Whatever a child wrote there, at the end it is right. */
	table_renew(&listener->table);
	until_ns = when_mono_ns() + LIMIT_READERS_END_NS;
	/* What it says of the last messages others are to read. */
	listener->over = TABLE_JUDGED_NEXT;
	listener_table_say(listener);
	stop_reader(listener, JOURNAL_JUDGE, until_ns);
	listener->over = TABLE_OVER;
	listener_table_say(listener);
	for (i = 0; i < JOURNAL_READERS; i++)
		stop_reader(listener, i, until_ns);
	listener_watch_clear(listener);
	listener_instance_leave(listener);
}

void
listener_finish(struct listener *listener)
{
	outside_call(stop_finish, listener);
}

void
listener_end(struct listener *listener, uint32_t index, enum client_end end)
{
	struct slot *slot = &listener->slots[index];

	slot->end_asked = (uint8_t)end;
	slot->kill_ns = when_mono_ns() + LIMIT_KICK_NS;
	if (listener->kill_ns == 0)
		listener->kill_ns = slot->kill_ns;
	outside_kill(slot->pid, end == END_KICKED ? SIGUSR1 : SIGUSR2);
}

bool
listener_kick(struct listener *listener, uint64_t client)
{
	const struct slot *slot;
	uint32_t i;

	for (i = 0; i < listener->rows; i++) {
		slot = &listener->slots[i];
		if (slot->state != SLOT_LIVE || slot->datagrams ||
		    slot->client != client)
			continue;
		/* Who gives way is as good as gone. */
		if (slot->end_asked != END_GAVE_WAY)
			listener_end(listener, i, END_KICKED);
		return true;
	}
	return false;
}

uint32_t
listener_kick_address(struct listener *listener, const char *host)
{
	const struct slot *slot;
	uint32_t i, count = 0;

	for (i = 0; i < listener->rows; i++) {
		slot = &listener->slots[i];
		if (slot->state != SLOT_LIVE || slot->datagrams ||
		    !address_at(slot->peer, host))
			continue;
		if (slot->end_asked != END_GAVE_WAY)
			listener_end(listener, i, END_KICKED);
		count++;
	}
	return count;
}

void
listener_kill_tick(struct listener *listener, int64_t now_ns)
{
	struct slot *slot;
	int64_t next_ns = 0;
	uint32_t i;

	if (listener->kill_ns == 0 || listener->kill_ns > now_ns)
		return;
	for (i = 0; i < listener->rows; i++) {
		slot = &listener->slots[i];
		if (slot->kill_ns == 0 || slot->state != SLOT_LIVE ||
		    slot->pid == 0)
			continue;
		if (slot->kill_ns <= now_ns) {
			slot->kill_ns = 0;
			(void)kill(slot->pid, SIGKILL);
		} else if (next_ns == 0 || slot->kill_ns < next_ns) {
			next_ns = slot->kill_ns;
		}
	}
	listener->kill_ns = next_ns;
}
