/*
 * What the wait lab offers, as one list: it routes requests, makes Allow,
 * and is the text of GET /.
 */
#include "server/labs/wait.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static enum client_end route_home(struct wait_talk *talk);
static enum client_end route_back(struct wait_talk *talk);
static enum client_end route_echo(struct wait_talk *talk);

#define METHODS_READ	(METHOD_GET | METHOD_HEAD)
#define METHODS_ALL	(METHODS_READ | METHOD_POST | METHOD_OPTIONS | \
			    METHOD_OTHER)

struct route {
	const char *path;	/* one that ends in '/' is a prefix */
	unsigned methods;
	enum client_end (*serve)(struct wait_talk *talk);
	const char *help;
};

static const struct route routes[] = {
	{ "/clients", METHOD_POST, wait_register,
	    "POST /clients      body: a name; you are called so from then on" },
	{ "/wait", METHOD_POST, wait_pause,
	    "POST /wait         body: seconds, 0 to 3600; answered after "
	    "them" },
	{ "/clients", METHODS_READ, wait_list,
	    "GET  /clients      the connected clients, a name and its lab a "
	    "line (or JSON)" },
	{ "/clients/", METHODS_READ, wait_show,
	    "GET  /clients/NAME what the status table says of one; "
	    "NAME@LAB: of another lab" },
	{ "/metrics", METHODS_READ, wait_metrics,
	    "GET  /metrics      what is counted, for Prometheus: from the "
	    "server's own machine" },
	{ "/", METHODS_READ, route_home,
	    "GET  /             this text" },
	{ "/", METHOD_POST, route_back,
	    "POST /             answers with the body it was sent" },
	{ "/echo", METHODS_ALL, route_echo,
	    "any  /echo         answers with the request exactly as it was "
	    "received" },
};

/* --lenient */
static const struct route route_elsewhere = { "", METHOD_POST, wait_guess,
	    "POST elsewhere     seconds when its body is a number, else a name"
};

#define ROUTE_COUNT (sizeof(routes) / sizeof(routes[0]))

static enum client_end
route_home(struct wait_talk *talk)
{
	size_t i;

	wait_begin_answer(talk, 200);
	(void)wait_put(talk, "Barewire wait lab. You are ");
	(void)wait_put(talk, talk->child->row.name);
	(void)wait_put(talk, ".\n");
	for (i = 0; i < ROUTE_COUNT; i++) {
		(void)wait_put(talk, "\n");
		(void)wait_put(talk, routes[i].help);
	}
	if (talk->child->settings->lenient) {
		(void)wait_put(talk, "\n");
		(void)wait_put(talk, route_elsewhere.help);
	}
	(void)wait_put(talk, "\n");
	return CHILD_OK;
}

static enum client_end
route_back(struct wait_talk *talk)
{
	static char type[256];
	const struct http_slice *given = http_request_field(&talk->request,
	    talk->raw, "content-type");
	size_t i;

	wait_begin_answer(talk, 200);
	(void)wait_put_bytes(talk, talk->body, talk->body_len);
	talk->type = "application/octet-stream";
	if (given != NULL && given->len > 0 && given->len < sizeof(type)) {
		memcpy(type, talk->raw + given->at, given->len);
		type[given->len] = '\0';
		/* Blanks may be tabs in what comes, not in what goes out. */
		for (i = 0; i < given->len; i++)
			if (type[i] == '\t')
				type[i] = ' ';
		talk->type = type;
	}
	return CHILD_OK;
}

static enum client_end
route_echo(struct wait_talk *talk)
{
	wait_begin_answer(talk, 200);
	talk->type = "message/http";
	talk->echo = true;
	return CHILD_OK;
}

