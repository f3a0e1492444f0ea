/*
 * What an address does more than once a second is said once, then counted, and
 * the count is said: thousands of lines a second would push out those of
 * others.
 */
#include "server/listener.h"

#include <string.h>

/* So seldom that is told of an address. */
#define TALLY_NS	NS_PER_S

static const char tally_others[] = "other addresses";

/* "127.0.0.1" of "127.0.0.1:4711". */
static void
tally_host(char host[ADDRESS_SIZE], const char *peer)
{
	char *port;

	(void)text_copy(host, ADDRESS_SIZE, peer);
	port = strrchr(host, ':');
	if (port != NULL)
		*port = '\0';
}

/* Its own entry, or one that is free. */
static struct tally *
tally_find(struct listener *listener, enum tally_kind kind, const char *host)
{
	struct tally *found = NULL, *tally;
	int i;

	for (i = 0; i < TALLIES_MAX; i++) {
		tally = &listener->tallies[i];
		if (tally->host[0] == '\0' && found == NULL)
			found = tally;
		else if (tally->kind == kind && strcmp(tally->host, host) == 0)
			return tally;
	}
	return found;
}

bool
listener_tally(struct listener *listener, enum tally_kind kind,
    const char *peer)
{
	char host[ADDRESS_SIZE];
	struct tally *tally;

	tally_host(host, peer);
	tally = tally_find(listener, kind, host);
	if (tally == NULL) {
		tally = &listener->tallies[TALLIES_MAX + kind];
		(void)text_copy(host, sizeof(host), tally_others);
	}
	if (tally->host[0] == '\0') {
		(void)text_copy(tally->host, sizeof(tally->host), host);
		tally->kind = (uint8_t)kind;
		tally->more = 0;
		tally->until_ns = when_mono_ns() + TALLY_NS;
		return true;
	}
	tally->more++;
	return false;
}

void
listener_tally_tick(struct listener *listener, int64_t now_ns)
{
	struct tally *tally;
	int i;

	for (i = 0; i < TALLIES_MAX + TALLY_KINDS; i++) {
		tally = &listener->tallies[i];
		if (tally->host[0] == '\0' || tally->until_ns > now_ns)
			continue;
		tally->until_ns = now_ns + TALLY_NS;
		if (tally->more == 0)
			tally->host[0] = '\0';
		else if (tally->kind == TALLY_LEFT)
			listener_say(listener,
			    SENTENCE_OF(CAME_AND_LEFT_MORE), tally->host,
			    (unsigned long long)tally->more);
		else
			listener_say(listener, SENTENCE_OF(REFUSED_MORE),
			    tally->host, (unsigned long long)tally->more);
		tally->more = 0;
	}
}
