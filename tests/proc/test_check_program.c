/* The server under --run: its port, its start, how it ended, what it left. */
#include "tests/unit/unit.h"

#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "base/when.h"
#include "check/program.h"

static struct program program;

/* Until it has exited, and its output is there: 20 s. */
static bool
ends(void)
{
	int64_t until_ns = when_mono_ns() + 20 * NS_PER_S;

	while (when_mono_ns() < until_ns && !program_exited(&program))
		(void)usleep(5000);
	program_read(&program);
	return program_exited(&program);
}

static bool
printed(const char *text)
{
	return memmem(program.text, program.len, text, strlen(text)) != NULL;
}

static void
a_command_gets_its_port_and_its_output_is_kept(void)
{
	char how[PROGRAM_HOW_SIZE];

	CU_ASSERT_TRUE(program_start(&program, "echo {port} {port}; exit 3",
	    4711));
	CU_ASSERT_TRUE(ends());
	CU_ASSERT_TRUE(printed("4711 4711\n"));
	program_how(&program, how);
	CU_ASSERT_STRING_EQUAL(how, "exit status 3");
	CU_ASSERT_FALSE(program_crashed(&program));
	program_end(&program);
}

static void
a_signal_is_a_crash_and_so_is_a_traceback(void)
{
	char how[PROGRAM_HOW_SIZE];

	CU_ASSERT_TRUE(program_start(&program, "kill -SEGV $$", 1));
	CU_ASSERT_TRUE(ends());
	program_how(&program, how);
	CU_ASSERT_EQUAL(strncmp(how, "signal 11", 9), 0);
	CU_ASSERT_TRUE(program_crashed(&program));
	program_end(&program);
	CU_ASSERT_TRUE(program_start(&program,
	    "echo 'Traceback (most recent call last):' >&2; exit 1", 1));
	CU_ASSERT_TRUE(ends());
	CU_ASSERT_TRUE(program.traceback);
	CU_ASSERT_TRUE(program_crashed(&program));
	program_end(&program);
}

/* What we end has not crashed; and who hears no SIGTERM goes, too, with what
 * it had started. */
static void
it_is_ended_with_all_that_it_started(void)
{
	pid_t group;

	CU_ASSERT_TRUE(program_start(&program,
	    "trap '' TERM; (trap '' TERM; sleep 600) & echo up; wait; "
	    "sleep 600", 1));
	while (!printed("up"))
		program_read(&program);
	group = program.pid;
	/* What it leaves is ours then: process 1 of a container may reap
	 * nobody. */
	CU_ASSERT_EQUAL(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	program_end(&program);
	CU_ASSERT_FALSE(program_crashed(&program));
	while (kill(-group, 0) == 0)
		if (waitpid(-group, NULL, WNOHANG) == 0)
			(void)usleep(5000);
	CU_ASSERT_EQUAL(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
	CU_ASSERT_EQUAL(program.pid, 0);
}

static void
long_output_is_kept_at_its_end(void)
{
	CU_ASSERT_TRUE(program_start(&program,
	    "seq 1 20000; echo the last of it", 1));
	while (program.out != -1)
		program_read(&program);
	CU_ASSERT_TRUE(program.len <= PROGRAM_OUTPUT);
	CU_ASSERT_TRUE(printed("the last of it"));
	CU_ASSERT_FALSE(printed("\n1\n2\n"));
	CU_ASSERT_TRUE(ends());
	program_end(&program);
}

static void
a_listener_is_seen_and_only_there(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	int stream = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int datagrams = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	uint16_t port = program_port();

	CU_ASSERT_TRUE(port >= 1024);
	address.sin_port = htons(port);
	CU_ASSERT_FALSE(program_listens(port, false));
	CU_ASSERT_EQUAL(bind(stream, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	CU_ASSERT_FALSE(program_listens(port, false));
	CU_ASSERT_EQUAL(listen(stream, 1), 0);
	CU_ASSERT_TRUE(program_listens(port, false));
	CU_ASSERT_FALSE(program_listens(port, true));
	CU_ASSERT_EQUAL(bind(datagrams, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	CU_ASSERT_TRUE(program_listens(port, true));
	(void)close(stream);
	(void)close(datagrams);
}

static void
children_that_nobody_waits_for_are_found(void)
{
	pid_t first = 0;
	int64_t until_ns = when_mono_ns() + 20 * NS_PER_S;

	/* The shell is gone, and with it who would wait. */
	CU_ASSERT_TRUE(program_start(&program,
	    "true & exec sleep 600", 1));
	while (program_zombies(&program, &first) == 0 &&
	    when_mono_ns() < until_ns)
		(void)usleep(5000);
	CU_ASSERT_EQUAL(program_zombies(&program, &first), 1);
	CU_ASSERT_TRUE(first > 0 && first != program.pid);
	program_end(&program);
}

UNIT_MAIN("check_program",
    TEST(a_command_gets_its_port_and_its_output_is_kept),
    TEST(a_signal_is_a_crash_and_so_is_a_traceback),
    TEST(it_is_ended_with_all_that_it_started),
    TEST(long_output_is_kept_at_its_end),
    TEST(a_listener_is_seen_and_only_there),
    TEST(children_that_nobody_waits_for_are_found))
