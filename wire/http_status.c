/* Status codes and methods, from their lists. */
#include "wire/http_private.h"

#include <string.h>
#include <strings.h>

const char http_continue_100[] = "HTTP/1.1 100 Continue\r\n\r\n";

const char *
http_status_reason(int status)
{
	switch (status) {
#define HTTP_STATUS(code, reason) case code: return reason;
#include "wire/http_status.def"
#undef HTTP_STATUS
	default:
		return "Unknown";
	}
}

static const struct {
	const char *name;
	unsigned bit;
} methods[] = {
#define METHOD(name, bit) { name, bit },
#include "wire/http_methods.def"
#undef METHOD
};

#define METHOD_COUNT (sizeof(methods) / sizeof(methods[0]))

bool
http_slice_is(const char *buffer, struct http_slice slice, const char *text)
{
	return strlen(text) == slice.len &&
	    memcmp(buffer + slice.at, text, slice.len) == 0;
}

unsigned
http_method_bit(const char *buffer, struct http_slice method)
{
	size_t i;

	for (i = 0; i < METHOD_COUNT; i++)
		if (http_slice_is(buffer, method, methods[i].name))
			return methods[i].bit;
	return METHOD_UNKNOWN;
}

unsigned
http_method_any_case(const char *buffer, struct http_slice method)
{
	size_t i;

	for (i = 0; i < METHOD_COUNT; i++)
		if (strlen(methods[i].name) == method.len &&
		    strncasecmp(methods[i].name, buffer + method.at,
		    method.len) == 0)
			return methods[i].bit;
	return METHOD_UNKNOWN;
}

bool
http_method_begins(const char *buffer, struct http_slice word)
{
	size_t i;

	for (i = 0; i < METHOD_COUNT; i++)
		if (strncmp(methods[i].name, buffer + word.at, word.len) == 0)
			return true;
	return false;
}

void
http_allow(unsigned offered, char *out, size_t out_size)
{
	size_t i, used = 0, len;

	out[0] = '\0';
	for (i = 0; i < METHOD_COUNT; i++) {
		if ((offered & methods[i].bit & ~METHOD_OTHER) == 0)
			continue;
		len = strlen(methods[i].name);
		if (used + 2 + len >= out_size)
			return;
		if (used > 0) {
			memcpy(out + used, ", ", 2);
			used += 2;
		}
		memcpy(out + used, methods[i].name, len + 1);
		used += len;
	}
}
