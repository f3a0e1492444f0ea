/* One line out of several. */
#include "gui/model/field.h"

static int
is_line_end(char byte)
{
	return byte == '\r' || byte == '\n';
}

int
field_join_lines(char *text, int len)
{
	int at, used = 0;

	while (len > 0 && is_line_end(text[len - 1]))
		len--;
	for (at = 0; at < len; at++) {
		if (text[at] == '\r' && text[at + 1] == '\n')
			at++;
		text[used++] = is_line_end(text[at]) ? ' ' : text[at];
	}
	return used;
}
