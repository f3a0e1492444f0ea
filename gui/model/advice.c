/* What to say of an address that did not answer as the lab should. */
#include "gui/model/advice.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/text.h"
#include "base/wording.h"
#include "client/reason.h"
#include "gui/model/command.h"

/* "/udp" may stand behind it. */
static uint16_t
port_of(const char *address)
{
	const char *colon = strrchr(address, ':');
	unsigned long port = colon == NULL ? 0 :
	    strtoul(colon + 1, NULL, 10);

	return port <= UINT16_MAX ? (uint16_t)port : 0;
}

static bool
is_loopback(const char *address)
{
	return strncmp(address, "127.", 4) == 0 ||
	    strncmp(address, "[::1]:", 6) == 0;
}

/* The first that the lab could be talked to at; NULL: there is none. */
static const struct listening *
place_of(const struct running *running, const struct advice_call *call,
    const char **instance)
{
	const struct running_server *server;
	unsigned i;
	uint32_t k;

	for (i = 0; i < running->count; i++) {
		server = &running->servers[i];
		*instance = server->instance;
		for (k = 0; k < server->listening_count; k++)
			if (running_fits(&server->listening[k], call->lab,
			    call->udp))
				return &server->listening[k];
	}
	return NULL;
}

/* Another lab's, that has just this address. */
static const struct listening *
other_at(const struct running *running, const struct advice_call *call,
    const char **instance)
{
	const struct running_server *server;
	char dialled[ADDRESS_SIZE];
	unsigned i;
	uint32_t k;

	for (i = 0; i < running->count; i++) {
		server = &running->servers[i];
		*instance = server->instance;
		for (k = 0; k < server->listening_count; k++) {
			command_address(server->listening[k].address, dialled,
			    sizeof(dialled));
			if (!running_fits(&server->listening[k], call->lab,
			    call->udp) &&
			    strcmp(dialled, call->address) == 0)
				return &server->listening[k];
		}
	}
	return NULL;
}

/* The lab whose usual port was dialled; LAB_COUNT: none's. */
static unsigned
usual_lab(uint16_t port)
{
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT && lab_info(lab)->port != port; lab++)
		;
	return lab;
}

/* "127.0.0.1:12000 is order of the server "default"; it has wait at ..." */
static bool
say_other(const struct advice_call *call, const struct listening *other,
    const char *instance, char *out, size_t out_size)
{
	wording_put(out, out_size, wording_of("advice.other",
	    "%1. At %2 the server \"%3\" has %4, not %5."), call->reason,
	    call->address, instance, lab_info(other->lab)->name,
	    lab_info(call->lab)->name, NULL);
	return true;
}

static bool
say_place(const struct advice_call *call, const struct listening *place,
    const char *instance, char *out, size_t out_size)
{
	char address[ADDRESS_SIZE];
	const char *lab = lab_info(call->lab)->name;

	command_address(place->address, address, sizeof(address));
	if (strcmp(address, call->address) == 0)
		return false;
	if (is_loopback(call->address))
		wording_put(out, out_size, wording_of("advice.place",
		    "nothing listens at %1; the server \"%2\" has %3 at %4"),
		    call->address, instance, lab, address, NULL);
	else
		wording_put(out, out_size, wording_of("advice.here",
		    "%1. On this machine the server \"%2\" has %3 at %4."),
		    call->reason, instance, lab, address, NULL);
	return true;
}

/* Nobody here has the lab: its usual port, if another was dialled. */
static bool
say_usual(const struct advice_call *call, char *out, size_t out_size)
{
	uint16_t port = port_of(call->address);
	unsigned other = usual_lab(port);
	char dialled[WORDING_NUMBER_SIZE], usual[WORDING_NUMBER_SIZE];
	const struct lab_info *info = lab_info(call->lab);

	if (port == 0 || port == info->port)
		return false;
	(void)wording_number(dialled, port);
	(void)wording_number(usual, info->port);
	if (other < LAB_COUNT)
		wording_put(out, out_size, wording_of("advice.usualOther",
		    "%1. Port %2 is usually %3; %4 usually has %5."),
		    call->reason, dialled, lab_info(other)->name, info->name,
		    usual, NULL);
	else
		wording_put(out, out_size, wording_of("advice.usual",
		    "%1. Does a server run there? %2 usually has port %3."),
		    call->reason, info->name, usual, NULL);
	return true;
}

bool
advice_text(const struct running *running, const struct advice_call *call,
    char *out, size_t out_size)
{
	const char *instance = "";
	const struct listening *other = other_at(running, call, &instance);
	const struct listening *place;

	if (call->lab >= LAB_COUNT || call->address[0] == '\0')
		return false;
	if (other != NULL)
		return say_other(call, other, instance, out, out_size);
	if (!call->refused)
		return false;
	place = place_of(running, call, &instance);
	if (place != NULL && say_place(call, place, instance, out, out_size))
		return true;
	return place == NULL && say_usual(call, out, out_size);
}

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

bool
advice_refused(const char *reason)
{
	return ends_with(reason, reason_errno(ECONNREFUSED));
}

const char *
advice_next(const char *reason, bool looking_up)
{
	static const int unreachable[] = { ENETUNREACH, EHOSTUNREACH,
	    ETIMEDOUT };
	size_t i;

	if (looking_up)
		return wording_of("next.noName",
		    "%1. Check the host's name, or write its address.");
	if (advice_refused(reason))
		return wording_of("next.refused",
		    "%1. Does a server run there? Check host and port.");
	for (i = 0; i < sizeof(unreachable) / sizeof(unreachable[0]); i++)
		if (ends_with(reason, reason_errno(unreachable[i])))
			return wording_of("next.unreachable",
			    "%1. Check the host and the network.");
	return "%1";
}
