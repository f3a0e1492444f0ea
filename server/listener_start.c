/* From options to "ready". */
#include "server/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/process.h"
#include "server/capture.h"
#include "server/feeder.h"
#include "server/given.h"
#include "server/judge.h"
#include "server/lab.h"
#include "server/limits.h"
#include "server/log.h"
#include "server/notify.h"

static int
start_fail(struct listener_error *error, const char *what)
{
	(void)snprintf(error->text, sizeof(error->text), "%s: %s", what,
	    strerror(errno));
	return -1;
}

/* How much a full /dev/shm has, and how much was wanted. */
static int
start_table_full(const struct listener *listener,
    struct listener_error *error)
{
	struct statvfs status;
	uint64_t free_bytes = 0;

	if (statvfs(SEGMENT_DIR, &status) == 0)
		free_bytes = (uint64_t)status.f_bavail * status.f_frsize;
	(void)snprintf(error->text, sizeof(error->text),
	    "the status table of %u clients and a journal of %u MiB need "
	    "%ju KiB in " SEGMENT_DIR ", which has %ju KiB left: -m serves "
	    "fewer, --journal keeps less",
	    listener->max_clients, listener->journal_mib,
	    (uintmax_t)(listener->table.size + 1023) / 1024,
	    (uintmax_t)free_bytes / 1024);
	return -1;
}

/* A file is not to become so large: the user's own limit. */
static int
start_table_limited(const struct listener *listener,
    struct listener_error *error)
{
	struct rlimit limit = { 0, 0 };

	(void)getrlimit(RLIMIT_FSIZE, &limit);
	(void)snprintf(error->text, sizeof(error->text),
	    "the status table of %u clients and a journal of %u MiB need "
	    "a file of %ju KiB in " SEGMENT_DIR ", and files may have "
	    "%ju KiB (ulimit -f): -m serves fewer, --journal keeps less",
	    listener->max_clients, listener->journal_mib,
	    (uintmax_t)(listener->table.size + 1023) / 1024,
	    (uintmax_t)limit.rlim_cur / 1024);
	return -1;
}

static int
start_table_fail(const struct listener *listener, enum table_result result,
    struct listener_error *error)
{
	char what[INSTANCE_PATH_SIZE + 64];
	const char *fault;
	int reason = errno;

	if (result == TABLE_TAKEN)
		return listener_lock_taken(listener,
		    segment_holder(&listener->instance), error);
	if (reason == ENOSPC)
		return start_table_full(listener, error);
	if (reason == EFBIG)
		return start_table_limited(listener, error);
	fault = segment_fault(&listener->instance);
	if (fault != NULL) {
		(void)snprintf(error->text, sizeof(error->text), "%s", fault);
		return -1;
	}
	(void)snprintf(what, sizeof(what),
	    "could not make the status table " SEGMENT_DIR "%s",
	    listener->instance.shm_name);
	errno = reason;
	return start_fail(error, what);
}

/* The numbers of this server's clients begin where no other server's are
 * likely to have been: who looks on beyond a restart takes no client for one
 * that was there before.  The peers of a UDP port add bits from 40 on. */
#define CLIENT_FIRST_MAX ((UINT64_C(1) << 39) - 1)

/* Room for the ended ones beside the living, and for UDP peers. */
static int
start_table(struct listener *listener, struct listener_error *error)
{
	struct table_plan plan = { .max_clients = listener->max_clients,
	    .listening_count = listener->metrics_from,
	    .listening = listener->listening,
	    .journal_mib = listener->journal_mib };
	enum table_result result;
	uint32_t i;
	unsigned lab;

	plan.extra_rows = listener->max_clients / 4 + 64;
	for (i = 0; i < listener->socket_count; i++)
		if (listener->sockets[i].datagrams)
			plan.extra_rows += LIMIT_UDP_ROWS;
	for (lab = 0; lab < LAB_COUNT; lab++)
		if (lab_get(lab)->area_size != NULL)
			plan.area_size[lab] =
			    lab_get(lab)->area_size(listener->max_clients);
	result = table_create(&listener->table, &listener->instance, &plan);
	if (result != TABLE_OK)
		return start_table_fail(listener, result, error);
	journal_lane_roam(&listener->table.journal);
	listener->rows = plan.max_clients + plan.extra_rows;
	listener->next_client = listener->table.facts.generation &
	    CLIENT_FIRST_MAX;
	for (lab = 0; lab < LAB_COUNT; lab++)
		listener->table.repair[lab] = lab_get(lab)->area_repair;
	return 0;
}

