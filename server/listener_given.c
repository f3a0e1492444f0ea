/* Sockets that somebody else made. */
#include "server/given.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "server/lab.h"

#define FIRST_GIVEN	3
/* Above what children keep, and what standard output is kept as. */
#define GIVEN_FROM	128
#define GIVEN_NAME_MAX	255	/* as systemd has it */

struct given {
	int fd;			/* -1: handed out */
	unsigned lab;
	bool metrics;
	bool datagrams;
	char name[GIVEN_NAME_MAX + 1];	/* "": has none */
};

static struct given list[LISTENING_MAX];
static unsigned count;

static int
given_fail(struct listener_error *error, unsigned at, const char *why)
{
	char shown[160];
	const char *name = list[at].name;

	(void)text_escape(shown, sizeof(shown), name, strlen(name));
	(void)snprintf(error->text, sizeof(error->text), "could not take "
	    "descriptor %u of LISTEN_FDS%s%s%s: %s", FIRST_GIVEN + at,
	    name[0] != '\0' ? ", \"" : "", shown,
	    name[0] != '\0' ? "\"" : "", why);
	return -1;
}

/* "wait:order:...", one of each. */
static void
given_names(const char *names)
{
	size_t len;
	unsigned i;

	for (i = 0; i < count && names != NULL; i++) {
		len = strcspn(names, ":");
		if (len <= GIVEN_NAME_MAX)
			memcpy(list[i].name, names, len);
		names = names[len] == ':' ? names + len + 1 : NULL;
	}
}

static int
given_move(struct listener_error *error)
{
	unsigned i;

	for (i = 0; i < count; i++) {
		list[i].fd = fcntl(FIRST_GIVEN + (int)i, F_DUPFD_CLOEXEC,
		    GIVEN_FROM);
		if (list[i].fd == -1)
			return given_fail(error, i, strerror(errno));
		(void)close(FIRST_GIVEN + (int)i);
	}
	return 0;
}

static int
given_read(const char *fds, const char *pid, const char *names,
    struct listener_error *error)
{
	char shown[64];
	long number;

	/* They are another process's, whose environment we were left. */
	if (fds == NULL || pid == NULL || !option_number(pid, 1, INT32_MAX,
	    &number) || number != getpid())
		return 0;
	if (!option_number(fds, 0, LISTENING_MAX, &number)) {
		(void)text_escape(shown, sizeof(shown), fds, strlen(fds));
		(void)snprintf(error->text, sizeof(error->text),
		    "LISTEN_FDS=%s: not a number of sockets (0 to %d)",
		    shown, LISTENING_MAX);
		return -1;
	}
	count = (unsigned)number;
	given_names(names);
	return given_move(error);
}

int
given_take(struct listener_error *error)
{
	int result = given_read(getenv("LISTEN_FDS"), getenv("LISTEN_PID"),
	    getenv("LISTEN_FDNAMES"), error);

	(void)unsetenv("LISTEN_FDS");
	(void)unsetenv("LISTEN_PID");
	(void)unsetenv("LISTEN_FDNAMES");
	return result;
}

static int
given_option(const struct given *given, int option)
{
	int value = -1;
	socklen_t len = sizeof(value);

	(void)getsockopt(given->fd, SOL_SOCKET, option, &value, &len);
	return value;
}

/* What keeps it from being a socket of ours; NULL: nothing does. */
static const char *
given_fault(const struct given *given, const struct sockaddr_storage *at)
{
	int protocol = given_option(given, SO_PROTOCOL);
	int domain = given_option(given, SO_DOMAIN);
	struct sockaddr_storage peer;
	socklen_t len = sizeof(peer);

	if (domain == -1)
		return "is no socket";
	if (domain != AF_INET && domain != AF_INET6)
		return "is no socket of IPv4 or IPv6";
	if (protocol != IPPROTO_TCP && protocol != IPPROTO_UDP)
		return "is neither TCP nor UDP";
	if (((const struct sockaddr_in *)at)->sin_port == 0)
		return "has no port";
	if (getpeername(given->fd, (struct sockaddr *)&peer, &len) == 0)
		return "is connected to somebody (Accept=no hands over the "
		    "socket that listens)";
	if (protocol == IPPROTO_TCP && given_option(given, SO_ACCEPTCONN) != 1)
		return "does not listen";
	return NULL;
}

/* The lab whose port that is, or -1. */
static int
given_by_port(const struct listener_plan *plan, int port)
{
	int lab;

	for (lab = 0; lab < LAB_COUNT; lab++)
		if (plan->ports[lab] == port)
			return lab;
	return -1;
}

static int
given_place(unsigned at, int lab, int port, const struct listener_plan *plan,
    struct listener_error *error)
{
	struct given *given = &list[at];
	enum lab_transport with = given->datagrams ? LAB_UDP : LAB_TCP;
	char why[128];

	if (given->metrics)
		return given->datagrams ? given_fail(error, at,
		    "metrics are asked for by TCP") : 0;
	if (lab == -1)
		(void)snprintf(why, sizeof(why), "port %d is no lab's: "
		    "FileDescriptorName=LAB, or -p LAB=%d, says whose it is",
		    port, port);
	else if (plan->ports[lab] < 0)
		(void)snprintf(why, sizeof(why), "-p %s=off says that it is "
		    "not served", lab_info((unsigned)lab)->name);
	else if ((lab_get((unsigned)lab)->transport & with) == 0)
		(void)snprintf(why, sizeof(why), "%s has no %s",
		    lab_info((unsigned)lab)->name,
		    given->datagrams ? "UDP" : "TCP");
	else {
		given->lab = (unsigned)lab;
		return 0;
	}
	return given_fail(error, at, why);
}

int
given_sort(const struct listener_plan *plan, struct listener_error *error)
{
	struct sockaddr_storage address;
	socklen_t len;
	const char *fault;
	unsigned i;
	int lab, port;

	for (i = 0; i < count; i++) {
		memset(&address, 0, sizeof(address));
		len = sizeof(address);
		(void)getsockname(list[i].fd, (struct sockaddr *)&address,
		    &len);
		fault = given_fault(&list[i], &address);
		if (fault != NULL)
			return given_fail(error, i, fault);
		list[i].datagrams = given_option(&list[i], SO_TYPE) ==
		    SOCK_DGRAM;
		list[i].metrics = strcmp(list[i].name, "metrics") == 0;
		port = ntohs(((struct sockaddr_in *)&address)->sin_port);
		lab = lab_find(list[i].name, strlen(list[i].name));
		if (lab == -1)
			lab = given_by_port(plan, port);
		if (given_place(i, lab, port, plan, error) != 0)
			return -1;
	}
	return 0;
}

bool
given_any(void)
{
	return count > 0;
}

bool
given_lab(unsigned lab)
{
	unsigned i;

	for (i = 0; i < count; i++)
		if (!list[i].metrics && list[i].lab == lab)
			return true;
	return false;
}

int
given_next(unsigned lab, bool metrics, bool *datagrams)
{
	unsigned i;
	int fd;

	for (i = 0; i < count; i++) {
		if (list[i].fd == -1 || list[i].metrics != metrics ||
		    (!metrics && list[i].lab != lab))
			continue;
		*datagrams = list[i].datagrams;
		fd = list[i].fd;
		list[i].fd = -1;
		return fd;
	}
	return -1;
}
