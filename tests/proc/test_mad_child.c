/*
 * A child that has gone mad writes over what all processes share, a part at a
 * time, while the server, other clients and watchers work.  The parent lives,
 * whoever does not depend on the spoilt part is served, no process dies, and
 * watchers show what they can; afterwards all is as it was.
 *
 * timeout: 240, takes: 60
 */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/when.h"
#include "gui/model/attach.h"
#include "gui/model/table.h"
#include "server/settings.h"
#include "shm/lock.h"
#include "tests/proc/scribble.h"
#include "tests/unit/unit.h"
#include "watch/watcher.h"

#define ROUNDS	20

static struct instance instance;
static struct table table;
static struct zone zones[ZONES];
static char name[48], said[128];	/* the instance, its event lines */
static pid_t server_pid, tail_pid;
static uint16_t ports[LAB_COUNT][2];	/* TCP, UDP */
static struct watcher *watcher;
static struct table_model rows;
static struct attach attach;
static uint64_t heard, lost;

static void
server_run(void)
{
	static const char *const words[] = { "barewired", "-i", name, "-m",
	    "64", "--journal", "1", "-p", "wait=0", "-p", "order=0", "-p",
	    "chat=0", "-p", "calc=0", "-p", "clock=0", "-p", "echo=0", NULL };
	static struct listener_plan plan;
	static struct listener listener;
	static struct listener_error error;

	(void)!freopen(said, "w", stdout);
	if (settings_read(&plan, sizeof(words) / sizeof(words[0]) - 1,
	    (char **)(uintptr_t)words, &error) == SETTINGS_RUN &&
	    listener_start(&listener, &plan, &error) == 0)
		_exit(listener_run(&listener));
	fprintf(stderr, "%s\n", error.text);
	_exit(99);
}

static void
nap(void)
{
	(void)usleep(5000);
}

static void
server_start(void)
{
	int64_t until_ns = when_mono_ns() + 20 * NS_PER_S;
	const struct listening *at;
	const char *colon;
	unsigned i;

	(void)snprintf(name, sizeof(name), "mad-%d", (int)getpid());
	(void)snprintf(said, sizeof(said), "%s/%s", getenv("TMPDIR") != NULL ?
	    getenv("TMPDIR") : "/tmp", name);
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
	server_pid = fork();
	if (server_pid == 0)
		server_run();
	while (table_attach(&table, &instance) != TABLE_OK &&
	    when_mono_ns() < until_ns)
		nap();
	CU_ASSERT_PTR_NOT_NULL_FATAL(table.header);
	zones_fill(&table, zones);
	for (i = 0; i < table.facts.listening_count; i++) {
		at = &table.facts.listening[i];
		colon = strrchr(at->address, ':');
		ports[at->lab][strstr(colon, "/udp") != NULL] =
		    (uint16_t)atoi(colon + 1);
	}
}

static int
dial(unsigned lab, bool datagrams, int patience_ms)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
	    .sin_port = htons(ports[lab][datagrams]),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval patience = { patience_ms / 1000,
	    patience_ms % 1000 * 1000 };
	int fd = socket(AF_INET, (datagrams ? SOCK_DGRAM : SOCK_STREAM) |
	    SOCK_CLOEXEC, 0);

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
	    sizeof(patience));
	(void)connect(fd, (struct sockaddr *)&to, sizeof(to));
	return fd;
}

/* What a client gets for these words: "" when it gets nothing in its time. */
static const char *
talk(int fd, const char *words)
{
	static char answer[2048];
	ssize_t len = -1;

	if (send(fd, words, strlen(words), MSG_NOSIGNAL) != -1)
		len = recv(fd, answer, sizeof(answer) - 1, 0);
	answer[len > 0 ? len : 0] = '\0';
	return answer;
}

static const char *
ask(unsigned lab, bool datagrams, const char *words, int patience_ms)
{
	int fd = dial(lab, datagrams, patience_ms);
	const char *answer = talk(fd, words);

	(void)close(fd);
	return answer;
}

