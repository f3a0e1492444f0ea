/* Telling whoever started the server how it is. */
#include "server/notify.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/options.h"
#include "base/when.h"

#define STATUS_NS	(2 * NS_PER_S)
#define WATCHDOG_MAX_US	(INT64_MAX / 1000)

enum phase { STARTS, SERVES, STOPS };

static int fd = -1;
static const char *fault;	/* why there is none; NULL: none asked */
static int64_t watchdog_ns;	/* half of the time; 0: nobody waits */
static int64_t watched_ns, status_ns;	/* when it was last said */
static enum phase phase, told;	/* as it is, as it was said */
static char status[64];		/* as it was said */

/* A path, or "@" and a name that is in no file system. */
static const char *
notify_connect(const char *to)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t len = strlen(to);

	if (to[0] != '/' && to[0] != '@')
		return "is neither a path nor @NAME";
	if (len >= sizeof(address.sun_path))
		return "is too long";
	memcpy(address.sun_path, to, len);
	if (to[0] == '@')
		address.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return strerror(errno);
	if (connect(fd, (const struct sockaddr *)&address, (socklen_t)
	    (offsetof(struct sockaddr_un, sun_path) + len)) == 0)
		return NULL;
	to = strerror(errno);
	(void)close(fd);
	fd = -1;
	return to;
}

/* Microseconds that this process may be silent for, or 0. */
static int64_t
notify_watchdog_us(void)
{
	const char *usec = getenv("WATCHDOG_USEC");
	const char *pid = getenv("WATCHDOG_PID");
	long long number;
	long other;
	char *end;

	if (usec == NULL || (pid != NULL && (!option_number(pid, 1, INT32_MAX,
	    &other) || other != getpid())))
		return 0;
	number = strtoll(usec, &end, 10);
	return *end == '\0' && number > 0 && number < WATCHDOG_MAX_US ?
	    number : 0;
}

void
notify_open(void)
{
	const char *to = getenv("NOTIFY_SOCKET");

	if (to != NULL && to[0] != '\0')
		fault = notify_connect(to);
	if (fd != -1)
		watchdog_ns = notify_watchdog_us() * 1000 / 2;
	(void)unsetenv("NOTIFY_SOCKET");
	(void)unsetenv("WATCHDOG_USEC");
	(void)unsetenv("WATCHDOG_PID");
}

void
notify_say(struct listener *listener)
{
	if (fault != NULL)
		listener_announce(listener, SENTENCE_OF(NOT_NOTIFIED), fault);
}

/* False: nobody has it, and it is to be said again. */
static bool
notify_send(const char *text)
{
	return fd == -1 || send(fd, text, strlen(text), MSG_NOSIGNAL) != -1;
}

/* The word of a row with its state in it, and nothing else, so that thousands
 * cost nothing: it is no more than shown, whatever it says. */
static unsigned
notify_state(const struct row *row)
{
	uint8_t bytes[sizeof(uint64_t)];
	const size_t at = offsetof(struct row_data, state);
	uint64_t word = atomic_load_explicit(&row->words[at / sizeof(word)],
	    memory_order_relaxed);

	memcpy(bytes, &word, sizeof(word));
	return bytes[at % sizeof(word)];
}

static unsigned
notify_waiting(const struct listener *listener)
{
	unsigned waiting = 0, state;
	uint32_t i;

	for (i = 0; i < listener->high_water; i++) {
		if (listener->slots[i].state != SLOT_LIVE ||
		    listener->slots[i].datagrams)
			continue;
		state = notify_state(&listener->table.rows[i]);
		waiting += state == STATE_WAITING || state == STATE_PAIRING;
	}
	return waiting;
}

static void
notify_status(const struct listener *listener, char out[sizeof(status)])
{
	unsigned long long clients = listener->active;

	(void)snprintf(out, sizeof(status), "%s%llu client%s, %u waiting",
	    phase == STOPS ? "shutting down: " : "", clients,
	    clients == 1 ? "" : "s", notify_waiting(listener));
}

/* What has changed, in one datagram. */
static void
notify_tell(const struct listener *listener, int64_t now_ns)
{
	char now[sizeof(status)], text[192];
	size_t len = 0;

	notify_status(listener, now);
	if (phase == told && strcmp(now, status) == 0)
		return;
	if (phase == SERVES && told != SERVES)
		len = (size_t)snprintf(text, sizeof(text),
		    "READY=1\nMAINPID=%d\n", (int)getpid());
	else if (phase == STOPS && told != STOPS)
		len = (size_t)snprintf(text, sizeof(text), "STOPPING=1\n");
	(void)snprintf(text + len, sizeof(text) - len, "STATUS=%s", now);
	status_ns = now_ns;
	if (!notify_send(text))
		return;
	told = phase;
	memcpy(status, now, sizeof(status));
}

void
notify_ready(const struct listener *listener)
{
	phase = SERVES;
	if (fd != -1)
		notify_tell(listener, when_mono_ns());
}

void
notify_stopping(const struct listener *listener)
{
	phase = STOPS;
	if (fd != -1)
		notify_tell(listener, when_mono_ns());
}

void
notify_failed(const char *why)
{
	char text[600];

	(void)snprintf(text, sizeof(text), "STATUS=%s", why);
	(void)notify_send(text);
}

int
notify_each_ms(int most)
{
	int64_t each_ms = watchdog_ns / NS_PER_MS;

	return watchdog_ns == 0 || each_ms >= most ? most : (int)each_ms;
}

void
notify_tick(const struct listener *listener, int64_t now_ns)
{
	if (fd == -1)
		return;
	if (watchdog_ns != 0 && now_ns - watched_ns >= watchdog_ns &&
	    notify_send("WATCHDOG=1"))
		watched_ns = now_ns;
	if (phase != told || now_ns - status_ns >= STATUS_NS)
		notify_tell(listener, now_ns);
}
