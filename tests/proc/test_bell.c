/* Doorbells: rung from other processes, shared, scribbled. */
#include "tests/unit/unit.h"

#include <signal.h>
#include <sys/epoll.h>
#include <sys/wait.h>

#include "base/when.h"
#include "shm/bell.h"

static struct bells bells;

static void
make(void)
{
	CU_ASSERT_TRUE_FATAL(bells_open(&bells));
}

/* As child_watch does it; what it has at once is taken. */
static int
listen_to(uint32_t row)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLET };
	int set = epoll_create1(EPOLL_CLOEXEC);

	CU_ASSERT_EQUAL(epoll_ctl(set, EPOLL_CTL_ADD, bell_fd(&bells, row),
	    &event), 0);
	(void)epoll_wait(set, &event, 1, 0);
	return set;
}

static bool
rings(int set, int timeout_ms)
{
	struct epoll_event event;

	return epoll_wait(set, &event, 1, timeout_ms) == 1;
}

static void
another_process_rings(void)
{
	int mine, i;
	pid_t pid;

	make();
	mine = listen_to(7);
	for (i = 0; i < 2; i++) {
		CU_ASSERT_FALSE(rings(mine, 0));
		if ((pid = fork()) == 0) {
			bells_ring(&bells, bell_of(7) | bell_of(9));
			_exit(0);
		}
		CU_ASSERT_TRUE(rings(mine, 10000));
		CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
	}
	bells_ring(&bells, bell_of(8));
	CU_ASSERT_FALSE(rings(mine, 0));
	(void)close(mine);
	bells_close(&bells);
}

/* Two who share a bell are both woken, and neither by the other's looking. */
static void
a_shared_bell_wakes_all(void)
{
	int first, second;

	make();
	first = listen_to(3);
	second = listen_to(3 + BELL_COUNT);
	bells_ring(&bells, bell_of(3));
	CU_ASSERT_TRUE(rings(first, 0));
	CU_ASSERT_FALSE(rings(first, 0));
	CU_ASSERT_TRUE(rings(second, 0));
	(void)close(first);
	(void)close(second);
	bells_close(&bells);
}

static void
ringing_never_waits(void)
{
	int64_t begun_ns;
	int mine, i;

	make();
	mine = listen_to(1);
	begun_ns = when_mono_ns();
	for (i = 0; i < 20000; i++)
		bells_ring(&bells, ~(bell_set)0);
	CU_ASSERT(when_mono_ns() - begun_ns < 20 * NS_PER_S);
	CU_ASSERT_TRUE(rings(mine, 0));
	(void)close(mine);
	bells_close(&bells);
}

/* What a child may do with it: fill it up, or read it. */
static void
a_scribbled_bell_rings(void)
{
	uint64_t full = UINT64_MAX - 1, count;
	int mine;

	make();
	mine = listen_to(2);
	CU_ASSERT_EQUAL(write(bell_fd(&bells, 2), &full, sizeof(full)), 8);
	(void)rings(mine, 0);
	bells_ring(&bells, bell_of(2));
	CU_ASSERT_TRUE(rings(mine, 0));
	CU_ASSERT_EQUAL(read(bell_fd(&bells, 2), &count, sizeof(count)), 8);
	bells_ring(&bells, bell_of(2));
	CU_ASSERT_TRUE(rings(mine, 0));
	(void)close(mine);
	bells_close(&bells);
}

UNIT_MAIN("bell", TEST(another_process_rings), TEST(a_shared_bell_wakes_all),
    TEST(ringing_never_waits), TEST(a_scribbled_bell_rings))
