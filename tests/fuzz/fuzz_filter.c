/*
 * watch/filter*.c and message_filter.c: any filter, over any message.  The
 * first byte is the filter's length.
 *
 * Must hold: a filter is good or what is wrong is one printable line; a
 * place that is found is in the bytes, and holds the word.
 */
#include <locale.h>

#include "tests/fuzz/script.h"
#include "watch/message_filter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

static void
fault_check(const char *fault)
{
	size_t len = strlen(fault), at, n;
	unsigned code_point = 0;

	must(len > 0 && len < FILTER_FAULT_SIZE);
	for (at = 0; at < len; at += n) {
		n = text_utf8(fault + at, len - at, &code_point);
		must(n != 0 && text_printable(code_point));
	}
}

static void
find_check(const uint8_t *bytes, size_t len, const char *word)
{
	int64_t first = filter_find(bytes, len, 0, word);
	int64_t last = filter_find_last(bytes, len, len, word);

	must((first == -1) == (last == -1) && first <= last);
	must(first == -1 || (size_t)last + strlen(word) <= len);
	if (first != -1)
		must(filter_find(bytes, len, (size_t)last, word) == last);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct filter filter;
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = FEED_SENT, .client = 3, .pid = 5, .status = 200,
	    .name = "alice", .peer = "127.0.0.1:40112", .note = "" };
	char text[2 * FILTER_SIZE];
	const char *fault;
	size_t len;

	if (size == 0)
		return 0;
	(void)setlocale(LC_ALL, "C.UTF-8");
	len = data[0] < size - 1 ? data[0] : size - 1;
	memcpy(text, data + 1, len);
	text[len] = '\0';
	message.bytes = data + 1 + len;
	message.bytes_len = message.message_bytes = size - 1 - len;
	fault = message_filter_parse(&filter, text);
	if (fault != NULL)
		fault_check(fault);
	must(message_filter_match(&filter, &message, NULL) || fault == NULL);
	(void)message_filter_match(&filter, &message, text);
	find_check(message.bytes, message.bytes_len, text);
	return 0;
}

/* What tests/fuzz/driver.c starts from. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const char *const seeds[] = {
		"\x0b" "name=alice!GET / HTTP/1.1", "\x0e" "name:al@chat x",
		"\x0b" "status>=400x", "\x06" "!\"GET GET", "\x05" "x:yz ",
		"\x02" "\xc3\x89" "\xc3\xa9t\xc3\xa9 \xc3\x89",
	};
	size_t len;

	if (number >= sizeof(seeds) / sizeof(seeds[0]))
		return 0;
	len = strlen(seeds[number]);
	must(len <= out_size);
	memcpy(out, seeds[number], len);
	return len;
}
