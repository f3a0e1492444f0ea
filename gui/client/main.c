/* xbarewire, the client window: options, opening, the loop. */
#include <X11/StringDefs.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "base/process.h"
#include "base/version.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/toolkit/app_open.h"
#include "gui/toolkit/remember.h"

#define EXIT_USAGE	2
#define EVENTS_A_TURN	256
#define FIELD(name) XtOffsetOf(struct client_resources, name)

static String fallback[] = {
#include "gui/client/XBarewire.ad.h"
	NULL
};

static const struct option_spec specs[] = {
#define OPTION(letter, name, argument, help) \
	{ letter, #name, argument, help },
#include "gui/client/options.def"
#undef OPTION
};

static XrmOptionDescRec x_options[] = {
	{ "-n", ".user", XrmoptionSepArg, NULL },
	{ "--name", ".user", XrmoptionSepArg, NULL },
	{ "--name=", ".user", XrmoptionStickyArg, NULL },
	{ "--min", ".min", XrmoptionSepArg, NULL },
	{ "--min=", ".min", XrmoptionStickyArg, NULL },
	{ "--max", ".max", XrmoptionSepArg, NULL },
	{ "--max=", ".max", XrmoptionStickyArg, NULL },
	{ "-c", ".count", XrmoptionSepArg, NULL },
	{ "--count", ".count", XrmoptionSepArg, NULL },
	{ "--count=", ".count", XrmoptionStickyArg, NULL },
	{ "--connect", ".connect", XrmoptionNoArg, "True" },
	{ "--dark", ".dark", XrmoptionNoArg, "True" },
	{ "--font-size", ".fontSize", XrmoptionSepArg, NULL },
	{ "--font-size=", ".fontSize", XrmoptionStickyArg, NULL },
	{ "-fn", ".uiFont", XrmoptionSepArg, NULL },
	{ "-font", ".uiFont", XrmoptionSepArg, NULL },
};

#define NUMBER(name, class, field, value) { name, class, XtRInt, sizeof(int), \
	FIELD(field), XtRImmediate, (XtPointer)(value) }
#define WORDS(name, class, field, value) { name, class, XtRString, \
	sizeof(String), FIELD(field), XtRString, (XtPointer)(value) }
#define SWITCH(name, class, field, value) { name, class, XtRBoolean, \
	sizeof(Boolean), FIELD(field), XtRImmediate, (XtPointer)(value) }

static XtResource resources[] = {
	WORDS("lab", "Lab", lab, "wait"),
	WORDS("server", "Server", server, "127.0.0.1"),
	WORDS("user", "User", user, ""),
	NUMBER("min", "Min", min, 5),
	NUMBER("max", "Max", max, 15),
	NUMBER("count", "Count", count, 0),
	WORDS("shares", "Shares", shares, ""),
	SWITCH("connect", "Connect", connect, False),
	SWITCH("messages", "Messages", messages, True),
	SWITCH("lineEnds", "LineEnds", line_ends, True),
	SWITCH("hex", "Hex", hex, False),
	SWITCH("publishState", "PublishState", publish_state, True),
	NUMBER("paintBytesPerSecond", "PaintBytesPerSecond",
	    paint_bytes_a_second, 40000),
};

static struct client client;

#define USAGE "usage: xbarewire [OPTION]... [LAB] [HOST[:PORT]]"

static void
show_help(void)
{
	struct option_set set;
	unsigned i;

	(void)printf(USAGE "\na window that talks to barewired's labs, and to "
	    "anybody's server of that kind\n\nlabs:\n");
	for (i = 0; i < LAB_COUNT; i++)
		(void)printf("  %-10s%s\n", lab_info(i)->name,
		    lab_info(i)->summary);
	(void)printf("  %-10s%s\n\noptions:\n", "raw",
	    "requests edited by hand");
	option_set_init(&set, specs, XtNumber(specs));
	option_set_help(&set, stdout);
}

/* These work without a display. */
static void
answer_early(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], "-h") == 0 ||
		    strcmp(argv[i], "--help") == 0) {
			show_help();
			exit(option_printed("xbarewire"));
		} else if (strcmp(argv[i], "--version") == 0) {
			(void)printf("xbarewire %s\n", BAREWIRE_VERSION);
			exit(option_printed("xbarewire"));
		}
}

static _Noreturn void
fail(int status, const char *reason)
{
	(void)fprintf(stderr, "xbarewire: %s\n", reason);
	if (status == EXIT_USAGE)
		(void)fprintf(stderr, USAGE "  (xbarewire --help)\n");
	exit(status);
}

