/* One line out of several. */
#include "gui/model/field.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"

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

int
field_drop_hidden(char *text, int len, int *dropped)
{
	size_t at, size, used = 0, end = (size_t)len;
	unsigned code;

	*dropped = 0;
	for (at = 0; at < end; at += size) {
		size = text_utf8(text + at, end - at, &code);
		if (size != 0 && text_printable(code)) {
			memmove(text + used, text + at, size);
			used += size;
		} else if (text[at] == '\t') {
			text[used++] = ' ';
		} else {
			++*dropped;
		}
		if (size == 0)
			size = 1;
	}
	return (int)used;
}

void
field_mark_no_text(char *bytes, size_t len)
{
	size_t at, size;
	unsigned code;

	for (at = 0; at < len; at += size) {
		size = text_utf8(bytes + at, len - at, &code);
		if (size == 0 || code == 0) {
			bytes[at] = '\x7f';
			size = 1;
		}
	}
}
