/*
 * The segment is a file, and any process of the same user may cut it short:
 * whoever touches what is gone gets a SIGBUS.
 *
 * The parent makes the file as long again as it was, with nothing in it, and
 * goes on; the other processes of the server wait for that a moment.  A watcher
 * sees zeros from then on, and attaches anew.
 */
#include "shm/table_private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/process.h"
#include "base/when.h"

#define NAP_NS	(10 * NS_PER_MS)
#define NAPS	100	/* the parent looks ten times a second */

static struct table *guarded;	/* the parent's */
static char *from;		/* of the mapping; NULL: there is none */
static size_t length;
static int file;		/* the parent's; -1: a watcher's */
static pid_t mender;		/* the parent */
static void (*mend_call)(void (*function)(void *), void *argument);
static volatile sig_atomic_t cut;

/* 1: it was cut short and is whole again; 0: it was whole; -1: no room. */
static int
cut_mend(void)
{
	struct stat status;

	if (fstat(file, &status) != 0)
		return -1;
	if ((size_t)status.st_size >= length)
		return 0;
	if (fallocate(file, 0, 0, (off_t)length) != 0)
		return -1;
	/* Whoever attaches right now finds that there is a server. */
	table_renew(guarded);
	cut = 1;
	return 1;
}

/* As the parent's loop, which may not do it by itself, has it done. */
static void
cut_mend_into(void *result)
{
	*(int *)result = cut_mend();
}

static int
cut_mend_there(void)
{
	int result;

	if (mend_call == NULL)
		return cut_mend();
	mend_call(cut_mend_into, &result);
	return result;
}

void
table_mend_by(void (*call)(void (*function)(void *), void *argument))
{
	mend_call = call;
}

static void
cut_die(void)
{
	static const char line[] = "barewired: the status table in /dev/shm "
	    "was cut short by another process, and there is no room to make "
	    "it whole again\n";

	(void)!write(process_stderr(), line, sizeof(line) - 1);
	_exit(1);
}

/* True: what was touched is there now, or may be soon. */
static bool
cut_handled(void)
{
	static const struct timespec nap = { 0, NAP_NS };
	static unsigned naps;

	if (file == -1) {
		cut = 1;
		return mmap(from, length, PROT_READ, MAP_PRIVATE |
		    MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
	}
	if (getpid() == mender) {
		if (cut_mend_there() != 1)
			cut_die();
		return true;
	}
	(void)nanosleep(&nap, NULL);
	return naps++ < NAPS;
}

static void
cut_handle(int number, siginfo_t *info, void *context)
{
	const char *at = info->si_addr;
	int saved = errno;

	(void)context;
	if (from == NULL || at < from || at >= from + length ||
	    !cut_handled())
		/* It comes again, and ends the process. */
		(void)signal(number, SIG_DFL);
	errno = saved;
}

void
table_guard(struct table *table, int fd)
{
	struct sigaction action = { .sa_sigaction = cut_handle,
	    .sa_flags = SA_SIGINFO | SA_RESTART };

	guarded = table;
	from = (char *)table->header;
	length = table->size;
	file = fd;
	mender = getpid();
	cut = 0;
	if (from != NULL)
		(void)sigaction(SIGBUS, &action, NULL);
}

bool
table_mend(struct table *table)
{
	bool was;

	if (from != (char *)table->header)
		return false;
	(void)cut_mend();
	was = cut != 0;
	cut = 0;
	return was;
}

bool
table_cut(const struct table *table)
{
	return from == (char *)table->header && cut != 0;
}
