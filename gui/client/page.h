/*
 * A page of the client window: a lab's, or the one for requests by hand.
 *
 * A lab's page consists of a row of fields with the Connect button, a strip
 * that says how the connection stands, what the lab needs of its own, what
 * was said, and the raw messages beside it.  gui/client/page_NAME.c defines
 * `const struct client_page_class client_page_NAME`; being there registers
 * it.  A lab without a file of its own gets client_page_line: a line to type
 * into, which suits every lab that takes lines.
 *
 * The thread of the Xt loop.  A page lives as long as the window.
 */
#ifndef GUI_CLIENT_PAGE_H
#define GUI_CLIENT_PAGE_H

#include "client/check.h"
#include "gui/client/link.h"
#include "gui/pane/messages.h"
#include "gui/toolkit/split.h"
#include "gui/pane/transcript.h"
#include "gui/client/verdict.h"
#include "gui/toolkit/view.h"
#include "gui/model/form.h"
#include "gui/model/session.h"
#include "gui/model/steps.h"

struct client_page;

struct client_page_class {
	size_t size;		/* of its struct, a client_page first */
	/* Everything below may be NULL. */
	/* Between strip and transcript; returns what it made, or NULL. */
	Widget (*build_head)(struct client_page *page, Widget form);
	/* Below the transcript, in its pane; returns what it made, or
	 * NULL. */
	Widget (*build_foot)(struct client_page *page, Widget pane);
	/* A pane between what was said and the raw messages. */
	Widget (*build_side)(struct client_page *page, Widget panes);
	/* Instead of everything: the page is not a lab's. */
	void (*build_all)(struct client_page *page, Widget form);
	/* Before, and after the session has taken the event. */
	void (*before)(struct client_page *page,
	    const struct conversation_event *event);
	void (*event)(struct client_page *page,
	    const struct conversation_event *event);
	/* The session's state has changed. */
	void (*moved)(struct client_page *page);
	/* What stands beside the editor or transcript in the left pane,
	 * which is so wide: how high it is; NULL: title and foot. */
	int (*left_height)(const struct client_page *page, int width);
	/* Sizes that follow from fonts; colours of its own. */
	void (*fit)(struct client_page *page);
	void (*connect)(struct client_page *page);
	bool show_typed;	/* lines the user types are said at once */
	/* How an answer looks. */
	enum transcript_kind (*answer_kind)(const char *text, size_t len);
	/* What the line, or the request, says. */
	void (*send)(struct client_page *page);
	/* More for the state property. */
	size_t (*publish)(const struct client_page *page, char *out,
	    size_t out_size);
};

struct client_page {
	const struct client_page_class *class;
	struct client *client;
	unsigned number;	/* of the page; a lab's is its id */
	const char *name;
	Widget form;
	Widget fields[FORM_FIELDS];	/* NULL: the lab takes none */
	Widget bare, bare_name, at_once, udp;
	Widget row, connect_button, run_button;	/* NULL: no rounds */
	Widget first;		/* that gets the focus */
	struct split split;
	int default_share;	/* of its left pane */
	Widget left_pane, messages_pane;
	Widget head, foot;	/* NULL: none */
	bool held;		/* no more rounds for now */
	int shown_live, shown_running;	/* what the buttons say; -1: nothing
					   yet */
	enum form_field faulty;	/* FORM_FIELDS: none */
	char problem[SESSION_TEXT_SIZE];	/* said in the strip, "" */
	enum transcript_kind problem_kind;
	/* Of what the user did last, instead of the problem; "". */
	char notice[SESSION_TEXT_SIZE];
	enum transcript_kind notice_kind;
	struct view strip;
	struct view steps_view;	/* no area: the page is not a lab's */
	struct steps steps;
	int steps_lines;	/* it has room for */
	struct transcript_pane transcript;
	struct messages_pane messages;
	struct verdict_view answers;	/* of the lab that speaks HTTP */
	bool said_last;		/* what was said was picked last, not the
				   raw messages */
	struct session session;
	struct check check;	/* what the server says, for the steps */
	struct log *log;
	struct link link;
};

