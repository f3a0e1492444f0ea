/* The next file of a capture; its process has ended for want of one. */
#include "server/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

/* The descriptor keeps its number: a process that is forked closes all beyond
 * those it needs. */
static void
capture_go_on(struct listener *listener, int fd, const char *path)
{
	struct reader *reader = &listener->readers[JOURNAL_CAPTURE];
	char escaped[256];

	(void)dup3(fd, listener->reads.capture_fd, O_CLOEXEC);
	(void)close(fd);
	/* It did not die of anything. */
	reader->pause_ns = reader->again_ns = 0;
	(void)text_escape(escaped, sizeof(escaped), path, strlen(path));
	listener_say(listener, SENTENCE_OF(CAPTURING), escaped);
}

static void
capture_give_up(struct listener *listener, const char *path)
{
	const char *why = strerror(errno);
	char escaped[256];

	listener->readers[JOURNAL_CAPTURE].wanted = false;
	(void)text_escape(escaped, sizeof(escaped), path, strlen(path));
	listener_say(listener, SENTENCE_OF(CAPTURE_NO_NEXT), escaped, why);
}

void
listener_capture_tick(struct listener *listener)
{
	const struct reader *reader = &listener->readers[JOURNAL_CAPTURE];
	char path[CAPTURE_PATH_SIZE];
	struct stat status;
	int fd;

	if (!reader->wanted || reader->pid != 0 ||
	    fstat(listener->reads.capture_fd, &status) != 0 ||
	    !capture_full(&listener->settings, status.st_size))
		return;
	fd = capture_files_next(&listener->captured, &listener->settings,
	    path);
	if (fd == -1)
		capture_give_up(listener, path);
	else
		capture_go_on(listener, fd, path);
}