static bool
is_in(const char *answer, const char *expected)
{
	if (strstr(answer, expected) != NULL)
		return true;
	printf("\n    \"%s\", not \"%s\"\n    ", answer, expected);
	return false;
}

static bool
answers(unsigned lab, const char *words, const char *expected)
{
	return is_in(ask(lab, false, words, 30000), expected);
}

/* Those that share nothing but the table are served all the time. */
static void
labs_serve(void)
{
	CU_ASSERT_TRUE(answers(LAB_ECHO, "hello", "hello"));
	CU_ASSERT_TRUE(answers(LAB_WAIT,
	    "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK"));
	CU_ASSERT_TRUE(answers(LAB_WAIT, "POST /wait HTTP/1.1\r\nHost: x\r\n"
	    "Content-Length: 1\r\n\r\n0", "HTTP/1.1 200 OK"));
}

/* Whatever these say. */
static void
labs_poke(void)
{
	(void)ask(LAB_CALC, false, "alice\n6 * 7\n", 50);
	(void)ask(LAB_CHAT, false, "bob\nhello\n", 50);
	(void)ask(LAB_ORDER, false, "Alice\n", 20);
	(void)ask(LAB_CLOCK, true, "SEND_TIME", 50);
	(void)ask(LAB_ECHO, true, "hello", 50);
}

static void
on_message(void *context, const struct feed_message *message)
{
	(void)context;
	heard += message->bytes_len + strlen(message->name) < UINT32_MAX;
}

static void
on_gap(void *context, uint64_t count)
{
	(void)context;
	lost += count;
}

/* The monitor's models, of what there is to see. */
static enum watch_state
watch(void)
{
	static const struct feed_sink sink = { NULL, on_message, on_gap };
	const struct watch_view *view = watcher_view(watcher);
	enum watch_state state = watcher_poll(watcher);
	char text[4096];
	uint32_t i;

	(void)watcher_feed_open(watcher, &sink);
	(void)watcher_feed_read(watcher, 1 << 20);
	(void)attach_update(&attach, view);
	attach_listening(view, text, sizeof(text));
	table_model_update(&rows, view->rows, view->row_count,
	    view->now_mono_ns);
	for (i = 0; i < view->row_count; i++) {
		CU_ASSERT_TRUE(strlen(view->rows[i].name) < NAME_SIZE);
		watch_end_text(&view->rows[i], text);
		(void)state_word(view->rows[i].state);
		(void)watch_seconds_left(&view->rows[i], view->now_mono_ns);
	}
	return state;
}

