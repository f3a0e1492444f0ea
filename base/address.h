/*
 * Socket addresses in and out of text.
 *
 * Any process, any thread; no name is looked up; no X.  What is wrong is one
 * line, valid for ever (base/wording.h).
 */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/* "[" + 45 characters + "%" + interface + "]:65535" and the terminator. */
#define ADDRESS_SIZE	80

/* "127.0.0.1:40112" or "[::1]:40112"; an IPv4-mapped address shows as IPv4. */
void address_format(char out[ADDRESS_SIZE], const struct sockaddr *address);

/* The address alone, of 16 bytes: an IPv4 one as it is mapped into IPv6.  Zeros
 * for one of another kind. */
#define ADDRESS_KEY_SIZE 16
void address_key(unsigned char out[ADDRESS_KEY_SIZE],
    const struct sockaddr *address);

/* Is "127.0.0.1:40112" or "[::1]:40112", as address_format writes it, at that
 * host, "127.0.0.1" or "[::1]"? */
bool address_at(const char *address, const char *host);

/*
 * Splits "HOST", "HOST:PORT", "[V6]", "[V6]:PORT", "V6" or ":PORT" (an
 * empty host is "127.0.0.1").  NULL when done, otherwise what is wrong.
 * *port keeps its value when the text names none.
 */
const char *address_split(const char *text, char *host, size_t host_size,
    uint16_t *port);

/* A whole decimal port, 0 to 65535, or -1. */
int address_port(const char *text);

#endif
