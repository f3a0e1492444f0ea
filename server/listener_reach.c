/* Where other machines find a server that listens at every address. */
#include "server/listener.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include "base/address.h"
#include "server/given.h"

#define REACH_MAX	16	/* lines */

/* Is a socket bound to all addresses of that family? */
static bool
reach_all(const struct listener *listener, int family)
{
	struct sockaddr_storage bound;
	const struct sockaddr_in *four = (const void *)&bound;
	const struct sockaddr_in6 *six = (const void *)&bound;
	socklen_t len, only_len;
	uint32_t i;
	int only;

	for (i = 0; i < listener->metrics_from; i++) {
		memset(&bound, 0, sizeof(bound));
		len = sizeof(bound);
		only_len = sizeof(only);
		only = 0;
		if (getsockname(listener->sockets[i].fd,
		    (struct sockaddr *)&bound, &len) != 0)
			continue;
		if (bound.ss_family == AF_INET && family == AF_INET &&
		    four->sin_addr.s_addr == htonl(INADDR_ANY))
			return true;
		if (bound.ss_family != AF_INET6 ||
		    !IN6_IS_ADDR_UNSPECIFIED(&six->sin6_addr))
			continue;
		(void)getsockopt(listener->sockets[i].fd, IPPROTO_IPV6,
		    IPV6_V6ONLY, &only, &only_len);
		if (family == AF_INET6 || only == 0)
			return true;
	}
	return false;
}

/* An address that is good on other machines as it is: one of a link is not,
 * without the name of their interface. */
static bool
reach_usable(const struct listener *listener, const struct ifaddrs *at)
{
	const struct sockaddr_in6 *six = (const void *)at->ifa_addr;

	if (six == NULL || (at->ifa_flags & IFF_UP) == 0 ||
	    (at->ifa_flags & IFF_LOOPBACK) != 0)
		return false;
	if (six->sin6_family == AF_INET)
		return reach_all(listener, AF_INET);
	return six->sin6_family == AF_INET6 &&
	    !IN6_IS_ADDR_LINKLOCAL(&six->sin6_addr) &&
	    reach_all(listener, AF_INET6);
}

/* "192.168.1.7", "[2001:db8::7]": without the port, which is each lab's. */
static void
reach_say(struct listener *listener, const struct ifaddrs *at)
{
	char text[ADDRESS_SIZE], device[4 * IF_NAMESIZE];

	address_format(text, at->ifa_addr);
	*strrchr(text, ':') = '\0';
	(void)text_escape(device, sizeof(device), at->ifa_name,
	    strlen(at->ifa_name));
	listener_announce(listener, SENTENCE_OF(REACHED_AT), text, device);
}

void
listener_reach_say(struct listener *listener)
{
	struct ifaddrs *list, *at;
	unsigned said = 0;

	if ((!reach_all(listener, AF_INET) && !reach_all(listener, AF_INET6)) ||
	    getifaddrs(&list) != 0)
		return;
	for (at = list; at != NULL && said < REACH_MAX; at = at->ifa_next)
		if (reach_usable(listener, at)) {
			reach_say(listener, at);
			said++;
		}
	freeifaddrs(list);
	if (said == 0)
		listener_announce(listener, SENTENCE_OF(REACHED_NOT));
}
