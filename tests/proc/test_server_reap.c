/*
 * The parent and dead children: what it says of them, whatever their rows
 * say, and that one who was kicked goes, stopped or not.
 */
#include "tests/unit/server_fixture.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "server/listener.h"

/* A child that stops itself, or waits for a signal, or exits with a code. */
enum { DO_STOP = -1, DO_WAIT = -2 };

static pid_t
spawn(int what)
{
	sigset_t crash, before;
	pid_t pid;
	int status;

	(void)sigemptyset(&crash);
	(void)sigaddset(&crash, SIGSEGV);
	(void)sigprocmask(SIG_BLOCK, &crash, &before);
	pid = fork();
	if (pid == 0) {
		/* A sanitizer's handler, inherited, would exit instead. */
		(void)signal(SIGSEGV, SIG_DFL);
		(void)sigprocmask(SIG_SETMASK, &before, NULL);
		if (what >= 0)
			_exit(what);
		if (what == DO_STOP)
			(void)raise(SIGSTOP);
		for (;;)
			(void)pause();
	}
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	if (what == DO_STOP)
		CU_ASSERT_EQUAL(waitpid(pid, &status, WUNTRACED), pid);
	return pid;
}

static uint32_t
client(uint64_t number, int what)
{
	struct row_data row = { .client = number, .lab = LAB_CHAT,
	    .state = STATE_CHATTING, .flags = ROW_TOLD, .name = "alice" };
	pid_t pid = spawn(what);
	uint32_t index = parent_slot(number, pid, LAB_CHAT);

	row.pid = pid;
	CU_ASSERT_EQUAL(name_claim(&parent.table, index, &row,
	    when_mono_ns() + NS_PER_S), TABLE_OK);
	return index;
}

static int64_t
find(const char *name)
{
	int64_t found;

	CU_ASSERT_NOT_EQUAL_FATAL(lock_take(&parent.table, 0),
	    LOCK_UNAVAILABLE);
	found = name_find_locked(&parent.table, LAB_CHAT, name);
	lock_drop(&parent.table);
	return found;
}

/* Waits until it is dead, without reaping it, and has the parent do that. */
static struct row_data
reaped(uint32_t index)
{
	struct row_data row;
	siginfo_t info;

	CU_ASSERT_EQUAL_FATAL(waitid(P_PID, (id_t)parent.slots[index].pid,
	    &info, WEXITED | WNOWAIT), 0);
	listener_reap_signalled(&parent, parent.slots[index].pid);
	CU_ASSERT_TRUE(row_read(&parent.table, index, &row));
	CU_ASSERT_EQUAL(parent.slots[index].pid, 0);
	CU_ASSERT_EQUAL(row.state, STATE_ENDED);
	CU_ASSERT_TRUE(row.ended_mono_ns != 0);
	return row;
}

static void
exit_codes_are_reasons(void)
{
	static const struct {
		int code;
		enum client_end end;
		const char *said;
	} cases[] = {
		{ END_CLIENT, END_CLIENT, "closed by client" },
		{ END_KICKED, END_KICKED, "kicked" },
		{ END_INTERNAL, END_INTERNAL, "internal error" },
		{ END_NONE, END_LOST, "" }, { END_CRASHED, END_LOST, "" },
		{ 200, END_LOST, "" }, { 255, END_LOST, "" },
	};
	struct row_data row;
	char line[96];
	size_t i;

	parent_make(8, 8);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		row = reaped(client(i + 1, cases[i].code));
		CU_ASSERT_EQUAL(row.end, cases[i].end);
		(void)snprintf(line, sizeof(line), "alice disconnected: %s\n",
		    end_text(cases[i].end));
		CU_ASSERT_TRUE(parent_said_line(parent_said(), line));
		CU_ASSERT_PTR_NOT_NULL(strstr(line, cases[i].said));
		CU_ASSERT_EQUAL(parent.active, 0);
	}
	CU_ASSERT_EQUAL(parent.crashed, 0);
	parent_end();
}

static void
a_signal_is_a_crash(void)
{
	uint32_t index;
	struct row_data row;

	parent_make(4, 0);
	index = client(1, DO_WAIT);
	(void)kill(parent.slots[index].pid, SIGSEGV);
	row = reaped(index);
	CU_ASSERT_EQUAL(row.end, END_CRASHED);
	CU_ASSERT_EQUAL(row.end_signal, SIGSEGV);
	CU_ASSERT_STRING_EQUAL(parent_said(),
	    "alice disconnected: crashed: signal 11\n");
	CU_ASSERT_EQUAL(parent.crashed, 1);
	CU_ASSERT_EQUAL(atomic_load(&parent.table.header->crashed), 1);
	CU_ASSERT_EQUAL(atomic_load(&parent.table.header->active), 0);
	/* Its name is free again. */
	CU_ASSERT_EQUAL(find("alice"), -1);
	parent_end();
}

