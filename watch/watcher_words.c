/* What a watcher says, in words. */
#include "watch/watcher.h"

#include <signal.h>
#include <stdio.h>

#include "base/when.h"

static const char *const words[] = {
	[WATCH_NO_SERVER] = "no server",
	[WATCH_RUNNING] = "running",
	[WATCH_STOPPING] = "shutting down",
	[WATCH_SILENT] = "silent",
	[WATCH_ENDED] = "ended",
	[WATCH_CRASHED] = "crashed",
	[WATCH_LAYOUT] = "another version",
	[WATCH_FAILED] = "not readable",
};

const char *
watch_state_word(enum watch_state state)
{
	return (unsigned)state < sizeof(words) / sizeof(words[0]) ?
	    words[state] : "?";
}

double
watch_seconds_left(const struct row_data *row, int64_t now_mono_ns)
{
	if (row->pause_until_ns == 0 || row->state == STATE_ENDED)
		return -1;
	if (row->pause_until_ns <= now_mono_ns)
		return 0;
	return (double)(row->pause_until_ns - now_mono_ns) / NS_PER_S;
}

bool
watch_end_is_crash(unsigned end)
{
	return end == END_CRASHED || end == END_LOST || end == END_INTERNAL;
}

void
watch_end_text(const struct row_data *row, char out[WATCH_END_SIZE])
{
	out[0] = '\0';
	if (row->state != STATE_ENDED)
		return;
	if (row->end == END_CRASHED && row->end_signal == SIGSYS)
		(void)snprintf(out, WATCH_END_SIZE,
		    "%s: signal %u, forbidden call %u", end_text(row->end),
		    row->end_signal, row->end_call);
	else if (row->end == END_CRASHED)
		(void)snprintf(out, WATCH_END_SIZE, "%s: signal %u",
		    end_text(row->end), row->end_signal);
	else
		(void)snprintf(out, WATCH_END_SIZE, "%s", end_text(row->end));
}

bool
watch_mischief_text(const struct row_data *row, char out[MISCHIEF_TEXT_SIZE])
{
	struct mischief mischief;

	out[0] = '\0';
	if (row->state == STATE_ENDED || !mischief_unpack(&mischief,
	    row->mischief, row->client) || mischief.kinds == 0)
		return false;
	(void)mischief_write(out, &mischief);
	return true;
}
