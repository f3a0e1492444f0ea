/* xbarewired, the monitor window: options, opening, the loop. */
#include <X11/StringDefs.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "base/process.h"
#include "base/version.h"
#include "gui/monitor/replay.h"
#include "gui/monitor/settings.h"
#include "gui/toolkit/app_open.h"
#include "gui/toolkit/remember.h"
#include "watch/become.h"

#define FIELD(name) XtOffsetOf(struct monitor_resources, name)

static String fallback[] = {
#include "gui/monitor/XBarewired.ad.h"
	NULL
};

static const struct option_spec specs[] = {
#define OPTION(letter, name, argument, help) \
	{ letter, #name, argument, help },
#include "gui/monitor/options.def"
#undef OPTION
};

static XrmOptionDescRec x_options[] = {
	{ "-i", ".instance", XrmoptionSepArg, NULL },
	{ "--instance", ".instance", XrmoptionSepArg, NULL },
	{ "--instance=", ".instance", XrmoptionStickyArg, NULL },
	{ "--of", ".of", XrmoptionSepArg, NULL },
	{ "--of=", ".of", XrmoptionStickyArg, NULL },
	{ "--open", ".open", XrmoptionSepArg, NULL },
	{ "--open=", ".open", XrmoptionStickyArg, NULL },
	{ "--class", ".classMode", XrmoptionNoArg, "True" },
	{ "--dark", ".dark", XrmoptionNoArg, "True" },
	{ "--font-size", ".fontSize", XrmoptionSepArg, NULL },
	{ "--font-size=", ".fontSize", XrmoptionStickyArg, NULL },
	{ "-fn", ".uiFont", XrmoptionSepArg, NULL },
	{ "-font", ".uiFont", XrmoptionSepArg, NULL },
};

#define SWITCH(name, class, field) { name, class, XtRBoolean, \
	sizeof(Boolean), FIELD(field), XtRImmediate, (XtPointer)True }

static XtResource resources[] = {
	{ "pollMilliseconds", "PollMilliseconds", XtRInt, sizeof(int),
	    FIELD(poll_ms), XtRImmediate, (XtPointer)200 },
	{ "messageBytesPerSecond", "MessageBytesPerSecond", XtRInt,
	    sizeof(int), FIELD(stream_bytes_a_second), XtRImmediate,
	    (XtPointer)28000 },
	{ "tableShare", "TableShare", XtRInt, sizeof(int),
	    FIELD(table_share), XtRImmediate, (XtPointer)460 },
	{ "besideShare", "BesideShare", XtRInt, sizeof(int),
	    FIELD(beside_share), XtRImmediate, (XtPointer)600 },
	{ "sideBySide", "SideBySide", XtRString, sizeof(String),
	    FIELD(side_by_side), XtRString, (XtPointer)"auto" },
	{ "columns", "Columns", XtRString, sizeof(String), FIELD(columns),
	    XtRString, (XtPointer)"" },
	{ "sort", "Sort", XtRString, sizeof(String), FIELD(sort), XtRString,
	    (XtPointer)"" },
	SWITCH("lineEnds", "LineEnds", line_ends),
	SWITCH("hex", "Hex", hex),
	SWITCH("showReceived", "ShowReceived", received),
	SWITCH("showSent", "ShowSent", sent),
	SWITCH("timeline", "Timeline", timeline),
	{ "classMode", "ClassMode", XtRBoolean, sizeof(Boolean),
	    FIELD(class_mode), XtRImmediate, (XtPointer)False },
	{ "compactRows", "CompactRows", XtRBoolean, sizeof(Boolean),
	    FIELD(compact), XtRImmediate, (XtPointer)False },
	SWITCH("messageList", "MessageList", list),
	SWITCH("messageLadder", "MessageLadder", ladder),
	{ "publishState", "PublishState", XtRBoolean, sizeof(Boolean),
	    FIELD(publish_state), XtRImmediate, (XtPointer)True },
	{ "tableKeys", "TableKeys", XtRString, sizeof(String),
	    FIELD(table_keys), XtRString, (XtPointer)"" },
	{ "serverProgram", "ServerProgram", XtRString, sizeof(String),
	    FIELD(server_program), XtRString, (XtPointer)"" },
	{ "of", "Of", XtRString, sizeof(String), FIELD(of), XtRString,
	    (XtPointer)"" },
	{ "open", "Open", XtRString, sizeof(String), FIELD(open), XtRString,
	    (XtPointer)"" },
};

static struct monitor monitor;

static void
show_help(void)
{
	struct option_set set;

	printf("usage: xbarewired [OPTION]...\n"
	    "the monitor window of a barewired server\n\n");
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
			exit(option_printed("xbarewired"));
		} else if (strcmp(argv[i], "--version") == 0) {
			printf("xbarewired %s\n", BAREWIRE_VERSION);
			exit(option_printed("xbarewired"));
		}
}

static void
fail(int status, const char *reason)
{
	fprintf(stderr, "xbarewired: %s\n", reason);
	if (status == 2)
		fputs("usage: xbarewired [OPTION]...  (xbarewired --help)\n",
		    stderr);
	exit(status);
}