/* Whatever a row says of who and where it is, the parent knows better. */
static void
a_scribbled_row_is_not_believed(void)
{
	struct row_data row, bad;
	char line[96];
	uint32_t index;
	pid_t pid;
	int kind;

	for (kind = 0; kind < 3; kind++) {
		parent_make(4, 0);
		index = client(9, 4);
		pid = parent.slots[index].pid;
		memset(&bad, 0xff, sizeof(bad));
		if (kind > 0)
			bad.client = 9;
		if (kind > 1)
			(void)snprintf(bad.name, sizeof(bad.name),
			    "a\x1b[2J@b");
		row_publish(&parent.table, index, &bad);
		/* It died in mid-write as well. */
		atomic_fetch_add(&parent.table.rows[index].seq, 1);
		row = reaped(index);
		CU_ASSERT_EQUAL(row.client, 9);
		CU_ASSERT_EQUAL(row.pid, pid);
		CU_ASSERT_EQUAL(row.lab, LAB_CHAT);
		CU_ASSERT_EQUAL(row.end, 4);
		CU_ASSERT_EQUAL(row.pause_until_ns, 0);
		CU_ASSERT_STRING_EQUAL(row.peer, "127.0.0.1:4711");
		CU_ASSERT_EQUAL(row.connected_mono_ns,
		    parent.slots[index].accepted_mono_ns);
		(void)snprintf(line, sizeof(line), "guest-%d", (int)pid);
		CU_ASSERT_STRING_EQUAL(row.name, line);
		(void)snprintf(line, sizeof(line),
		    "guest-%d disconnected: %s\n", (int)pid, end_text(4));
		CU_ASSERT_TRUE(parent_said_line(parent_said(), line));
		/* The index, too. */
		CU_ASSERT_EQUAL(find("alice"), -1);
		CU_ASSERT_EQUAL(atomic_load(&parent.table.rows[index].linked),
		    0);
		parent_end();
	}
}

static void
who_died_untold_is_told_of(void)
{
	struct row_data none = { 0 };
	char line[128];
	uint32_t index;
	pid_t pid;

	parent_make(4, 0);
	index = client(3, DO_WAIT);
	pid = parent.slots[index].pid;
	row_publish(&parent.table, index, &none);
	(void)kill(pid, SIGKILL);
	(void)reaped(index);
	(void)snprintf(line, sizeof(line), "guest-%d connected from "
	    "127.0.0.1:4711 (chat, process %d)\nguest-%d disconnected: "
	    "crashed: signal 9\n", (int)pid, (int)pid, (int)pid);
	CU_ASSERT_STRING_EQUAL(parent_said(), line);
	parent_end();
}

/* Until it is in the journal, the row does not say so: whoever is killed there
 * is told of.  Looked at after each instruction. */
static void
the_record_comes_before_its_mark(void)
{
	struct served served;
	struct row_data row;
	unsigned before = 0, after = 0;
	int status;
	pid_t pid;

	parent_make(4, 0);
	pid = fork();
	if (pid == 0) {
		(void)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		served_make_in(&served, LAB_WAIT, 5, 0);
		(void)raise(SIGSTOP);
		child_note_connected(&served.child);
		_exit(0);
	}
	/* Once more, led through it: the mark is taken away first. */
	(void)waitpid(pid, &status, 0);
	(void)row_read(&parent.table, 0, &row);
	row.flags &= (uint8_t)~ROW_TOLD;
	row_publish(&parent.table, 0, &row);
	while (WIFSTOPPED(status) && ptrace(PTRACE_SINGLESTEP, pid, NULL,
	    NULL) == 0 && waitpid(pid, &status, 0) == pid) {
		(void)row_read(&parent.table, 0, &row);
		if (row.flags & ROW_TOLD) {
			after++;
			CU_ASSERT_EQUAL(journal_next(&parent.table.journal), 2);
		} else {
			before++;
		}
	}
	CU_ASSERT_TRUE(before > 0);
	CU_ASSERT_TRUE(after > 0);
	parent_end();
}