static int
display_lost(Display *display)
{
	(void)display;
	(void)fputs("xbarewire: the display was lost\n", stderr);
	_exit(EXIT_FAILURE);
}

static void
check_server(const char *server)
{
	struct conversation_plan plan;
	const char *fault;

	conversation_plan_init(&plan, LAB_WAIT);
	fault = conversation_plan_server(&plan, server);
	if (fault != NULL)
		fail(EXIT_USAGE, fault);
}

static int
page_number(const char *name)
{
	return strcmp(name, "raw") == 0 ? CLIENT_RAW :
	    lab_find(name, strlen(name));
}

/* LAB and HOST, either or both. */
static void
take_arguments(int argc, char **argv)
{
	char reason[OPTION_FAULT_SIZE], shown[64];
	struct option_set set;
	int i;

	if (page_number(client.res.lab) < 0)
		client_settings_lab(&client);
	client.asked_server = client.res.server;
	for (i = 1; i < argc; i++) {
		if (argv[i][0] == '-' || i > 2) {
			option_set_init(&set, specs, XtNumber(specs));
			option_word_fault(&set, argv[i], reason);
			fail(EXIT_USAGE, reason);
		}
		if (i == 1 && page_number(argv[i]) >= 0)
			client.res.lab = argv[i];
		else
			client.res.server = argv[i];
	}
	client_settings_server(&client);
	check_server(client.res.server);
	if (page_number(client.res.lab) < 0) {
		(void)text_escape(shown, sizeof(shown), client.res.lab,
		    strlen(client.res.lab));
		(void)snprintf(reason, sizeof(reason), "there is no lab "
		    "\"%s\" (%s, raw)", shown, lab_words());
		fail(EXIT_USAGE, reason);
	}
}

static void
prepare(void)
{
	client.page = (unsigned)page_number(client.res.lab);
	client.lines.columns = LINE_COLUMNS_MAX;
	client.lines.line_ends = client.res.line_ends;
	client.lines.hex = client.res.hex;
	client.show_messages = client.res.messages;
	client.pace = (struct pace){
		.bytes_a_second = client.res.paint_bytes_a_second,
		.burst_bytes = 2 * client.res.paint_bytes_a_second,
		.least_ms = 10,
		.most_ms = 250,
	};
}

static void
on_signal(int number, void *context)
{
	(void)number;
	client_end(context);
}

/*
 * Keys, clicks and exposures first: Xt prefers inputs, so a server that
 * floods us would keep them waiting, in XtAppMainLoop each for a whole read.
 */
static void
main_loop(struct app *app)
{
	int count;

	while (!XtAppGetExitFlag(app->context)) {
		for (count = 0; count < EVENTS_A_TURN &&
		    XPending(app->display) > 0 &&
		    !XtAppGetExitFlag(app->context); count++)
			XtAppProcessEvent(app->context, XtIMXEvent);
		if (!XtAppGetExitFlag(app->context))
			XtAppProcessEvent(app->context, XtIMAll);
	}
}

static void
not_remembered(void *context, const char *words)
{
	client_page_tell(client_current(context), TRANSCRIPT_WARNING, words);
}

static void
begin_remembering(void)
{
	client_note_settings(&client);
	remember_on_fault(not_remembered, &client);
	remember_watch(&client.app);
	if (remember_fault() == NULL)
		return;
	(void)fprintf(stderr, "xbarewire: %s\n", remember_fault());
	not_remembered(&client, remember_fault());
}

int
main(int argc, char **argv)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
	struct app_plan plan = { "xbarewire", "XBarewire", fallback,
	    x_options, XtNumber(x_options), NULL, 0, display_lost };
	const char *fault;

	process_begin(O_RDWR);
	answer_early(argc, argv);
	plan.settings = client_settings(&plan.setting_count);
	fault = app_open(&client.app, &plan, &argc, argv);
	if (fault != NULL)
		fail(EXIT_FAILURE, fault);
	XtGetApplicationResources(client.app.shell, &client.res, resources,
	    XtNumber(resources), NULL, 0);
	take_arguments(argc, argv);
	prepare();
	fault = app_catch_signals(&client.app, signals, XtNumber(signals),
	    on_signal, &client);
	if (fault != NULL)
		fail(EXIT_FAILURE, fault);
	client_make_window(&client);
	client_begin(&client);
	begin_remembering();
	main_loop(&client.app);
	client_note_settings(&client);
	remember_flush();
	return EXIT_SUCCESS;
}
