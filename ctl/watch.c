/* watch: the full-screen table; waits for time, keys and answers. */
#include <curses.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "ctl/attach.h"
#include "ctl/screen.h"
#include "ctl/stop.h"

#define TICK_NS		(500 * NS_PER_MS)
/* Long enough for an arrow key over a slow line, short enough for Esc. */
#define ESCAPE_MS	200

static void
watch_look(struct screen *screen)
{
	const struct watch_view *view = watcher_view(screen->watcher);

	(void)watcher_poll(screen->watcher);
	if (view->state != screen->state) {
		screen->state = view->state;
		screen->state_wall_ns = view->now_wall_ns;
	}
	if (view->restarts != screen->restarts) {
		screen->restarts = view->restarts;
		screen_say(screen, "another server runs now: process %d",
		    view->server_pid);
	}
	screen_update(screen);
}

static void
watch_keys(struct screen *screen)
{
	wint_t key;
	int kind;

	while ((kind = get_wch(&key)) != ERR && !screen->quit) {
		if (kind == KEY_CODE_YES && key == KEY_RESIZE)
			layout_begin(&screen->widest);
		else
			screen_key(screen, key, kind == KEY_CODE_YES);
	}
}

/* Waits for a key, an answer or the next look.  A terminal that is gone ends
 * it, whatever signal did not come. */
static void
watch_wait(struct screen *screen, int64_t until_ns)
{
	struct pollfd waits[2] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = screen->control_fd, .events = POLLIN },
	};
	int left_ms = when_left_ms(until_ns), ready;
	struct timespec left = { left_ms / 1000,
	    left_ms % 1000 * (long)NS_PER_MS };

	ready = ppoll(waits, 2, &left, &screen->open_mask);
	if (ready > 0 && (waits[0].revents &
	    (POLLERR | POLLHUP | POLLNVAL)) != 0)
		screen->quit = true;
	/* Interrupted: perhaps by SIGWINCH, which curses makes a key. */
	if (ready != 0)
		watch_keys(screen);
	if (screen->control_fd != -1 && ((ready > 0 &&
	    waits[1].revents != 0) ||
	    when_mono_ns() >= screen->control_until_ns))
		screen_answer(screen);
}

static void
watch_run(struct screen *screen)
{
	int64_t next_ns = 0, now_ns;

	while (!screen->quit && !stop_wanted()) {
		now_ns = when_mono_ns();
		if (now_ns >= next_ns) {
			watch_look(screen);
			next_ns = now_ns + TICK_NS;
		}
		screen_draw(screen);
		watch_wait(screen, next_ns);
	}
}

static SCREEN *
watch_terminal(struct ctl_error *error)
{
	SCREEN *terminal;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		(void)ctl_error(error, 0, "watch needs a terminal; status "
		    "and tail do not");
		return NULL;
	}
	terminal = newterm(NULL, stdout, stdin);
	if (terminal == NULL) {
		(void)ctl_error(error, 0, "this terminal (TERM=%s) is not "
		    "known here", getenv("TERM") == NULL ? "" :
		    getenv("TERM"));
		return NULL;
	}
	(void)cbreak();
	(void)noecho();
	(void)nonl();
	(void)keypad(stdscr, TRUE);
	(void)nodelay(stdscr, TRUE);
	(void)set_escdelay(ESCAPE_MS);
	screen_draw_init();
	return terminal;
}

int
command_watch(const struct ctl_call *call, struct ctl_error *error)
{
	struct screen screen = { .control_fd = -1 };
	SCREEN *terminal;

	screen.watcher = attach_open(call, error);
	if (screen.watcher == NULL)
		return EXIT_FAILURE;
	screen.instance = watcher_instance(screen.watcher);
	/* Before curses installs handlers of its own. */
	stop_init();
	stop_block(&screen.open_mask);
	terminal = watch_terminal(error);
	if (terminal != NULL) {
		browse_init(&screen.browse);
		layout_begin(&screen.widest);
		watch_run(&screen);
		(void)endwin();
		delscreen(terminal);
		browse_free(&screen.browse);
	}
	if (screen.control_fd != -1)
		(void)close(screen.control_fd);
	watcher_free(screen.watcher);
	return terminal != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}
