/* Processes that read the journal: made, made again, ended. */
#include "server/reader.h"

#include <errno.h>
#include <signal.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/process.h"
#include "base/when.h"
#include "server/inherit.h"
#include "server/limits.h"

/* Behind whoever serves; before nobody, or on a machine that others keep busy
 * lines would come seconds late.  A capture was asked for, and what it misses
 * is missing for good: that one is everybody's equal. */
#define READER_NICE	10
#define NAP_NS		(2 * NS_PER_MS)
#define NAPS		3
#define SLEEP_NS	NS_PER_S
/* Children of a server that was killed have said their last by then. */
#define ORPHAN_NS	(1500 * NS_PER_MS)

/* Only to end a sleep. */
static void
reader_handle(int number)
{
	(void)number;
}

static _Atomic uint32_t *reader_forbidden;

static void
reader_tell(int call)
{
	atomic_store(reader_forbidden, (uint32_t)call);
}

/* Descriptors and calls that it needs, and no others. */
static void
reader_confine(const struct reader *reader,
    const struct reader_inherit *inherit)
{
	bool opens = (reader->has & READER_OPENS) != 0;
	int place_fd = inherit->place->fd, fds[4];
	size_t count = 0;

	if ((reader->has & READER_PRINTS) != 0)
		process_unquiet();
	if (opens)
		fds[count++] = place_fd;
	if ((reader->has & READER_CAPTURES) != 0)
		fds[count++] = inherit->capture_fd;
	if ((reader->has & READER_JUDGES) != 0) {
		fds[count++] = inherit->judge_fd;
		fds[count++] = inherit->judge_memory_fd;
	}
	inherit_keep_fds(fds, count);
	reader_forbidden =
	    &inherit->table->journal.ring->places[reader->id].forbidden;
	sandbox_tell(reader_tell);
	if (inherit->settings->sandbox)
		(void)sandbox_enter(reader->list, opens ? place_fd : -1);
}

void
reader_say(const struct reader *reader, const struct reader_inherit *inherit)
{
	atomic_store(&inherit->table->journal.ring->places[reader->id].starts,
	    reader->starts);
}

int
reader_start(struct reader *reader, const struct reader_inherit *inherit)
{
	pid_t pid = fork();

	if (pid == -1)
		return -1;
	reader->pid = pid;
	reader->started_ns = when_mono_ns();
	if (pid > 0) {
		reader->starts++;
		reader_say(reader, inherit);
		return 0;
	}
	(void)setrlimit(RLIMIT_FSIZE, &inherit->files);
	(void)prctl(PR_SET_NAME, reader->title);
	(void)sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){ 0 });
	if ((reader->has & READER_CAPTURES) == 0)
		(void)setpriority(PRIO_PROCESS, 0, READER_NICE);
	inherit_signals_ignored();
	(void)sigaction(SIGUSR1, &(struct sigaction){ .sa_handler =
	    reader_handle }, NULL);
	(void)prctl(PR_SET_PDEATHSIG, SIGUSR1);
	reader_confine(reader, inherit);
	reader->run(inherit);
	_exit(0);
}

static void
reader_delay(struct reader *reader, int64_t now_ns)
{
	reader->pause_ns *= 2;
	if (reader->pause_ns < LIMIT_READER_PAUSE_NS)
		reader->pause_ns = LIMIT_READER_PAUSE_NS;
	if (reader->pause_ns > LIMIT_READER_PAUSE_MAX_NS)
		reader->pause_ns = LIMIT_READER_PAUSE_MAX_NS;
	reader->again_ns = now_ns + reader->pause_ns;
}

void
reader_ended(struct reader *reader, bool again, int64_t now_ns)
{
	reader->pid = 0;
	if (again) {
		reader->again_ns = now_ns + LIMIT_READER_PAUSE_NS;
		return;
	}
	if (now_ns - reader->started_ns >= LIMIT_READER_PAUSE_MAX_NS)
		reader->pause_ns = 0;
	reader_delay(reader, now_ns);
}

void
reader_tick(struct reader *reader, const struct reader_inherit *inherit,
    int64_t now_ns)
{
	if (reader->wanted && reader->pid == 0 &&
	    now_ns >= reader->again_ns && reader_start(reader, inherit) != 0)
		reader_delay(reader, now_ns);
}

bool
reader_stop(struct reader *reader, const struct reader_inherit *inherit,
    int64_t deadline_ns)
{
	struct timespec nap = { 0, 2 * NS_PER_MS };
	int status = 0;

	/* The last records find somebody to read them. */
	reader_tick(reader, inherit, reader->again_ns);
	if (reader->pid == 0) {
		reader->wanted = false;
		return false;
	}
	/* It is the only one that has anything left to do. */
	(void)setpriority(PRIO_PROCESS, (id_t)reader->pid, 0);
	journal_wake(&inherit->table->journal, reader->id);
	while (waitpid(reader->pid, &status, WNOHANG) == 0) {
		if (when_mono_ns() >= deadline_ns) {
			(void)kill(reader->pid, SIGKILL);
			(void)waitpid(reader->pid, &status, 0);
			break;
		}
		(void)nanosleep(&nap, NULL);
	}
	reader->pid = 0;
	reader->wanted = WIFEXITED(status) &&
	    WEXITSTATUS(status) == READER_AGAIN;
	return reader->wanted;
}

/* Does a process of a row still run? */
static bool
reader_served(const struct table *table)
{
	uint32_t rows = atomic_load(&table->header->high_water), i;
	struct row_data row;

	for (i = 0; i < rows && i < table->facts.rows; i++) {
		(void)row_read(table, i, &row);
		if (row.client != 0 && row.state != STATE_ENDED &&
		    row.pid > 0 && kill(row.pid, 0) == 0)
			return true;
	}
	return false;
}

bool
reader_over(const struct reader_inherit *inherit, enum table_over over)
{
	static int64_t orphaned_ns;

	if (atomic_load(&inherit->table->header->over) >= (uint32_t)over)
		return true;
	if (getppid() == inherit->parent_pid)
		return false;
	if (orphaned_ns == 0)
		orphaned_ns = when_mono_ns();
	return !reader_served(inherit->table) ||
	    when_mono_ns() - orphaned_ns >= ORPHAN_NS;
}

void
reader_nap(const struct reader_inherit *inherit, enum journal_reader_id id,
    const struct journal_reader *journal, unsigned *naps)
{
	const struct timespec nap = { 0, NAP_NS };

	if (++*naps <= NAPS || getppid() != inherit->parent_pid) {
		(void)nanosleep(&nap, NULL);
		return;
	}
	journal_wait(&inherit->table->journal, id, journal, SLEEP_NS);
	*naps = 0;
}
