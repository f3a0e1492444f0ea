/* Socket addresses in and out of text. */
#include "base/address.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/wording.h"

static void
format_v4(char out[ADDRESS_SIZE], const void *bytes, unsigned port)
{
	const unsigned char *numbers = bytes;
	size_t len = 0;
	int i;

	for (i = 0; i < 4; i++) {
		len += text_number(out + len, numbers[i]);
		out[len++] = i < 3 ? '.' : ':';
	}
	(void)text_number(out + len, port);
}

static void
format_v6(char out[ADDRESS_SIZE], const struct sockaddr_in6 *from)
{
	char text[INET6_ADDRSTRLEN] = "?", zone[IF_NAMESIZE];
	unsigned port = ntohs(from->sin6_port);

	if (IN6_IS_ADDR_V4MAPPED(&from->sin6_addr)) {
		format_v4(out, &from->sin6_addr.s6_addr[12], port);
		return;
	}
	(void)inet_ntop(AF_INET6, &from->sin6_addr, text, sizeof(text));
	if (from->sin6_scope_id == 0)
		(void)snprintf(out, ADDRESS_SIZE, "[%s]:%u", text, port);
	else if (if_indextoname(from->sin6_scope_id, zone) != NULL)
		(void)snprintf(out, ADDRESS_SIZE, "[%s%%%s]:%u", text, zone,
		    port);
	else
		(void)snprintf(out, ADDRESS_SIZE, "[%s%%%u]:%u", text,
		    from->sin6_scope_id, port);
}

void
address_format(char out[ADDRESS_SIZE], const struct sockaddr *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	/* Copies: the caller's storage may be aligned for less. */
	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof(v4));
		format_v4(out, &v4.sin_addr, ntohs(v4.sin_port));
	} else if (address->sa_family == AF_INET6) {
		memcpy(&v6, address, sizeof(v6));
		format_v6(out, &v6);
	} else {
		(void)snprintf(out, ADDRESS_SIZE, "?");
	}
}

void
address_key(unsigned char out[ADDRESS_KEY_SIZE],
    const struct sockaddr *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	memset(out, 0, ADDRESS_KEY_SIZE);
	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof(v4));
		out[10] = out[11] = 0xff;
		memcpy(out + 12, &v4.sin_addr, 4);
	} else if (address->sa_family == AF_INET6) {
		memcpy(&v6, address, sizeof(v6));
		memcpy(out, &v6.sin6_addr, ADDRESS_KEY_SIZE);
	}
}

int
address_port(const char *text)
{
	int port = 0;
	size_t i;

	for (i = 0; text[i] != '\0'; i++) {
		if (text[i] < '0' || text[i] > '9' || i == 5)
			return -1;
		port = port * 10 + (text[i] - '0');
	}
	return i == 0 || port > 65535 ? -1 : port;
}

/* A numeric IPv6 address, with "%interface" or without. */
static bool
is_v6(const char *text, size_t len)
{
	const char *percent = memchr(text, '%', len);
	char plain[INET6_ADDRSTRLEN];
	struct in6_addr parsed;

	if (percent != NULL) {
		size_t zone_len = len - (size_t)(percent - text) - 1;

		if (zone_len == 0 || zone_len >= IF_NAMESIZE)
			return false;
		len = (size_t)(percent - text);
	}
	if (len >= sizeof(plain))
		return false;
	memcpy(plain, text, len);
	plain[len] = '\0';
	return inet_pton(AF_INET6, plain, &parsed) == 1;
}

static const char *
host_fault(const char *host, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((unsigned char)host[i] <= ' ' || host[i] == 0x7f ||
		    strchr("/[]@?#\\\"", host[i]) != NULL)
			return wording_of("address.characters",
			    "a host name does not hold such characters");
	return NULL;
}

/* Copies the host and reads the port text, NULL when there is none. */
static const char *
split_done(const char *from, size_t len, const char *port_text, char *host,
    size_t host_size, uint16_t *port)
{
	int value = port_text != NULL ? address_port(port_text) : *port;

	if (value < 0)
		return wording_of("address.port",
		    "a port is a number from 0 to 65535");
	if (len >= host_size)
		return wording_of("address.long",
		    "the host name is too long");
	memcpy(host, from, len);
	host[len] = '\0';
	*port = (uint16_t)value;
	return NULL;
}

static const char *
split_bracketed(const char *text, char *host, size_t host_size,
    uint16_t *port)
{
	const char *end = strchr(text, ']');

	if (end == NULL)
		return wording_of("address.open",
		    "the ] after the IPv6 address is missing");
	if (!is_v6(text + 1, (size_t)(end - text) - 1))
		return wording_of("address.between",
		    "between [ and ] belongs an IPv6 address");
	if (end[1] != '\0' && end[1] != ':')
		return wording_of("address.after",
		    "after ] comes nothing or :PORT");
	return split_done(text + 1, (size_t)(end - text) - 1,
	    end[1] == ':' ? end + 2 : NULL, host, host_size, port);
}

const char *
address_split(const char *text, char *host, size_t host_size,
    uint16_t *port)
{
	const char *colon = strchr(text, ':'), *fault;
	size_t len = colon != NULL ? (size_t)(colon - text) : strlen(text);

	if (text[0] == '\0')
		return wording_of("address.empty", "the address is empty");
	if (strstr(text, "://") != NULL)
		return wording_of("address.url",
		    "an address is HOST or HOST:PORT, without http://");
	if (text[0] == '[')
		return split_bracketed(text, host, host_size, port);
	if (colon != NULL && strchr(colon + 1, ':') != NULL) {
		if (!is_v6(text, strlen(text)))
			return wording_of("address.colons",
			    "more than one colon, but not an IPv6 address");
		return split_done(text, strlen(text), NULL, host, host_size,
		    port);
	}
	fault = host_fault(text, len);
	if (fault != NULL)
		return fault;
	if (len == 0)
		return split_done("127.0.0.1", 9, colon + 1, host, host_size,
		    port);
	return split_done(text, len, colon != NULL ? colon + 1 : NULL, host,
	    host_size, port);
}

bool
address_at(const char *address, const char *host)
{
	size_t len = strlen(host);

	return len > 0 && strncmp(address, host, len) == 0 &&
	    address[len] == ':' && address_port(address + len + 1) >= 0;
}
