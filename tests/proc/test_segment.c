/* The name in shared memory and its lock: one holder, told to all, and gone
 * with its process. */
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shm/place.h"
#include "shm/segment.h"
#include "shm/table.h"

static struct instance instance;

static void
begin(void)
{
	char name[48];

	(void)snprintf(name, sizeof(name), "test-%d-segment", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
}

static bool
is_there(void)
{
	int fd = shm_open(instance.shm_name, O_RDONLY, 0);

	if (fd != -1)
		(void)close(fd);
	return fd != -1;
}

/* Another process that has the segment until it is killed. */
static pid_t
holder_start(void)
{
	struct segment segment;
	int ready[2];
	char byte;
	pid_t pid;

	CU_ASSERT_EQUAL_FATAL(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		if (segment_make(&segment, &instance) != 0)
			_exit(1);
		(void)!write(ready[1], "r", 1);
		pause();
		_exit(0);
	}
	(void)close(ready[1]);
	CU_ASSERT_EQUAL(read(ready[0], &byte, 1), 1);
	(void)close(ready[0]);
	return pid;
}

static void
holder_kill(pid_t pid)
{
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
}

static void
one_has_it_until_it_dies(void)
{
	struct segment segment;
	pid_t pid;

	begin();
	CU_ASSERT_EQUAL(segment_holder(&instance), 0);
	pid = holder_start();
	CU_ASSERT_EQUAL(segment_holder(&instance), pid);
	CU_ASSERT_EQUAL(segment_make(&segment, &instance), pid);
	CU_ASSERT_EQUAL(segment.lock_fd, -1);
	CU_ASSERT_TRUE(is_there());
	holder_kill(pid);
	CU_ASSERT_EQUAL(segment_holder(&instance), 0);
	/* What it left is nobody's. */
	CU_ASSERT_EQUAL(segment_make(&segment, &instance), 0);
	CU_ASSERT_TRUE(segment_named(&segment, &instance));
	segment_remove(&segment, &instance);
	CU_ASSERT_FALSE(is_there());
}

static void
a_lost_name_is_noticed_and_not_taken_back(void)
{
	struct segment segment;
	pid_t pid;

	begin();
	CU_ASSERT_EQUAL_FATAL(segment_make(&segment, &instance), 0);
	CU_ASSERT_EQUAL(shm_unlink(instance.shm_name), 0);
	CU_ASSERT_FALSE(segment_named(&segment, &instance));
	pid = holder_start();
	CU_ASSERT_FALSE(segment_named(&segment, &instance));
	segment_remove(&segment, &instance);
	/* It is another one's by now, and stays. */
	CU_ASSERT_EQUAL(segment_holder(&instance), pid);
	holder_kill(pid);
	(void)shm_unlink(instance.shm_name);
}

static void
the_descriptor_for_watchers_cannot_write(void)
{
	struct segment segment;

	begin();
	CU_ASSERT_EQUAL_FATAL(segment_make(&segment, &instance), 0);
	CU_ASSERT_EQUAL(ftruncate(segment.lock_fd, 4096), 0);
	CU_ASSERT_PTR_EQUAL(mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_SHARED, segment.read_fd, 0), MAP_FAILED);
	CU_ASSERT_EQUAL(write(segment.read_fd, "x", 1), -1);
	CU_ASSERT_NOT_EQUAL(fcntl(segment.read_fd, F_GETFD) & FD_CLOEXEC, 0);
	CU_ASSERT_NOT_EQUAL(fcntl(segment.lock_fd, F_GETFD) & FD_CLOEXEC, 0);
	segment_remove(&segment, &instance);
}

/* A child has copies of the descriptors, which it closes. */
static void
the_lock_outlives_a_childs_copies(void)
{
	struct segment segment;
	int status;
	pid_t pid;

	begin();
	CU_ASSERT_EQUAL_FATAL(segment_make(&segment, &instance), 0);
	pid = fork();
	if (pid == 0) {
		(void)close(segment.lock_fd);
		(void)close(segment.read_fd);
		_exit(segment_holder(&instance) != getppid());
	}
	(void)waitpid(pid, &status, 0);
	CU_ASSERT_EQUAL(status, 0);
	segment_remove(&segment, &instance);
}

/* Takes it as often as it can be had; 1 when it was not alone with it.
 * shared[0] counts those who have it now, shared[1] how often it was had. */
static int
race(_Atomic int *shared, int rounds)
{
	struct segment segment;
	int i;

	for (i = 0; i < rounds; i++) {
		if (segment_make(&segment, &instance) != 0)
			continue;
		if (atomic_fetch_add(&shared[0], 1) != 0)
			return 1;
		atomic_fetch_add(&shared[1], 1);
		atomic_fetch_sub(&shared[0], 1);
		/* Ended, or killed: both are left. */
		if (i % 3 == 0) {
			segment_remove(&segment, &instance);
			continue;
		}
		(void)close(segment.read_fd);
		(void)close(segment.lock_fd);
	}
	return 0;
}

