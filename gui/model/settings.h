/*
 * What a window remembers: values under names, as a file of lines
 *
 *	fontSize: 12
 *
 * and comments (#).  Which values there are, and of which kind, a window says
 * in its settings.def; a value that is not set is the window's default.
 *
 * Pure; no X.  The file is whoever's edited it: a line that is not understood
 * is left out, and told.  settings_file.h reads and writes it.
 */
#ifndef GUI_MODEL_SETTINGS_H
#define GUI_MODEL_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#define SETTINGS_MAX		24
#define SETTING_SIZE		320	/* of a value, its NUL as well */
#define SETTINGS_TEXT_SIZE	(SETTINGS_MAX * (SETTING_SIZE + 32) + 256)

enum setting_kind { SETTING_SWITCH, SETTING_NUMBER, SETTING_WORDS };

struct setting {
	const char *name;
	enum setting_kind kind;
	long min, max;		/* of a number; of words, the bytes */
};

struct settings {
	const struct setting *list;
	unsigned count;
	bool set[SETTINGS_MAX];
	char values[SETTINGS_MAX][SETTING_SIZE];
};

/* The list stays the caller's, and stays. */
void settings_init(struct settings *settings, const struct setting *list,
    unsigned count);

/* Takes every line it understands; 0, or the number of the first that it does
 * not. */
unsigned settings_parse(struct settings *settings, const char *text,
    size_t len);
/* Returns the length. */
size_t settings_format(const struct settings *settings,
    char out[SETTINGS_TEXT_SIZE]);

/* False: that is no value of its kind, and nothing has changed. */
bool settings_put(struct settings *settings, unsigned number,
    const char *value);
/* NULL: not set. */
const char *settings_value(const struct settings *settings, unsigned number);
void settings_clear(struct settings *settings);

#endif
