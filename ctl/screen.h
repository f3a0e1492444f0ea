/*
 * The full-screen table of `barewirectl watch`.
 *
 * barewirectl only; curses.  screen_keys.c changes the state, screen_draw.c
 * shows it, watch.c waits for time, keys and answers.
 */
#ifndef CTL_SCREEN_H
#define CTL_SCREEN_H

#include <signal.h>

#include "ctl/browse.h"
#include "ctl/command.h"
#include "ctl/layout.h"

enum screen_mode {
	SCREEN_TABLE,
	SCREEN_HELP,
	SCREEN_FILTER,	/* a filter is being typed */
	SCREEN_KICK	/* asked whether to disconnect */
};

struct screen {
	const struct instance *instance;
	struct watcher *watcher;
	sigset_t open_mask;	/* to wait with: signals come in */
	struct browse browse;
	struct layout widest;	/* columns only grow: nothing jumps */
	enum screen_mode mode;
	bool quit;
	bool redraw;		/* the terminal was scribbled on */
	int help_top;		/* first line of the help on the screen */
	char typed[FILTER_SIZE];	/* the filter */
	char before[FILTER_SIZE];	/* what it was, for Esc */
	const char *filter_fault;	/* or NULL */
	char message[256];	/* shown until the next key */
	int64_t message_until_ns;	/* or until this time */
	uint64_t kick_client;	/* whom the question is about */
	char kick_name[NAME_AT_SIZE];
	int control_fd;		/* a request under way, or -1 */
	int64_t control_until_ns;
	unsigned restarts;	/* that have been announced */
	enum watch_state state;	/* that has been announced */
	int64_t state_wall_ns;	/* since when */
};

/* screen_keys.c.  key is what wget_wch gave, special for its KEY_ codes. */
void screen_key(struct screen *screen, unsigned key, bool special);
/* The table again, with what was typed. */
void screen_update(struct screen *screen);
/* Shows a message for a while. */
void screen_say(struct screen *screen, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The answer to a kick can be read, or has not come in time. */
void screen_answer(struct screen *screen);

/* screen_draw.c */
void screen_draw_init(void);
void screen_draw(struct screen *screen);

/* The keys, for the help: label and text, NULL after the last. */
struct screen_key_help {
	const char *label;
	const char *help;
};
extern const struct screen_key_help screen_keys_help[];

#endif
