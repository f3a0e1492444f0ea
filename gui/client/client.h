/*
 * The client window: xbarewire.
 *
 * One thread, one struct that lives as long as the process.  A page a lab
 * (base/labs.def) and one for requests by hand; each page has a conversation
 * of its own, so several labs can be talked to at once.  Nothing here waits:
 * the conversations (client/conversation.h) are driven by Xt's inputs and
 * timers, and what changed is painted a moment later, all at once.
 *
 *	main.c			options, opening, the loop
 *	window.c		the widgets around the pages
 *	command.c		what the menus do
 *	page.c			what the labs' pages share; with it belong
 *				fields.c, panes.c and session.c
 *	page_NAME.c		a page; page_line.c, page_raw.c: its line,
 *				and requests by hand
 *	servers.c		the servers on this machine, to pick from
 *	minimum_size.c		how small the window may be
 *	link.c			a conversation in Xt's event loop
 *	verdict.c, status_line.c, steps_line.c, countdown.c, tabs.c, status.c
 *				drawn areas: what they show; those of messages
 *				and of what was said are gui/pane's
 */
#ifndef GUI_CLIENT_CLIENT_H
#define GUI_CLIENT_CLIENT_H

#include "client/conversation.h"
#include "gui/toolkit/app.h"
#include "gui/toolkit/view.h"
#include "gui/model/lines.h"
#include "gui/model/pace.h"
#include "gui/pane/messages.h"
#include "gui/model/settings.h"

struct client;
struct client_page;

enum client_command {
#define TITLE(name)
#define LINE(name)
#define PAGES(symbol) COMMAND_##symbol, \
	COMMAND_##symbol##_LAST = COMMAND_##symbol + LAB_COUNT,
#define PUSH(symbol, name, function) COMMAND_##symbol,
#define TOGGLE(symbol, name, function) COMMAND_##symbol,
#include "gui/client/menus.def"
#undef TITLE
#undef LINE
#undef PAGES
#undef PUSH
#undef TOGGLE
	CLIENT_COMMAND_COUNT
};

#define TITLE(name)
#define LINE(name)
#define PAGES(symbol)
#define PUSH(symbol, name, function) void function(struct client *client);
#define TOGGLE(symbol, name, function) void function(struct client *client);
#include "gui/client/menus.def"
#undef TITLE
#undef LINE
#undef PAGES
#undef PUSH
#undef TOGGLE

/* The labs, then the page for requests by hand. */
#define CLIENT_PAGES	(LAB_COUNT + 1)
#define CLIENT_RAW	LAB_COUNT

struct client_resources {
	String lab;		/* the page to begin with */
	String server;		/* HOST[:PORT] */
	String user;		/* the name, "": USER-PID */
	int min, max, count;
	Boolean connect;	/* at once */
	Boolean messages;	/* the raw messages are beside */
	Boolean line_ends, hex;
	Boolean publish_state;
	int paint_bytes_a_second;
	String shares;		/* of the pages' left panes */
};

struct client {
	struct app app;
	struct client_resources res;
	String asked_server;	/* as the resources have it */
	struct client_page *pages[CLIENT_PAGES];
	unsigned page;		/* the one that is shown */
	Widget focus;		/* that came last; NULL: none */
	struct line_options lines;
	bool show_messages;
	bool ending;		/* goodbyes are being said */

	Widget main, menu_bar, tabs_form, body;
	Widget menu[CLIENT_COMMAND_COUNT];
	struct view tabs[CLIENT_PAGES];
	struct view status;
	Widget find_bar, find_field, find_words;
	char needle[MESSAGES_NEEDLE_SIZE];	/* looked for; "": nothing */
	uint64_t found, found_all;	/* which of how many, as said last */
	int64_t counted_ns;		/* when they were counted */

	int least_width, least_height;	/* of the resources, 0: not asked */

	struct view_group views;
	struct pace pace;
	XtIntervalId paint_timer;	/* 0: nothing is to be painted */
};

/* window.c */
void client_make_window(struct client *client);
/* Shows it; connects when that was asked for. */
void client_begin(struct client *client);
/* Fonts and colours changed: sizes, dress, repaint. */
void client_restyle(struct client *client, bool fonts_too);
void client_show_page(struct client *client, unsigned page);
struct client_page *client_current(struct client *client);

/* command.c */
void client_run_command(void *context, int command);
/* Which entries make sense now; toggles as things are. */
void client_sync_menus(struct client *client);
/* Says goodbye on every page, then ends the program. */
void client_end(struct client *client);
/* A page's conversation is over. */
void client_page_over(struct client *client);

void client_set_letters(struct client *client, int points);

/* settings.c */
const struct setting *client_settings(unsigned *count);
/* A remembered server that is of another lab, or nonsense; a lab that is no
 * lab: as if nothing of it were remembered. */
void client_settings_server(struct client *client);
void client_settings_lab(struct client *client);
/* Somebody connects there: that is remembered. */
void client_settings_connected(const struct client_page *page,
    const struct conversation_plan *plan);
/* How things are, for the next window. */
void client_note_settings(struct client *client);
/* "wait=480 chat=384", see gui/model/shares.h. */
void client_take_shares(struct client *client, const char *shares);

/* copy.c: before there are widgets */
void client_copy_begin(struct client *client);

/* tabs.c, status.c */
void client_tabs_make(struct client *client, Widget parent);
void client_tabs_fit(struct client *client);
/* Another page is shown. */
void client_tabs_shown(struct client *client);
/* That they would like to have. */
int client_tabs_width(struct client *client);
void client_status_make(struct client *client, Widget parent);
void client_status_fit(struct client *client);

/* find.c: the bar that looks for text in a page's panes. */
void client_find_make(struct client *client);
/* Says how often what is looked for stands there, on this page. */
void client_find_show(struct client *client);
/* The same, when it was long ago. */
void client_find_count(struct client *client);

/* minimum_size.c: how small the window may be; grows it when it is
 * smaller. */
void client_least_fit(struct client *client);

/* state.c: the property tests read. */
void client_publish(struct client *client);
/* Once all widgets are made: notes which of them has the focus. */
void client_state_watch(struct client *client);
/* The text as one word of it: "_" for blanks, "-" for nothing. */
void client_state_word(char *out, size_t out_size, const char *text);
/* "WAITING": resources text.state.SYMBOL have the words. */
const char *client_state_symbol(enum conversation_state state);

#endif
