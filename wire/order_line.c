/* The order lab's messages. */
#include "wire/order_line.h"

#include <strings.h>

static bool
order_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t
order_skip(const char *text, size_t len, size_t at)
{
	while (at < len && order_space(text[at]))
		at++;
	return at;
}

char
order_line_letter(const char *text, size_t *len, size_t *rest)
{
	size_t at;
	char letter;

	while (*len > 0 && order_space(text[*len - 1]))
		--*len;
	*rest = at = order_skip(text, *len, 0);
	if (*len - at > 6 && strncasecmp(text + at, "client", 6) == 0)
		at = order_skip(text, *len, at + 6);
	if (at == *len)
		return 0;
	letter = (char)(text[at] & ~0x20);
	if (letter != 'X' && letter != 'Y')
		return 0;
	at = order_skip(text, *len, at + 1);
	if (at == *len || text[at] != ':')
		return 0;
	*rest = order_skip(text, *len, at + 1);
	return letter;
}

bool
order_line_bye(const char *text, size_t len)
{
	return len == 3 && strncasecmp(text, "bye", 3) == 0;
}
