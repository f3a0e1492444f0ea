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
