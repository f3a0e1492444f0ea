/* Doorbells: rung from other processes, full, missing, left behind. */
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/when.h"
#include "shm/bell.h"

static char path[64];
static struct place place;

static void
make(void)
{
	(void)snprintf(path, sizeof(path), "/tmp/barewire-test-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(path));
	place.fd = open(path, O_DIRECTORY | O_RDONLY | O_CLOEXEC);
	CU_ASSERT_FATAL(place.fd >= 0);
}

static void
end(void)
{
	(void)close(place.fd);
	/* Fails when a bell was left. */
	CU_ASSERT_EQUAL(rmdir(path), 0);
}

static bool
rings(const struct bell *bell, int timeout_ms)
{
	struct pollfd fd = { .fd = bell->fd, .events = POLLIN };

	return poll(&fd, 1, timeout_ms) == 1;
}

static void
another_process_rings(void)
{
	struct bell mine, other;
	pid_t pid;

	make();
	CU_ASSERT_TRUE(bell_open(&mine, &place, 7));
	CU_ASSERT_FALSE(rings(&mine, 0));
	if ((pid = fork()) == 0) {
		if (!bell_open(&other, &place, 8))
			_exit(1);
		bell_ring(&other, 7);
		bell_close(&other);
		_exit(0);
	}
	CU_ASSERT_TRUE(rings(&mine, 10000));
	bell_quiet(&mine);
	CU_ASSERT_FALSE(rings(&mine, 0));
	CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
	bell_close(&mine);
	bell_close(&mine);
	end();
}

static void
ringing_never_waits(void)
{
	struct bell deaf, ringer;
	int64_t begun_ns;
	int i;

	make();
	CU_ASSERT_TRUE(bell_open(&deaf, &place, 1));
	CU_ASSERT_TRUE(bell_open(&ringer, &place, 2));
	begun_ns = when_mono_ns();
	for (i = 0; i < 20000; i++)
		bell_ring(&ringer, 1);
	/* Nobody there; and one whose owner is gone. */
	bell_ring(&ringer, 99);
	(void)close(deaf.fd);
	bell_ring(&ringer, 1);
	CU_ASSERT(when_mono_ns() - begun_ns < 20 * NS_PER_S);
	CU_ASSERT_TRUE(bell_open(&deaf, &place, 1));
	bell_ring(&ringer, 1);
	CU_ASSERT_TRUE(rings(&deaf, 10000));
	bell_close(&deaf);
	bell_close(&ringer);
	end();
}

static void
stale_bell_is_replaced(void)
{
	struct bell bell, ringer;
	pid_t pid;

	make();
	if ((pid = fork()) == 0) {
		(void)bell_open(&bell, &place, 3);
		(void)kill(getpid(), SIGKILL);
	}
	CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
	CU_ASSERT_EQUAL(faccessat(place.fd, "bell.3", F_OK, 0), 0);
	CU_ASSERT_TRUE(bell_open(&bell, &place, 3));
	CU_ASSERT_TRUE(bell_open(&ringer, &place, 4));
	bell_ring(&ringer, 3);
	CU_ASSERT_TRUE(rings(&bell, 10000));
	bell_close(&bell);
	bell_close(&ringer);
	end();
}

static void
no_directory_is_an_error(void)
{
	struct bell bell;

	make();
	end();
	CU_ASSERT_FALSE(bell_open(&bell, &place, 3));
	CU_ASSERT_EQUAL(bell.fd, -1);
	/* And a bell that is none harms nobody. */
	bell_ring(&bell, 1);
	bell_close(&bell);
}

UNIT_MAIN("bell", TEST(another_process_rings), TEST(ringing_never_waits),
    TEST(stale_bell_is_replaced), TEST(no_directory_is_an_error))