/* Where it is, as a terminal may show it. */
static void
start_announce_capture(struct listener *listener)
{
	const char *path = listener->settings.capture;
	char escaped[256];

	(void)text_escape(escaped, sizeof(escaped), path, strlen(path));
	listener_announce(listener, SENTENCE_OF(CAPTURING), escaped);
}

static void
start_announce(struct listener *listener, const struct listener_plan *plan)
{
	const struct listening *at;
	const char *fault;
	uint32_t i;

	for (i = 0; i < listener->socket_count; i++) {
		at = &listener->listening[i];
		if (i >= listener->metrics_from)
			listener_announce(listener, SENTENCE_OF(METRICS_AT),
			    at->address);
		else
			listener_announce(listener, SENTENCE_OF(LISTENING),
			    lab_info(at->lab)->name, at->address);
	}
	listener_reach_say(listener);
	listener_adopt_say(listener, plan);
	notify_say(listener);
	fault = instance_session_fault(&listener->instance);
	if (fault != NULL)
		listener_announce(listener, SENTENCE_OF(SESSION_UNUSED),
		    fault);
	if (geteuid() == 0)
		listener_announce(listener, SENTENCE_OF(AS_ROOT));
	if (listener->settings.capture != NULL)
		start_announce_capture(listener);
}

static void
start_empty(struct listener *listener, const struct listener_plan *plan)
{
	uint32_t i;

	memset(listener, 0, sizeof(*listener));
	listener->settings = plan->settings;
	listener->max_clients = (uint32_t)plan->max_clients;
	listener->per_address = (uint32_t)plan->per_address;
	listener->journal_mib = (unsigned)plan->journal_mib;
	listener->accepting = true;
	listener->judge_fd = -1;
	for (i = 0; i < CONTROL_MAX; i++)
		listener->controls[i].fd = -1;
	listener_signals_ignore();
	tzset();
	listener_limits_open();
}

/* Everything that shm/readers.def lists. */
static void
start_readers_list(struct listener *listener)
{
	const struct server_settings *settings = &listener->settings;

	(void)settings;
#define READER(symbol, name, what, function, sandbox, owns, wish) \
	listener->readers[JOURNAL_##symbol] = (struct reader){ \
	    .id = JOURNAL_##symbol, .title = name, .does = what, \
	    .run = function, .list = sandbox, .has = owns, .wanted = wish };
#include "shm/readers.def"
#undef READER
}

/* -1 with error. */
static int
start_capture(struct listener *listener, struct listener_error *error)
{
	const char *path = listener->settings.capture;
	char what[320], escaped[256];

	listener->reads.capture_fd = -1;
	if (path == NULL)
		return 0;
	listener->reads.capture_fd = capture_files_open(&listener->captured,
	    &listener->settings);
	if (listener->reads.capture_fd != -1)
		return 0;
	(void)text_escape(escaped, sizeof(escaped), path, strlen(path));
	(void)snprintf(what, sizeof(what), "could not make the capture %s",
	    escaped);
	return start_fail(error, what);
}

/* Without memory for it there is none, and all else goes on. */
static void
start_judge(struct listener *listener)
{
	struct server_settings *settings = &listener->settings;

	listener->reads.judge_memory_fd = -1;
	if (settings->judge_mib == 0)
		return;
	listener->reads.judge_memory_fd =
	    judge_memory_open(settings->judge_mib);
	if (listener->reads.judge_memory_fd != -1) {
		listener->judge_wall_ns = when_wall_ns();
		return;
	}
	listener_announce(listener, SENTENCE_OF(NO_JUDGE), strerror(errno));
	settings->judge_mib = 0;
	(void)close(listener->judge_fd);
	(void)unlink(listener->instance.judge_path);
	listener->judge_fd = listener->reads.judge_fd = -1;
}

