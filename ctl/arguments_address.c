/* The address of kick --address. */
#include "ctl/arguments_address.h"

#include <netdb.h>
#include <string.h>
#include <strings.h>

#include "base/resolve.h"

int
arguments_address(const char *text, char address[ADDRESS_SIZE],
    struct ctl_error *error)
{
	struct resolved resolved;
	char host[ADDRESS_SIZE];
	uint16_t port = 0;
	const char *fault;

	if (text == NULL)
		return 0;
	fault = address_split(text, host, sizeof(host), &port);
	if (fault == NULL && (port != 0 ||
	    (text[0] == ':' && text[1] != ':')))
		fault = "an address without a port is needed";
	if (fault == NULL && (resolve_name(host, 0, AI_NUMERICHOST,
	    &resolved) != 0 || strcasecmp(host, "localhost") == 0))
		fault = "not an address in digits";
	if (fault != NULL)
		return ctl_error(error, -1, "\"%s\": %s", text, fault);
	address_format(address, (struct sockaddr *)&resolved.list[0]);
	*strrchr(address, ':') = '\0';
	return 0;
}
