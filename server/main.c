/*
 * barewired: the lab server, one process a client.
 *
 * Why one process a client is needed to solve these labs:
 *
 * - The wait lab makes the server pause for a client that is connected.  A
 *   server that handles one connection at a time would make every other
 *   client pause with it; here the pause is one process's own, and the
 *   others are served meanwhile.
 * - The order lab must have accepted both X and Y before it reads from
 *   either, and then wait for whichever speaks first; with a process each,
 *   each waits for its own client, and who was first is settled between
 *   them under one lock.
 * - Chat sends to people who are not the ones who just spoke; a reader who
 *   does not read blocks a process of its own and nobody else.
 * - What goes wrong with one client (a crash, a flood, a stopped debugger)
 *   stays in that client's process: the kernel keeps them apart and says
 *   how each ended.
 *
 * Threads or one event loop could do the first three.  Processes do it in
 * the open: ps, strace, kill and gdb show and touch each client's server
 * alone, and what they share is the one table you can look at.  That is what
 * the labs are to teach, and DESIGN.md has the map.
 */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hot.h"
#include "base/options.h"
#include "base/process.h"
#include "base/version.h"
#include "server/listener.h"
#include "server/notify.h"
#include "server/settings.h"

static void
main_help(void)
{
	struct option_set set;
	unsigned lab;

	settings_options(&set);
	printf("usage: barewired [OPTION]...\n\n"
	    "Serves the labs, one process a client.\n\n");
	option_set_help(&set, stdout);
	printf("\nlabs and their default ports:\n");
	for (lab = 0; lab < LAB_COUNT; lab++)
		printf("  %-6s %5d  %s\n", lab_info(lab)->name,
		    lab_info(lab)->port, lab_info(lab)->summary);
}

/* The frames of parent and child begin where a page of the stack does, and fit
 * into it: one that is written after a fork is a page fault in both. */
static int __attribute__((noinline))
main_run(struct listener *listener)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);
	volatile char *gap = __builtin_alloca((here & (page - 1)) + 1);

	*gap = 0;
	return listener_run(listener);
}

static int
main_serve(const struct listener_plan *plan)
{
	static struct listener listener HOT_DATA;
	struct listener_error error;

	if (listener_start(&listener, plan, &error) != 0) {
		fprintf(stderr, "barewired: %s\n", error.text);
		notify_failed(error.text);
		return EXIT_FAILURE;
	}
	return main_run(&listener);
}

int
main(int argc, char **argv)
{
	struct listener_plan plan;
	struct listener_error error;

	process_begin(O_RDWR);
	(void)setlocale(LC_CTYPE, "");
	switch (settings_read(&plan, argc, argv, &error)) {
	case SETTINGS_HELP:
		main_help();
		return option_printed("barewired");
	case SETTINGS_VERSION:
		printf("barewired %s\n", BAREWIRE_VERSION);
		return option_printed("barewired");
	case SETTINGS_WRONG:
		fprintf(stderr, "barewired: %s\n"
		    "usage: barewired [OPTION]...  (barewired --help)\n",
		    error.text);
		return 2;
	case SETTINGS_RUN:
		break;
	}
	return main_serve(&plan);
}