/* What Xt has left of the command line. */
static void
refuse(const char *word)
{
	char reason[OPTION_FAULT_SIZE];
	struct option_set set;

	option_set_init(&set, specs, XtNumber(specs));
	option_word_fault(&set, word, reason);
	fail(2, reason);
}

/* However this ends, our FIFO goes, too. */
static void
leave(void)
{
	watcher_free(monitor.watcher);
	monitor.watcher = NULL;
}

static int
display_lost(Display *display)
{
	(void)display;
	leave();
	fputs("xbarewired: the display was lost\n", stderr);
	_exit(1);
}

/* The display is open, with what root may; nothing of the user's is yet. */
static void
open_instance(void)
{
	const char *fault = monitor.res.of[0] == '\0' ? NULL :
	    become_user(monitor.res.of);

	if (fault != NULL)
		fail(1, fault);
	fault = instance_init(&monitor.instance, monitor.app.res.instance);
	if (fault != NULL)
		fail(2, fault);
}

static void
open_capture(void)
{
	char fault[CAPTURE_FAULT_SIZE], words[CAPTURE_FAULT_SIZE + 1024];

	if (monitor.res.open[0] == '\0')
		return;
	monitor.recorded = recorded_open(monitor.res.open, monitor.log,
	    fault);
	(void)snprintf(words, sizeof(words), "%s: %s", monitor.res.open,
	    fault);
	if (monitor.recorded == NULL)
		fail(1, words);
	monitor.attach.state = WATCH_ENDED;
}

static void
open_models(void)
{
	monitor.watcher = watcher_new(&monitor.instance);
	monitor.log = log_new(LOG_MESSAGES_MAX, LOG_BYTES_MAX);
	if (monitor.watcher == NULL || monitor.log == NULL ||
	    !log_set_pairs(monitor.log) ||
	    (monitor.stream = stream_new(monitor.log)) == NULL ||
	    (monitor.exchanges = exchange_list_new(monitor.stream)) == NULL)
		fail(1, "out of memory");
	open_capture();
	if (!monitor_begin_timeline(&monitor) ||
	    !monitor_begin_replay(&monitor))
		fail(1, "out of memory");
	table_model_init(&monitor.table);
	monitor_sort_as(&monitor, monitor.res.sort);
	(void)columns_parse(&monitor.table_view.columns,
	    monitor.res.columns);
	monitor.table_view.compact = monitor.res.compact;
	monitor.beside_when = monitor_beside_of(monitor.res.side_by_side);
	monitor.shares[false] = monitor.res.table_share;
	monitor.shares[true] = monitor.res.beside_share;
	monitor.lines = *stream_options(monitor.stream);
	monitor.lines.line_ends = monitor.res.line_ends;
	monitor.lines.hex = monitor.res.hex;
	stream_set_options(monitor.stream, &monitor.lines);
	monitor.want.received = monitor.res.received;
	monitor.want.sent = monitor.res.sent;
	monitor.listing = monitor.res.list;
	monitor.docked = monitor.res.ladder && !monitor.listing;
	monitor.control_fd = -1;
	monitor.child_error_fd = -1;
	monitor.table_view.dragged = monitor.table_view.pressed = COLUMN_COUNT;
}

static void
on_signal(int number, void *context)
{
	struct monitor *mine = context;

	if (number == SIGCHLD)
		monitor_child_ended(mine);
	else
		monitor_quit(mine, 0);
}

static void
not_remembered(void *context, const char *words)
{
	monitor_say(context, COLOUR_WARNING, words);
}

/* As another user this window is a guest: his settings stay his. */
static void
begin_remembering(void)
{
	remember_on_fault(not_remembered, &monitor);
	if (monitor.res.of[0] != '\0')
		remember_nothing();
	remember_watch(&monitor.app);
	if (remember_fault() == NULL)
		return;
	(void)fprintf(stderr, "xbarewired: %s\n", remember_fault());
	not_remembered(&monitor, remember_fault());
}

int
main(int argc, char **argv)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD };
	struct app_plan plan = { "xbarewired", "XBarewired",
	    fallback, x_options, XtNumber(x_options), NULL, 0,
	    display_lost };
	const char *fault;

	process_begin(O_RDWR);
	answer_early(argc, argv);
	plan.settings = monitor_settings(&plan.setting_count);
	fault = app_open(&monitor.app, &plan, &argc, argv);
	if (fault != NULL)
		fail(1, fault);
	if (argc > 1)
		refuse(argv[1]);
	XtGetApplicationResources(monitor.app.shell, &monitor.res, resources,
	    XtNumber(resources), NULL, 0);
	open_instance();
	open_models();
	fault = app_catch_signals(&monitor.app, signals, XtNumber(signals),
	    on_signal, &monitor);
	if (fault != NULL)
		fail(1, fault);
	atexit(leave);
	monitor_make_window(&monitor);
	monitor_apply_want(&monitor);
	/* Before anything has been painted. */
	if (monitor.res.class_mode)
		monitor_toggle_class(&monitor);
	if (!monitor_begin(&monitor))
		fail(1, strerror(errno));
	begin_remembering();
	XtAppMainLoop(monitor.app.context);
	return 0;
}
