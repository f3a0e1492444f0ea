/*
 * For whom an address's places are counted.
 *
 * Somebody who has one IPv6 address has a /64 of them, and could be a crowd:
 * so such an address counts as its /64.  On a link of our own, though, all
 * machines of a classroom have one /64 between them: there each counts alone.
 */
#include "server/listener.h"

#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>

void
listener_link_add(struct listener *listener, const struct sockaddr *address)
{
	unsigned char key[ADDRESS_KEY_SIZE];

	if (address == NULL || address->sa_family != AF_INET6 ||
	    listener->link_count == LINKS_MAX)
		return;
	address_key(key, address);
	memcpy(listener->links[listener->link_count++], key, LINK_SIZE);
}

/* Where they cannot be had, every /64 is somebody's. */
void
listener_links_init(struct listener *listener)
{
	struct ifaddrs *list, *at;

	listener->link_count = 0;
	if (getifaddrs(&list) != 0)
		return;
	for (at = list; at != NULL; at = at->ifa_next)
		listener_link_add(listener, at->ifa_addr);
	freeifaddrs(list);
}

static bool
is_link(const struct listener *listener,
    const unsigned char key[ADDRESS_KEY_SIZE])
{
	uint32_t i;

	for (i = 0; i < listener->link_count; i++)
		if (memcmp(listener->links[i], key, LINK_SIZE) == 0)
			return true;
	/* fe80::/10 is always a link's own. */
	return key[0] == 0xfe && (key[1] & 0xc0) == 0x80;
}

void
listener_link_key(const struct listener *listener,
    unsigned char key[ADDRESS_KEY_SIZE], const struct sockaddr *address)
{
	static const unsigned char v4[12] = { [10] = 0xff, [11] = 0xff };

	address_key(key, address);
	if (memcmp(key, v4, sizeof(v4)) != 0 && !is_link(listener, key))
		memset(key + LINK_SIZE, 0, ADDRESS_KEY_SIZE - LINK_SIZE);
}
