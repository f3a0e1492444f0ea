/* Ending children: one that is kicked, all at a shutdown. */
#include "server/listener.h"

#include <signal.h>
#include <unistd.h>

#include "base/when.h"
#include "server/limits.h"

static void
stop_signal_all(struct listener *listener, int number)
{
	struct slot *slot;
	uint32_t i;

	for (i = 0; i < listener->rows; i++) {
		slot = &listener->slots[i];
		if (slot->state != SLOT_LIVE || slot->pid == 0)
			continue;
		slot->end_asked = END_SHUTDOWN;
		/* Not reaped yet, so the pid is still this child's. */
		(void)kill(slot->pid, number);
		/* A stopped process acts on a signal once it goes on. */
		(void)kill(slot->pid, SIGCONT);
	}
}

void
listener_stop_begin(struct listener *listener, bool now)
{
	unsigned before = listener->stop_signals;

	listener->stop_signals = now ? 2 : before + 1;
	if (before == 0) {
		listener->stop_ns = when_mono_ns();
		atomic_store(&listener->table.header->phase,
		    TABLE_PHASE_STOPPING);
		listener_sockets_close(listener);
		listener_arrivals_close(listener);
		listener_say(listener, SENTENCE_OF(STOPPING),
		    (unsigned long long)listener->active);
	}
	stop_signal_all(listener, listener->stop_signals > 1 ? SIGKILL :
	    SIGTERM);
}

/* True when there is nothing left to wait for. */
bool
listener_stopped(struct listener *listener)
{
	int64_t passed_ns;
	uint32_t i, left = 0;

	if (listener->stop_signals == 0)
		return false;
	for (i = 0; i < listener->rows; i++)
		if (listener->slots[i].state == SLOT_LIVE &&
		    listener->slots[i].pid != 0)
			left++;
	if (left == 0)
		return true;
	passed_ns = when_mono_ns() - listener->stop_ns;
	if (passed_ns >= LIMIT_SHUTDOWN_KILL_NS &&
	    listener->stop_signals == 1) {
		listener->stop_signals = 2;
		stop_signal_all(listener, SIGKILL);
	}
	/* Those that are killed die without us. */
	return passed_ns >= LIMIT_SHUTDOWN_NS;
}

void
listener_finish(struct listener *listener)
{
	int64_t until_ns;
	int i;

	listener_say(listener, SENTENCE_OF(ENDED));
	listener->over = true;
	/* Whatever a child wrote there, at the end it is right. */
	table_renew(&listener->table);
	listener_table_say(listener);
	until_ns = when_mono_ns() + LIMIT_READERS_END_NS;
	for (i = 0; i < JOURNAL_READERS; i++)
		reader_stop(&listener->readers[i], &listener->reads, until_ns);
	listener_watch_clear(listener);
	listener_instance_leave(listener);
}

void
listener_end(struct listener *listener, uint32_t index, enum client_end end)
{
	struct slot *slot = &listener->slots[index];

	slot->end_asked = (uint8_t)end;
	slot->kill_ns = when_mono_ns() + LIMIT_KICK_NS;
	if (listener->kill_ns == 0)
		listener->kill_ns = slot->kill_ns;
	(void)kill(slot->pid, end == END_KICKED ? SIGUSR1 : SIGUSR2);
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
		if (slot->kill_ns == 0 || slot->state != SLOT_LIVE)
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
