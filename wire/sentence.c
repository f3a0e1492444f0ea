/* Event lines: words into bytes, and bytes into sentences. */
#include "wire/sentence.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const char *const formats[SENTENCE_COUNT] = {
#define SENTENCE(symbol, format) (format),
#include "wire/sentences.def"
#undef SENTENCE
};

/* One word, as long as there is room for it. */
static size_t
pack_word(unsigned char *out, size_t room, const char *text)
{
	size_t len = strlen(text);

	if (room < 2)
		return 0;
	if (len > room - 2)
		len = room - 2;
	out[0] = (unsigned char)len;
	out[1] = (unsigned char)(len >> 8);
	memcpy(out + 2, text, len);
	return len + 2;
}

/* The digits of a number, from their end: stdio is slow in a child. */
static const char *
pack_number(char digits[24], long long number)
{
	unsigned long long left = number < 0 ? 0 - (unsigned long long)number :
	    (unsigned long long)number;
	char *at = digits + 23;

	*at = '\0';
	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) != 0);
	if (number < 0)
		*--at = '-';
	return at;
}

size_t
sentence_pack(unsigned char out[SENTENCE_WORDS_MAX], const char *format,
    va_list words)
{
	char digits[24] = "";
	const char *at, *text;
	size_t len = 0;

	for (at = strchr(format, '%'); at != NULL; at = strchr(at + 1, '%')) {
		at++;
		text = digits;
		if (*at == 's') {
			text = va_arg(words, const char *);
		} else if (*at == 'c') {
			digits[0] = (char)va_arg(words, int);
			digits[1] = '\0';
		} else if (*at == 'd') {
			text = pack_number(digits, va_arg(words, int));
		} else if (strncmp(at, "ld", 2) == 0) {
			text = pack_number(digits, va_arg(words, long));
		} else {
			text = pack_number(digits, va_arg(words, long long));
		}
		len += pack_word(out + len, SENTENCE_WORDS_MAX - len, text);
	}
	return len;
}

/* The next word, fit to be shown; returns what it took, 0: there is none. */
static size_t
unpack_word(char *out, size_t size, const unsigned char *packed, size_t len)
{
	size_t word_len;

	(void)snprintf(out, size, "?");
	if (len < 2)
		return 0;
	word_len = packed[0] | (size_t)packed[1] << 8;
	if (word_len > len - 2)
		return 0;
	(void)text_show(out, size, packed + 2, word_len);
	return word_len + 2;
}

size_t
sentence_write(char *out, size_t size, unsigned sentence, const void *packed,
    size_t len)
{
	const unsigned char *bytes = packed;
	char word[4 * SENTENCE_WORDS_MAX];
	const char *at = sentence < SENTENCE_COUNT ? formats[sentence] : "?";
	size_t done = 0, took, n;

	while (*at != '\0' && done + 1 < size) {
		if (*at != '%') {
			out[done++] = *at++;
			continue;
		}
		at++;
		at += strspn(at, "l") + 1;
		took = unpack_word(word, sizeof(word), bytes, len);
		bytes += took;
		len -= took;
		n = strlen(word);
		if (n > size - 1 - done)
			n = text_whole(word, size - 1 - done);
		memcpy(out + done, word, n);
		done += n;
	}
	out[done] = '\0';
	return done;
}

/* FNV-1a, which is never 0 for ours. */
uint32_t
sentence_key(unsigned sentence)
{
	const char *at = sentence < SENTENCE_COUNT ? formats[sentence] : "";
	uint32_t key = UINT32_C(2166136261);

	for (; *at != '\0'; at++)
		key = (key ^ (unsigned char)*at) * UINT32_C(16777619);
	return key;
}

unsigned
sentence_of_key(uint32_t key)
{
	unsigned sentence = 0;

	while (sentence < SENTENCE_COUNT && sentence_key(sentence) != key)
		sentence++;
	return sentence;
}