/* One signal may stand for many deaths, and a pid may be anybody's. */
static void
all_the_dead_are_found(void)
{
	uint32_t i, index[4];
	siginfo_t info;

	parent_make(4, 4);
	for (i = 0; i < 4; i++) {
		index[i] = parent_slot(i + 1, spawn(1), LAB_WAIT);
		(void)waitid(P_PID, (id_t)parent.slots[index[i]].pid, &info,
		    WEXITED | WNOWAIT);
	}
	listener_reap_signalled(&parent, getppid());
	CU_ASSERT_EQUAL(parent.active, 4);
	listener_reap(&parent, when_mono_ns());
	CU_ASSERT_EQUAL(parent.active, 0);
	for (i = 0; i < 4; i++)
		CU_ASSERT_EQUAL(parent.slots[index[i]].state, SLOT_ENDED);
	parent_end();
}

/* The kernel walks all children: asked less often when there are many. */
static void
many_children_are_looked_at_now_and_then(void)
{
	uint32_t index;
	siginfo_t info;
	int64_t now_ns;

	parent_make(4, 0);
	index = client(1, 1);
	(void)waitid(P_PID, (id_t)parent.slots[index].pid, &info,
	    WEXITED | WNOWAIT);
	parent.active = LIMIT_SWEEP_CHILDREN + 1;
	parent.unswept = true;
	now_ns = parent.swept_ns = when_mono_ns();
	listener_reap(&parent, now_ns + LIMIT_SWEEP_NS - 1);
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_LIVE);
	listener_reap(&parent, now_ns + LIMIT_SWEEP_NS);
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_ENDED);
	CU_ASSERT_FALSE(parent.unswept);
	parent_end();
}

/* Not even a signal names them, and it is too early to look at all. */
static void
those_who_said_that_they_go_are_reaped_by_name(void)
{
	uint32_t gone, stays, i;
	siginfo_t info;
	int64_t now_ns;

	parent_make(4, 0);
	gone = client(1, 1);
	stays = parent_slot(2, spawn(DO_WAIT), LAB_CHAT);
	(void)waitid(P_PID, (id_t)parent.slots[gone].pid, &info,
	    WEXITED | WNOWAIT);
	parent.active = LIMIT_SWEEP_CHILDREN + 2;
	now_ns = parent.swept_ns = when_mono_ns();
	parent.unswept = true;
	listener_reap(&parent, now_ns);
	CU_ASSERT_EQUAL(parent.slots[gone].state, SLOT_LIVE);
	/* Whatever a child writes there. */
	table_leave(&parent.table, stays);
	table_leave(&parent.table, stays);
	table_leave(&parent.table, UINT32_MAX - 1);
	table_leave(&parent.table, parent.rows);
	table_leave(&parent.table, gone);
	listener_reap(&parent, now_ns);
	CU_ASSERT_EQUAL(parent.slots[gone].state, SLOT_ENDED);
	CU_ASSERT_EQUAL(parent.slots[stays].state, SLOT_LIVE);
	CU_ASSERT_EQUAL(parent.leaver_count, 1);
	for (i = 0; i < UINT8_MAX; i++)
		listener_reap(&parent, now_ns);
	CU_ASSERT_EQUAL(parent.leaver_count, 0);
	(void)kill(parent.slots[stays].pid, SIGKILL);
	CU_ASSERT_EQUAL(reaped(stays).end_signal, SIGKILL);
	parent_end();
}

static bool
is_dead(pid_t pid)
{
	siginfo_t info = { 0 };

	return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG |
	    WNOWAIT) == 0 && info.si_pid == pid;
}

static void
a_stopped_child_that_was_kicked_is_killed(void)
{
	struct row_data row;
	uint32_t index, other;
	int64_t kicked_ns;
	pid_t pid;

	parent_make(4, 0);
	index = client(5, DO_STOP);
	other = parent_slot(6, spawn(DO_WAIT), LAB_WAIT);
	pid = parent.slots[index].pid;
	CU_ASSERT_FALSE(listener_kick(&parent, 4));
	kicked_ns = when_mono_ns();
	CU_ASSERT_TRUE(listener_kick(&parent, 5));
	CU_ASSERT_TRUE(parent.kill_ns >= kicked_ns + LIMIT_KICK_NS);
	CU_ASSERT_TRUE(parent.kill_ns <= when_mono_ns() + LIMIT_KICK_NS);
	listener_kill_tick(&parent, parent.kill_ns - 1);
	CU_ASSERT_FALSE(is_dead(pid));
	listener_kill_tick(&parent, parent.kill_ns);
	row = reaped(index);
	CU_ASSERT_EQUAL(row.end, END_KICKED);
	CU_ASSERT_EQUAL(row.end_signal, SIGKILL);
	CU_ASSERT_STRING_EQUAL(parent_said(), "alice disconnected: kicked\n");
	CU_ASSERT_EQUAL(parent.crashed, 0);
	CU_ASSERT_EQUAL(parent.kill_ns, 0);
	/* Nobody else was meant, and who has gone cannot be kicked. */
	CU_ASSERT_FALSE(is_dead(parent.slots[other].pid));
	CU_ASSERT_FALSE(listener_kick(&parent, 5));
	(void)kill(parent.slots[other].pid, SIGKILL);
	(void)reaped(other);
	parent_end();
}

