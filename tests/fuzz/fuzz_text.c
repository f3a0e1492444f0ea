/*
 * base/text.c and text_name.c under any bytes.  The first byte is the size
 * of the output buffer, less one.
 *
 * Must hold: the output is terminated, printable UTF-8, and no larger than
 * its buffer; what was not cut reads back as the bytes it came from; a cut
 * one is a prefix and dots; a good name is shown as it is.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static unsigned
hex(char c)
{
	must((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
	return (unsigned)(c <= '9' ? c - '0' : c - 'A' + 10);
}

/* The rest of a run of NULs, "\\x00 x1003", of which one was taken. */
static const char *
unescape_run(const char *text, uint8_t *out, size_t *len)
{
	size_t run;
	char *end;

	if (text[0] != ' ' || text[1] != 'x' || text[2] < '0' ||
	    text[2] > '9')
		return text;
	run = strtoul(text + 2, &end, 10);
	must(run > 1);
	memset(out + *len, 0, run - 1);
	*len += run - 1;
	return *end == ' ' ? end + 1 : end;
}

/* The bytes that the shown text stands for; returns how many. */
static size_t
unescape(const char *text, uint8_t *out)
{
	static const char named[] = "r\rn\nt\t\\\\";
	const char *found;
	size_t len = 0;

	for (; *text != '\0'; text++) {
		if (*text != '\\') {
			out[len++] = (uint8_t)*text;
			continue;
		}
		text++;
		if (*text == 'x') {
			out[len++] = (uint8_t)(hex(text[1]) << 4 |
			    hex(text[2]));
			text += 3;
			if (out[len - 1] == 0)
				text = unescape_run(text, out, &len);
			text--;
			continue;
		}
		found = strchr(named, *text);
		must(*text != '\0' && found != NULL);
		out[len++] = (uint8_t)found[1];
	}
	return len;
}

static void
printable_check(const char *text)
{
	size_t len = strlen(text), at, n;
	unsigned code_point = 0;

	for (at = 0; at < len; at += n) {
		n = text_utf8(text + at, len - at, &code_point);
		must(n != 0 && text_printable(code_point));
	}
}

static void
escape_check(const uint8_t *data, size_t size, size_t out_size)
{
	char *out = malloc(out_size), *all = malloc(4 * size + 1);
	uint8_t *back = malloc(size + out_size);
	size_t len;

	must(out != NULL && all != NULL && back != NULL);
	must(text_escape(all, 4 * size + 1, data, size));
	printable_check(all);
	must(unescape(all, back) == size);
	must(memcmp(back, data, size) == 0);
	if (text_escape(out, out_size, data, size)) {
		must(strcmp(out, all) == 0);
	} else {
		len = strlen(out);
		must(len < out_size && strlen(all) >= out_size);
		printable_check(out);
		must(len < 3 || strcmp(out + len - 3, "...") == 0);
		must(len < 3 || memcmp(out, all, len - 3) == 0);
	}
	/* The line is what all of it begins with. */
	must(text_escape_line(out, out_size, data, size) ||
	    strlen(all) >= out_size);
	printable_check(out);
	must(strlen(out) < 3 || memcmp(out, all, strlen(out) - 3) == 0);
	(void)text_show(out, out_size, data, size);
	must(strlen(out) < out_size);
	printable_check(out);
	(void)text_escape_line(out, out_size, data, size);
	len = unescape(out, back);
	must(memchr(back, '\n', len) == NULL);
	free(back);
	free(all);
	free(out);
}

static void
copy_check(const uint8_t *data, size_t size, size_t out_size)
{
	char *from = malloc(size + 1), *out = malloc(out_size);
	size_t len;

	must(from != NULL && out != NULL);
	memcpy(from, data, size);
	from[size] = '\0';
	len = strlen(from);
	must(text_copy(out, out_size, from) == (len < out_size));
	must(strlen(out) < out_size && memcmp(out, from, strlen(out)) == 0);
	must(len < out_size ? strlen(out) == len :
	    strlen(out) + 4 >= out_size);
	free(out);
	free(from);
}

/* Pieces make the whole, and what is shown of each fits. */
static void
piece_check(const uint8_t *data, size_t size, size_t most)
{
	size_t shown_size = 4 * most + TEXT_NULS_SIZE, at = 0, piece;
	char *shown = malloc(shown_size);

	must(shown != NULL);
	for (; at < size; at += piece) {
		piece = text_piece(data + at, size - at, most);
		must(piece > 0 && piece <= size - at);
		must(text_escape(shown, shown_size, data + at, piece));
	}
	free(shown);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char shown[NAME_SIZE];

	if (size == 0)
		return 0;
	size--;
	escape_check(data + 1, size, (size_t)data[0] + 1);
	copy_check(data + 1, size, (size_t)data[0] + 1);
	piece_check(data + 1, size, (size_t)data[0] + 4);
	if (text_name_fault((const char *)data + 1, size) == NULL) {
		must(size >= 1 && size <= NAME_MAX_BYTES);
		must(text_escape(shown, sizeof(shown), data + 1, size));
		must(memcmp(shown, data + 1, size) == 0);
	}
	return 0;
}

/* What tests/fuzz/driver.c starts from. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const char *const seeds[] = {
		"\x20" "J\xc3\xb6rg \xe6\x9d\x8e \xf0\x9f\x98\x80 plain",
		"\x10" "a\r\n\t\\ \xe2\x80\xae\xe2\x81\xa6\xef\xbb\xbf\x1b[m",
		"\x05" "\xed\xa0\x80\xc0\xaf\xf4\x90\x80\x80\xff\xfe\xc2",
		"\xff" "\xe0\xa4\xaa\xe0\xa5\x8d\xe0\xa4\xb0\xe0\xa4\xbf",
	};
	size_t len;

	if (number >= sizeof(seeds) / sizeof(seeds[0]))
		return 0;
	len = strlen(seeds[number]);
	if (len > out_size)
		return 0;
	memcpy(out, seeds[number], len);
	return len;
}