/* Many at once, again and again: never do two have it. */
static void
of_many_one_gets_it(void)
{
	enum { RACERS = 8, ROUNDS = 200 };
	_Atomic int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int i, status, wrong = 0;
	pid_t pids[RACERS];

	begin();
	CU_ASSERT_FATAL(shared != MAP_FAILED);
	for (i = 0; i < RACERS; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			_exit(race(shared, ROUNDS));
	}
	for (i = 0; i < RACERS; i++) {
		(void)waitpid(pids[i], &status, 0);
		wrong += status != 0;
	}
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT(atomic_load(&shared[1]) >= ROUNDS);
	(void)shm_unlink(instance.shm_name);
	(void)munmap((void *)shared, 4096);
}

/* The table under a name that was taken away, and what stands there. */
static void
a_signpost_tells_where_to_ask(void)
{
	struct table_plan plan = { .max_clients = 4 };
	struct table table, post, view;
	struct instance seen;
	char tmp[INSTANCE_PATH_SIZE];

	begin();
	(void)memcpy(tmp, instance.places[PLACE_TMP], sizeof(tmp));
	CU_ASSERT_TRUE(instance_move(&instance, tmp));
	CU_ASSERT_EQUAL_FATAL(table_create(&table, &instance, &plan),
	    TABLE_OK);
	table_publish(&table);
	CU_ASSERT_EQUAL(shm_unlink(instance.shm_name), 0);
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&seen, instance.name));
	CU_ASSERT_EQUAL(table_attach(&view, &seen), TABLE_NONE);
	CU_ASSERT_EQUAL(seen.server_pid, 0);
	CU_ASSERT_EQUAL_FATAL(table_signpost(&post, &table, &instance),
	    TABLE_OK);
	CU_ASSERT_EQUAL(table_attach(&view, &seen), TABLE_ELSEWHERE);
	CU_ASSERT_PTR_NULL(view.header);
	CU_ASSERT_EQUAL(seen.server_pid, getpid());
	CU_ASSERT_STRING_EQUAL(seen.dir, tmp);
	/* The whole table comes by its descriptor. */
	CU_ASSERT_EQUAL(table_attach_fd(&view, &seen,
	    table.segment.read_fd), TABLE_OK);
	CU_ASSERT_EQUAL(view.facts.max_clients, 4);
	table_detach(&view);
	table_remove(&post, &instance);
	CU_ASSERT_FALSE(is_there());
	table_detach(&post);
	table_remove(&table, &instance);
	table_detach(&table);
}

static void
what_is_no_table_is_not_attached(void)
{
	struct table view;
	int fds[2], fd;

	begin();
	CU_ASSERT_EQUAL_FATAL(pipe(fds), 0);
	CU_ASSERT_EQUAL(table_attach_fd(&view, &instance, fds[0]),
	    TABLE_FAILED);
	(void)close(fds[0]);
	(void)close(fds[1]);
	fd = open("/dev/null", O_RDONLY);
	CU_ASSERT_EQUAL(table_attach_fd(&view, &instance, fd), TABLE_FAILED);
	(void)close(fd);
	fd = memfd_create("x", MFD_CLOEXEC);
	CU_ASSERT_EQUAL(table_attach_fd(&view, &instance, fd), TABLE_NONE);
	CU_ASSERT_EQUAL(ftruncate(fd, 1 << 20), 0);
	CU_ASSERT_EQUAL(table_attach_fd(&view, &instance, fd), TABLE_NONE);
	CU_ASSERT_EQUAL(pwrite(fd, "garbage!", 8, 0), 8);
	CU_ASSERT_EQUAL(table_attach_fd(&view, &instance, fd), TABLE_LAYOUT);
	(void)close(fd);
}

static void
processes_that_end_are_known(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		pause();
		_exit(0);
	}
	CU_ASSERT_FALSE(table_process_ending(pid));
	CU_ASSERT_NOT_EQUAL(table_process_start(pid), 0);
	(void)kill(pid, SIGSTOP);
	CU_ASSERT_FALSE(table_process_ending(pid));
	(void)kill(pid, SIGKILL);
	/* From the signal on, however late the process comes to it. */
	CU_ASSERT_TRUE(table_process_ending(pid));
	(void)waitpid(pid, NULL, 0);
	CU_ASSERT_TRUE(table_process_ending(pid));
	CU_ASSERT_EQUAL(table_process_start(pid), 0);
}

UNIT_MAIN("segment", TEST(one_has_it_until_it_dies),
    TEST(a_lost_name_is_noticed_and_not_taken_back),
    TEST(the_descriptor_for_watchers_cannot_write),
    TEST(the_lock_outlives_a_childs_copies), TEST(of_many_one_gets_it),
    TEST(a_signpost_tells_where_to_ask),
    TEST(what_is_no_table_is_not_attached),
    TEST(processes_that_end_are_known))