/* Two at different times: each is killed at its own. */
static void
each_kick_has_its_own_time(void)
{
	uint32_t first, second;
	int64_t later_ns;

	parent_make(4, 0);
	first = parent_slot(1, spawn(DO_STOP), LAB_WAIT);
	second = parent_slot(2, spawn(DO_STOP), LAB_WAIT);
	CU_ASSERT_TRUE(listener_kick(&parent, 1));
	CU_ASSERT_TRUE(listener_kick(&parent, 2));
	later_ns = parent.slots[second].kill_ns += NS_PER_S;
	listener_kill_tick(&parent, parent.slots[first].kill_ns);
	(void)reaped(first);
	CU_ASSERT_FALSE(is_dead(parent.slots[second].pid));
	CU_ASSERT_EQUAL(parent.kill_ns, later_ns);
	listener_kill_tick(&parent, later_ns);
	CU_ASSERT_EQUAL(reaped(second).end, END_KICKED);
	parent_end();
}

/* A UDP port's process is no client, and is started again. */
static void
datagrams_have_no_client(void)
{
	struct row_data peer = { .client = 77, .state = STATE_IDLE };
	struct row_data row;
	uint32_t index;

	parent_make(4, LIMIT_UDP_ROWS);
	index = listener_block_take(&parent, LIMIT_UDP_ROWS);
	parent.socket_count = 1;
	parent.sockets[0].datagrams = true;
	parent.sockets[0].slot = index;
	parent.sockets[0].lab = parent.slots[index].lab = LAB_CLOCK;
	parent.slots[index].client = 8;
	parent.slots[index].datagrams = true;
	listener_slot_live(&parent, index, spawn(9));
	row_publish(&parent.table, index + 3, &peer);
	CU_ASSERT_FALSE(listener_kick(&parent, 8));
	while (!is_dead(parent.slots[index].pid))
		(void)usleep(1000);
	listener_reap_signalled(&parent, parent.slots[index].pid);
	CU_ASSERT_TRUE(row_read(&parent.table, index + 3, &row));
	CU_ASSERT_EQUAL(row.client, 0);
	CU_ASSERT_EQUAL(parent.slots[index].pid, 0);
	CU_ASSERT_TRUE(parent.sockets[0].again_ns > when_mono_ns());
	CU_ASSERT_STRING_EQUAL(parent_said(), "the process of clock (UDP) "
	    "ended, exit code 9; starting it again\n");
	parent_end();
}

static void
a_shutdown_wakes_the_stopped(void)
{
	uint32_t index;

	parent_make(4, 0);
	index = client(1, DO_STOP);
	CU_ASSERT_FALSE(listener_stopped(&parent));
	listener_stop_begin(&parent, false);
	CU_ASSERT_EQUAL(parent.slots[index].end_asked, END_SHUTDOWN);
	CU_ASSERT_EQUAL(atomic_load(&parent.table.header->phase),
	    TABLE_PHASE_STOPPING);
	/* SIGTERM, and SIGCONT for it to act on that. */
	CU_ASSERT_EQUAL(reaped(index).end_signal, SIGTERM);
	CU_ASSERT_TRUE(listener_stopped(&parent));
	parent_end();
}

UNIT_MAIN("server reaping", TEST(exit_codes_are_reasons),
    TEST(a_signal_is_a_crash), TEST(a_scribbled_row_is_not_believed),
    TEST(who_died_untold_is_told_of),
    TEST(the_record_comes_before_its_mark), TEST(all_the_dead_are_found),
    TEST(many_children_are_looked_at_now_and_then),
    TEST(those_who_said_that_they_go_are_reaped_by_name),
    TEST(a_stopped_child_that_was_kicked_is_killed),
    TEST(each_kick_has_its_own_time), TEST(datagrams_have_no_client),
    TEST(a_shutdown_wakes_the_stopped))
