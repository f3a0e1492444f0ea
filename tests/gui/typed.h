/*
 * What is typed as the symbols of keys, for tests/gui/driver.c: of Latin-1
 * they are the letters' numbers, of others these and a bit (X11 protocol,
 * appendix A, "Unicode keysyms").  In the locale's encoding, by mbrtowc.
 */
#ifndef TESTS_GUI_TYPED_H
#define TESTS_GUI_TYPED_H

#include <X11/X.h>
#include <stdbool.h>
#include <string.h>
#include <wchar.h>

#define TYPED_MAX	4096

/* The symbols of a text in UTF-8; ends with 0. */
static inline bool
typed_symbols(const char *text, KeySym symbols[TYPED_MAX])
{
	wchar_t letter;
	mbstate_t state = { 0 };
	size_t i, len, end = strlen(text);

	for (i = 0; *text != '\0'; i++, text += len, end -= len) {
		len = mbrtowc(&letter, text, end, &state);
		if (i + 1 == TYPED_MAX || len > end || letter < ' ')
			return false;
		symbols[i] = (KeySym)letter;
		if (letter > 0xff)
			symbols[i] |= 0x01000000;	/* Unicode */
	}
	symbols[i] = 0;
	return true;
}

#endif