static int
start_readers(struct listener *listener, struct listener_error *error)
{
	int i;

	listener->reads = (struct reader_inherit){ .table = &listener->table,
	    .place = &listener->place, .settings = &listener->settings,
	    .judge_fd = listener->judge_fd,
	    .judge_socket = listener->judge_socket,
	    .parent_pid = getpid() };
	(void)getrlimit(RLIMIT_FSIZE, &listener->reads.files);
	if (start_capture(listener, error) != 0)
		return -1;
	start_judge(listener);
	start_readers_list(listener);
	for (i = 0; i < JOURNAL_READERS; i++)
		if (listener->readers[i].wanted && reader_start(
		    &listener->readers[i], &listener->reads) != 0)
			return start_fail(error, "could not start the "
			    "processes that read the journal");
	return 0;
}

/* Everything behind the instance's lock; what fails is undone by leaving
 * the instance. */
static int
start_parts(struct listener *listener, const struct listener_plan *plan,
    struct listener_error *error)
{
	if (plan->user == NULL &&
	    listener_sockets_open(listener, plan, error) != 0)
		return -1;
	if (start_table(listener, error) != 0)
		return -1;
	if (listener_slots_init(listener) != 0 ||
	    listener_arrivals_init(listener) != 0)
		return start_fail(error, "could not get memory");
	if (listener_watch_open(listener) != 0)
		return start_fail(error, "could not watch the directory");
	if (listener_signals_open(listener) != 0)
		return start_fail(error, "could not get signals");
	/* Before anything forks: no process of ours may open files then. */
	text_prepare();
	/* A sanitizer's report is to be seen. */
	if (SANDBOX_POSSIBLE)
		(void)process_quiet();
	return start_readers(listener, error);
}

/* What a child keeps has the lowest numbers, each client the lowest of all
 * and the bells those behind it: what it closes is one range.  -1: there are
 * none to be had. */
static int
start_low(struct listener *listener)
{
	int client = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (client != -1 && bells_open(&listener->bells))
		return client;
	(void)close(client);
	return -1;
}

/* Those that are there, those that children keep, and ours: start_low's, or -1
 * with error. */
static int
start_descriptors(struct listener *listener, struct listener_error *error)
{
	int client;

	if (given_take(error) != 0)
		return -1;
	client = start_low(listener);
	if (client == -1)
		return start_fail(error, "could not get descriptors");
	notify_open();
	return client;
}

int
listener_start(struct listener *listener, const struct listener_plan *plan,
    struct listener_error *error)
{
	const char *fault;
	int client;

	start_empty(listener, plan);
	client = start_descriptors(listener, error);
	if (client == -1)
		return -1;
	/* Only root may bind some ports; where the instance is, is its user's
	 * affair. */
	if (plan->user != NULL &&
	    (listener_sockets_open(listener, plan, error) != 0 ||
	    listener_user_take(plan->user, error) != 0))
		return -1;
	fault = instance_init(&listener->instance, plan->instance);
	if (fault != NULL) {
		(void)snprintf(error->text, sizeof(error->text), "%s",
		    fault);
		return -1;
	}
	listener_signals_hold();
	if (listener_instance_take(listener, error) != 0)
		return -1;
	if (start_parts(listener, plan, error) != 0) {
		process_unquiet();
		listener_instance_leave(listener);
		return -1;
	}
	(void)close(client);
	listener_limits_close(listener);
	listener_watch_read(listener);
	start_announce(listener, plan);
	listener_confine(listener, plan);
	listener_datagrams_start(listener);
	table_publish(&listener->table);
	listener_announce(listener, SENTENCE_OF(READY));
	notify_ready(listener);
	return 0;
}