int
wait_percent(const char *text, size_t len)
{
	int high, low;

	if (len < 3 || text[0] != '%')
		return -1;
	high = text_hex_digit(text[1]);
	low = text_hex_digit(text[2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* A byte that is the same escaped and as it is. */
static bool
is_unreserved(int byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	    (byte >= '0' && byte <= '9') || (byte > 0 && byte < 0x80 &&
	    strchr("-._~", byte) != NULL);
}

bool
wait_path_begins(const struct wait_talk *talk, const char *start,
    struct http_slice *rest)
{
	int byte;

	*rest = talk->request.path;
	for (; *start != '\0'; start++) {
		const char *text = talk->raw + rest->at;
		uint32_t taken = 3;

		byte = wait_percent(text, rest->len);
		if (!is_unreserved(byte)) {
			taken = 1;
			byte = (unsigned char)*text;
		}
		if (rest->len == 0 || byte != (unsigned char)*start)
			return false;
		rest->at += taken;
		rest->len -= taken;
	}
	return true;
}

/* At the address of --metrics there is nothing else. */
static bool
route_offered(const struct route *route, const struct wait_talk *talk)
{
	return !talk->child->inherit->metrics || route->serve == wait_metrics;
}

static bool
route_fits(const struct route *route, const struct wait_talk *talk)
{
	struct http_slice rest;
	size_t len = strlen(route->path);

	return route_offered(route, talk) &&
	    wait_path_begins(talk, route->path, &rest) &&
	    (rest.len == 0 || (len > 1 && route->path[len - 1] == '/'));
}

/* What serves the request; NULL: nothing does. */
static const struct route *
route_find(const struct wait_talk *talk)
{
	unsigned bit = talk->request.method_bit;
	bool known = false;
	size_t i;

	for (i = 0; i < ROUTE_COUNT; i++) {
		if (!route_fits(&routes[i], talk))
			continue;
		if ((routes[i].methods & bit) != 0)
			return &routes[i];
		known = true;
	}
	return talk->child->settings->lenient && !known &&
	    bit == METHOD_POST && route_offered(&route_elsewhere, talk) ?
	    &route_elsewhere : NULL;
}

/* OPTIONS * asks about the server as a whole (RFC 9110 section 9.3.7); so
 * does whatever else names no path, such as CONNECT host:port. */
static unsigned
route_methods(const struct wait_talk *talk)
{
	unsigned methods = 0;
	size_t i;

	for (i = 0; i < ROUTE_COUNT; i++)
		if (route_fits(&routes[i], talk) ||
		    (talk->raw[talk->request.path.at] != '/' &&
		    route_offered(&routes[i], talk)))
			methods |= routes[i].methods;
	return methods == 0 ? 0 : methods | METHOD_OPTIONS;
}

static void
route_refuse(struct wait_talk *talk, unsigned methods)
{
	char path[128];
	struct http_slice slice = talk->request.path;

	(void)text_escape(path, sizeof(path), talk->raw + slice.at,
	    slice.len);
	if (methods == 0 && talk->child->inherit->metrics) {
		wait_say(talk, 404, "There is nothing at %s, and at this "
		    "address but /metrics: the wait lab has a port of its "
		    "own.\n", path);
		return;
	}
	if (methods == 0) {
		wait_say(talk, 404, "There is nothing at %s. GET / lists "
		    "what this server offers.\n", path);
		return;
	}
	wait_say(talk, 405, "%s", "");
	http_allow(methods, talk->allow, sizeof(talk->allow));
	(void)wait_add(talk, "%.*s is not offered for %s, only: %s "
	    "(RFC 9110 section 15.5.6).\n",
	    (int)talk->request.method.len,
	    talk->raw + talk->request.method.at, path, talk->allow);
}

bool
wait_route_refuses(const struct wait_talk *talk)
{
	return route_find(talk) == NULL && (route_methods(talk) == 0 ||
	    talk->request.method_bit != METHOD_OPTIONS);
}

enum client_end
wait_route(struct wait_talk *talk)
{
	const struct route *route = route_find(talk);
	unsigned methods = route_methods(talk);

	if (route != NULL)
		return route->serve(talk);
	if (wait_route_refuses(talk)) {
		route_refuse(talk, methods);
		return CHILD_OK;
	}
	wait_say(talk, 200, "%s", "");
	http_allow(methods, talk->allow, sizeof(talk->allow));
	(void)wait_add(talk, "Allowed here: %s\n", talk->allow);
	return CHILD_OK;
}
