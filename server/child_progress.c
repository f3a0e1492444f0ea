/* Progress is what leaves the queue. */
#include "server/child_progress.h"

#include "server/limits.h"

static void
progress_next(struct child_progress *progress, int64_t now_ns)
{
	progress->look_ns = now_ns + LIMIT_SEND_LOOK_NS;
	if (progress->look_ns > progress->give_up_ns)
		progress->look_ns = progress->give_up_ns;
}

void
child_progress_begin(struct child_progress *progress, int queued,
    int64_t window_ns, int64_t now_ns)
{
	progress->queued = queued;
	progress->window_ns = window_ns;
	progress->give_up_ns = now_ns + window_ns;
	progress_next(progress, now_ns);
}

bool
child_progress_look(struct child_progress *progress, int queued,
    int64_t now_ns)
{
	int64_t enough = progress->window_ns / NS_PER_S * LIMIT_RATE;

	/* Or all of it, where that is less. */
	if (progress->queued - queued >= enough ||
	    (queued == 0 && progress->queued > 0))
		child_progress_begin(progress, queued, progress->window_ns,
		    now_ns);
	else if (now_ns >= progress->give_up_ns)
		return false;
	else
		progress_next(progress, now_ns);
	return true;
}
