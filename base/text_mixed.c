/* Names whose letters come from scripts that look alike. */
#include "base/text.h"

enum look { LOOK_NONE, LOOK_LATIN, LOOK_GREEK, LOOK_CYRILLIC, LOOK_ARMENIAN,
    LOOK_CHEROKEE, LOOK_STYLED };

/* By blocks, in order: what is in none of them looks like none. */
static const struct {
	unsigned from, to;
	enum look look;
} looks[] = {
	{ 'A', 'Z', LOOK_LATIN },
	{ 'a', 'z', LOOK_LATIN },
	{ 0xc0, 0x24f, LOOK_LATIN },
	{ 0x250, 0x2af, LOOK_STYLED },
	{ 0x370, 0x3ff, LOOK_GREEK },
	{ 0x400, 0x52f, LOOK_CYRILLIC },
	{ 0x531, 0x587, LOOK_ARMENIAN },
	{ 0x13a0, 0x13fd, LOOK_CHEROKEE },
	{ 0x1c80, 0x1c8f, LOOK_CYRILLIC },
	{ 0x1d00, 0x1dbf, LOOK_STYLED },
	{ 0x1e00, 0x1eff, LOOK_LATIN },
	{ 0x1f00, 0x1fff, LOOK_GREEK },
	{ 0x2100, 0x214f, LOOK_STYLED },
	{ 0x2c60, 0x2c7f, LOOK_LATIN },
	{ 0xa640, 0xa69f, LOOK_CYRILLIC },
	{ 0xa720, 0xa7ff, LOOK_LATIN },
	{ 0xab70, 0xabbf, LOOK_CHEROKEE },
	{ 0xff21, 0xff5a, LOOK_STYLED },
	{ 0x1d400, 0x1d7ff, LOOK_STYLED },
};

const char text_name_mixed_mark[] = "(mixed) ";

static enum look
look_of(unsigned code)
{
	size_t i;

	for (i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		if (code >= looks[i].from && code <= looks[i].to)
			return looks[i].look;
	return LOOK_NONE;
}

bool
text_name_mixed(const char *name, size_t len)
{
	enum look first = LOOK_NONE, look;
	unsigned code = 0;
	size_t at, n;

	for (at = 0; at < len; at += n) {
		n = text_utf8(name + at, len - at, &code);
		if (n == 0)
			return false;
		look = look_of(code);
		if (look == LOOK_NONE)
			continue;
		if (first != LOOK_NONE && first != look)
			return true;
		first = look;
	}
	return false;
}
