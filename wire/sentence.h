/*
 * Event lines: sentences with words in them.
 *
 * Any process; pure, bounded, no allocation.  Who has something to tell packs
 * the sentence's words (sentences.def says which it has); who reads it puts
 * them into the sentence.  In between both are bytes that any process of the
 * user may have written: a reader takes whatever it gets, and what is not
 * printable comes out escaped.
 *
 * packed: for each placeholder in order a length byte pair (low first) and
 * that many bytes of text, a number being written out.
 */
#ifndef WIRE_SENTENCE_H
#define WIRE_SENTENCE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

enum sentence {
#define SENTENCE(symbol, format) SENTENCE_##symbol,
#include "wire/sentences.def"
#undef SENTENCE
	SENTENCE_COUNT
};

/* The formats by name, so that a compiler checks the words. */
#define SENTENCE(symbol, format) \
	static const char sentence_##symbol[] __attribute__((unused)) = format;
#include "wire/sentences.def"
#undef SENTENCE

/* Two arguments of a call: which sentence, and its format. */
#define SENTENCE_OF(symbol) SENTENCE_##symbol, sentence_##symbol

/* A number that a sentence has as long as its format is the same, whatever
 * others there are: for what outlives a version.  And back: SENTENCE_COUNT
 * where we have none such. */
uint32_t sentence_key(unsigned sentence);
unsigned sentence_of_key(uint32_t key);

/* The longest that a sentence's words may be together; more is cut. */
#define SENTENCE_WORDS_MAX 1024

/* Packs the words: %s, %c, %d, %ld and %llu.  Returns how many bytes. */
size_t sentence_pack(unsigned char out[SENTENCE_WORDS_MAX],
    const char *format, va_list words);

/* The sentence with its words, terminated, cut to size, not inside a character;
 * a word that is missing is "?".  Returns the length. */
size_t sentence_write(char *out, size_t size, unsigned sentence,
    const void *packed, size_t len);

#endif