/* What a page is made of; also for pages that are not a lab's. */
void client_page_session(struct client_page *page);
Widget client_page_pane(Widget panes, const char *name, const char *title);
void client_page_between(Widget widget, Widget above, Widget below);
/* The pane with the raw messages. */
void client_page_messages(struct client_page *page);
/* All of a lab's page below that widget. */
void client_panes_make(struct client_page *page, Widget above);

/* Makes the page in the window's body, unmanaged. */
struct client_page *client_page_make(struct client *client, unsigned number,
    Widget body);

void client_page_connect(struct client_page *page);
void client_page_disconnect(struct client_page *page);
/* What stands in the fields shall count: connects; during a conversation it
 * counts from the next round on, and it is said when. */
void client_page_enter(struct client_page *page);
/* Starts the lab's rounds, or holds them. */
void client_page_run(struct client_page *page);
void client_page_send(struct client_page *page);
/* The counts begin anew, and what is said of the last answer goes. */
void client_page_count_anew(struct client_page *page);
bool client_page_live(const struct client_page *page);

/* It has begun, or is over. */
void client_page_live_changed(struct client_page *page);

/* Says something in the strip: what is wrong, or odd, or the end.  A line
 * that is fit to be shown. */
void client_page_problem(struct client_page *page, enum transcript_kind kind,
    const char *text);
/* The same of what the user did just now; goes with what is done next. */
void client_page_tell(struct client_page *page, enum transcript_kind kind,
    const char *text);
void client_page_clear_notice(struct client_page *page);
/* What the strip says, and its kind; "". */
const char *client_page_said(const struct client_page *page,
    enum transcript_kind *kind);
/* A problem with a field, which gets a red frame and the focus. */
void client_page_fault(struct client_page *page, enum form_field field,
    const char *reason);
void client_page_no_fault(struct client_page *page);

/* Fonts or colours have changed. */
void client_page_fit(struct client_page *page);
void client_page_show_messages(struct client_page *page, bool shown);

/* fields.c */
/* A label and a field in the row of fields. */
Widget client_page_field(struct client_page *page, Widget row,
    enum form_field field);
/* Makes a text one that takes no more than so many characters, and no hidden
 * ones: what was left out is said in the strip. */
void client_field_prepare(struct client_page *page, Widget text, long most);
/* A field's text; XtFree. */
char *client_page_text(const struct client_page *page,
    enum form_field field);
void client_page_set_text(struct client_page *page, enum form_field field,
    const char *text);
void client_page_set_number(struct client_page *page, enum form_field field,
    long number);

/* status_line.c */
void client_strip_make(struct client_page *page, Widget parent);
void client_strip_fit(struct client_page *page);

/* steps_line.c; without an area they do nothing. */
void client_steps_make(struct client_page *page, Widget parent);
void client_steps_fit(struct client_page *page);
void client_steps_begin(struct client_page *page,
    const struct conversation_plan *plan);
void client_steps_event(struct client_page *page,
    const struct conversation_event *event);
/* For the state property: " steps=connect:done,... why=WORDS". */
size_t client_steps_state(const struct client_page *page, char *out,
    size_t out_size);

/* fields.c: the row of fields of a lab's page. */
void client_fields_make(struct client_page *page, Widget form);
void client_fields_fit(struct client_page *page);
/* The accent colour tells which button goes on. */
void client_dress_button(struct client *client, Widget button,
    bool primary);
/* What stands in them as a plan; false: the fault has been said. */
bool client_fields_plan(struct client_page *page,
    struct conversation_plan *plan);

#define LAB(symbol, name, port, speech, summary) extern const struct \
	client_page_class client_page_##name __attribute__((weak));
#include "base/labs.def"
#undef LAB
extern const struct client_page_class client_page_line;
extern const struct client_page_class client_page_raw;

#endif
