/* The state a program is started in, made one we know. */
#include "base/process.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

void
process_begin(int flags)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			(void)open("/dev/null", flags);
	(void)signal(SIGXFSZ, SIG_IGN);
}

static int kept_output = -1, kept_error = -1;

/* Above what children keep: they close it. */
#define KEPT_FROM	64

bool
process_quiet(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC), fd;
	bool all;

	kept_output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, KEPT_FROM);
	kept_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, KEPT_FROM);
	all = null != -1 && kept_output != -1 && kept_error != -1;
	for (fd = STDIN_FILENO; all && fd <= STDERR_FILENO; fd++)
		(void)dup2(null, fd);
	if (null != -1)
		(void)close(null);
	return all;
}

void
process_unquiet(void)
{
	if (kept_output != -1)
		(void)dup2(kept_output, STDOUT_FILENO);
	if (kept_error != -1)
		(void)dup2(kept_error, STDERR_FILENO);
}

int
process_stderr(void)
{
	return kept_error != -1 ? kept_error : STDERR_FILENO;
}
