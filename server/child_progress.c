/* Progress is what leaves the queue. */
#include "server/child_progress.h"

#include "server/limits.h"

static void
progress_next(struct child_progress *progress, int queued, int64_t now_ns)
{
	progress->queued = queued;
	progress->look_ns = now_ns + LIMIT_SEND_LOOK_NS;
	if (progress->look_ns > progress->give_up_ns)
		progress->look_ns = progress->give_up_ns;
}

void
child_progress_begin(struct child_progress *progress, int queued,
    int64_t now_ns)
{
	progress->give_up_ns = now_ns + LIMIT_SEND_NS;
	progress_next(progress, queued, now_ns);
}

bool
child_progress_look(struct child_progress *progress, int queued,
    int64_t now_ns)
{
	if (queued < progress->queued)
		progress->give_up_ns = now_ns + LIMIT_SEND_NS;
	else if (now_ns >= progress->give_up_ns)
		return false;
	progress_next(progress, queued, now_ns);
	return true;
}
