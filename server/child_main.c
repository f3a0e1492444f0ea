/* A child from fork to exit. */
#include "server/child_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "base/hot.h"
#include "base/process.h"
#include "server/inherit.h"
#include "server/lab.h"

/* The process list tells who serves what: "bw-wait"; "bw-clock-udp" serves a
 * port and not one client. */
static void
child_title(const struct child_inherit *inherit)
{
	char title[16] = "bw-";
	const char *name = lab_info(inherit->lab)->name;
	size_t len = 3 + strlen(name);

	(void)text_copy(title + 3, sizeof(title) - 3, name);
	if (inherit->row_count > 1 && len < sizeof(title))
		(void)text_copy(title + len, sizeof(title) - len, "-udp");
	(void)prctl(PR_SET_NAME, title);
}

static enum client_end
child_serve(struct child *child)
{
	const struct lab *lab = lab_get(child->inherit->lab);
	enum client_end end;

	if (child->inherit->row_count > 1)
		return lab->serve_datagrams(child);
	child_keepalive(child);
	child_row_init(child);
	child_silent(child, child->inherit->accepted_mono_ns, SILENCE_FIRST);
	end = lab->serve(child);
	child->silent_ns = 0;
	/* Before the client can know that it is over: it may come back at
	 * once, by the same name. */
	child_row_close(child);
	return end;
}

/* A server that was killed told its children nothing: the kernel did. */
static bool
child_orphaned(const struct child_inherit *inherit)
{
	return getppid() != inherit->parent_pid;
}

#define PARENT_NAPS	100

/* Who died is not there any more a moment after the signal for that came: the
 * parent's threads do not die at the same instant. */
static bool
child_parent_died(const struct child_inherit *inherit)
{
	const struct timespec nap = { 0, NS_PER_MS };
	int naps;

	for (naps = 0; naps < PARENT_NAPS; naps++) {
		if (atomic_load(&inherit->table->header->phase) ==
		    TABLE_PHASE_STOPPING || child_orphaned(inherit))
			break;
		(void)nanosleep(&nap, NULL);
	}
	return child_orphaned(inherit);
}

/* Tells a client that it is ended, and by whom.  After a part of a message a
 * sentence would look like the rest of it. */
static void
child_farewell(struct child *child, enum client_end end)
{
	const struct lab *lab = lab_get(child->inherit->lab);

	if (child->inherit->row_count > 1 || lab->farewell == NULL ||
	    child->torn)
		return;
	child->leaving = true;
	if (end == END_KICKED)
		lab->farewell(child, FAREWELL_KICKED);
	else if (end == END_GAVE_WAY)
		lab->farewell(child, FAREWELL_GAVE_WAY);
	else if (child->idle)
		lab->farewell(child, FAREWELL_IDLE);
	else if (end == END_SHUTDOWN)
		lab->farewell(child, child_parent_died(child->inherit) ?
		    FAREWELL_DEAD : FAREWELL_SHUTDOWN);
}

/* Only labs whose clients meet each other ring. */
static void
child_fds(const struct child_inherit *inherit)
{
	int keep[BELL_COUNT + 1] = { inherit->socket }, i;

	for (i = 0; i < BELL_COUNT; i++)
		keep[i + 1] = inherit->bells->fds[i];
	inherit_keep_fds(keep, lab_get(inherit->lab)->area_size != NULL ?
	    BELL_COUNT + 1 : 1);
}

static struct child child HOT_DATA;

/* The parent's loop has this handler, too, and no row. */
void
child_forbidden(int call)
{
	char line[160];
	int len;

	if (child.inherit == NULL) {
		len = snprintf(line, sizeof(line), "barewired: bug: system "
		    "call %d is not on the list of what the parent needs: "
		    "--no-sandbox serves without the list\n", call);
		(void)!write(process_stderr(), line, (size_t)len);
		return;
	}
	child.row.end_call = (uint16_t)call;
	child_publish(&child);
}

void
child_main(const struct child_inherit *inherit)
{
	enum client_end end;

	/* An orphan ends itself; the parent may have died before this. */
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (child_orphaned(inherit))
		_exit(END_SHUTDOWN);
	child.inherit = inherit;
	child_signals_open();
	child_fds(inherit);
	child_title(inherit);
	child.settings = inherit->settings;
	child.table = inherit->table;
	journal_lane_init(&child.table->journal);
	child.socket = inherit->socket;
	child.timer_fd = -1;
	end = child_serve(&child);
	if (child.held_ns != 0)
		(void)child_held_send(&child);
	child_farewell(&child, end);
	child_note_end(&child, end);
	if (end != END_CLIENT && end != END_RESET && !child.cut)
		child_close_gently(&child);
	table_leave(child.table, inherit->row);
	_exit((int)(end == CHILD_OK ? END_SERVER : end));
}