/* barewirectl as it is: its exit status, -1 when it died. */
static int
ctl(const char *command, bool waits)
{
	const char *program = getenv("BAREWIRECTL");
	int status = 0;
	pid_t pid;

	if (program == NULL || access(program, X_OK) != 0)
		return 0;
	pid = fork();
	if (pid == 0) {
		(void)!freopen("/dev/null", "w", stdout);
		(void)!freopen("/dev/null", "w", stderr);
		(void)execl(program, program, "-i", name, command,
		    strcmp(command, "status") == 0 ? "--json" : NULL,
		    (char *)NULL);
		_exit(0);
	}
	if (!waits) {
		tail_pid = pid;
		return 0;
	}
	(void)waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Does who comes now find what stood there in the beginning? */
static bool
whole_for_others(void)
{
	struct table later;
	bool same = table_attach(&later, &instance) == TABLE_OK &&
	    later.facts.generation == table.facts.generation &&
	    later.facts.max_clients == table.facts.max_clients &&
	    later.facts.listening_count == table.facts.listening_count &&
	    strcmp(later.facts.listening[0].address,
	    table.facts.listening[0].address) == 0;

	table_detach(&later);
	return same;
}

static bool
all_is_well(void)
{
	const struct watch_view *view = watcher_view(watcher);

	return watch() == WATCH_RUNNING && view->totals.active == 0 &&
	    view->totals.crashed == 0 && view->max_clients == 64 &&
	    view->server_pid == server_pid && whole_for_others() &&
	    lock_owner(&table) == 0 &&
	    ask(LAB_CLOCK, true, "SEND_TIME", 100)[0] != '\0';
}

/* Has the server said that somebody crashed?  Then so does the test. */
static bool
nobody_crashed(void)
{
	FILE *file = fopen(said, "r");
	char line[512];
	bool good = true;

	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
		if (strstr(line, "crashed") != NULL ||
		    strstr(line, "ended, signal") != NULL) {
			printf("\n    %s    ", line);
			good = false;
		}
	if (file != NULL)
		(void)fclose(file);
	return good;
}

/* Afterwards: nobody died, everything is said rightly again, and names go to
 * those who want them. */
static void
server_is_well(const struct zone *zone)
{
	int64_t until_ns = when_mono_ns() + 30 * NS_PER_S;
	bool well;

	while (!(well = all_is_well()) && when_mono_ns() < until_ns)
		nap();
	CU_ASSERT_TRUE(well);
	CU_ASSERT_TRUE(nobody_crashed());
	labs_serve();
	CU_ASSERT_TRUE(answers(LAB_WAIT, "POST /clients HTTP/1.1\r\n"
	    "Host: x\r\nContent-Length: 3\r\n\r\nzoe", " 201 "));
	CU_ASSERT_TRUE(answers(LAB_CALC, "zoe\n6 * 7\n", "42"));
	if (strcmp(zone->name, "chat") != 0)
		CU_ASSERT_TRUE(answers(LAB_CHAT, "zoe\n/list\n", "zoe"));
	CU_ASSERT_EQUAL(kill(server_pid, 0), 0);
}

static void
server_stop(void)
{
	int status = -1;

	watcher_free(watcher);
	table_model_free(&rows);
	table_detach(&table);
	(void)unlink(said);
	(void)kill(server_pid, SIGTERM);
	CU_ASSERT_EQUAL(waitpid(server_pid, &status, 0), server_pid);
	CU_ASSERT_EQUAL(status, 0);
	if (tail_pid == 0)
		return;
	/* It ends with its server, by itself. */
	CU_ASSERT_EQUAL(waitpid(tail_pid, &status, 0), tail_pid);
	CU_ASSERT_TRUE(WIFEXITED(status));
	tail_pid = 0;
}

static void
go_mad(unsigned number, uint64_t seed)
{
	char *map;
	pid_t mad;
	int round, before;

	server_start();
	before = dial(LAB_CALC, false, 30000);
	CU_ASSERT_TRUE(is_in(talk(before, "amy\n6 * 7\n"), "42"));
	watcher = watcher_new(&instance);
	table_model_init(&rows);
	(void)watch();
	(void)ctl("tail", false);
	map = scribble_map(&instance, table.facts.size);
	CU_ASSERT_PTR_NOT_NULL_FATAL(map);
	mad = fork();
	if (mad == 0)
		scribble(map, &zones[number], seed);
	for (round = 0; round < ROUNDS; round++) {
		labs_serve();
		labs_poke();
		CU_ASSERT_TRUE(is_in(talk(before, "6 * 7\n"), "42"));
		(void)watch();
		CU_ASSERT_TRUE(ctl("status", true) >= 0);
	}
	(void)kill(mad, SIGKILL);
	(void)waitpid(mad, NULL, 0);
	(void)munmap(map, table.facts.size);
	(void)close(before);
	server_is_well(&zones[number]);
	server_stop();
}

static void
every_part_is_scribbled_on(void)
{
	const char *given = getenv("SEED");
	uint64_t seed = given != NULL ? strtoull(given, NULL, 0) :
	    (uint64_t)when_wall_ns();
	const char *only = getenv("ZONE");
	unsigned i;

	printf("(SEED=%llu) ", (unsigned long long)seed);
	for (i = 0; i < ZONES; i++) {
		if (only != NULL && atoi(only) != (int)i)
			continue;
		printf("%u ", i);
		(void)fflush(stdout);
		go_mad(i, seed + i);
	}
	printf("(%llu messages, %llu said to be lost) ",
	    (unsigned long long)heard, (unsigned long long)lost);
}

UNIT_MAIN("a mad child", TEST(every_part_is_scribbled_on))
