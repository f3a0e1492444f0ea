/* What a window remembers: values under names. */
#include "gui/model/settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void
settings_init(struct settings *settings, const struct setting *list,
    unsigned count)
{
	memset(settings, 0, sizeof(*settings));
	settings->list = list;
	settings->count = count < SETTINGS_MAX ? count : SETTINGS_MAX;
}

static bool
is_number(const struct setting *setting, const char *value)
{
	char *end;
	long number;

	errno = 0;
	number = strtol(value, &end, 10);
	return errno == 0 && end != value && *end == '\0' &&
	    number >= setting->min && number <= setting->max;
}

/* One line of UTF-8, that no resource nor file would read otherwise. */
static bool
is_words(const struct setting *setting, const char *value)
{
	size_t len = strlen(value), at, bytes;
	unsigned code;

	if ((long)len > setting->max)
		return false;
	for (at = 0; at < len; at += bytes) {
		bytes = text_utf8(value + at, len - at, &code);
		if (bytes == 0 || code < 0x20 || code == 0x7f)
			return false;
	}
	return true;
}

static bool
is_value(const struct setting *setting, const char *value)
{
	switch (setting->kind) {
	case SETTING_SWITCH:
		return strcmp(value, "True") == 0 ||
		    strcmp(value, "False") == 0;
	case SETTING_NUMBER:
		return is_number(setting, value);
	case SETTING_WORDS:
		return is_words(setting, value);
	}
	return false;
}

bool
settings_put(struct settings *settings, unsigned number, const char *value)
{
	if (number >= settings->count || strlen(value) >= SETTING_SIZE ||
	    !is_value(&settings->list[number], value))
		return false;
	(void)text_copy(settings->values[number], SETTING_SIZE, value);
	settings->set[number] = true;
	return true;
}

const char *
settings_value(const struct settings *settings, unsigned number)
{
	return number < settings->count && settings->set[number] ?
	    settings->values[number] : NULL;
}

void
settings_clear(struct settings *settings)
{
	settings_init(settings, settings->list, settings->count);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* "name: value", without the blanks around either. */
static bool
parse_line(struct settings *settings, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len), *value;
	char text[SETTING_SIZE];
	unsigned i;
	size_t name_len;

	if (colon == NULL || memchr(line, '\0', len) != NULL)
		return false;
	for (name_len = (size_t)(colon - line); name_len > 0 &&
	    is_blank(line[name_len - 1]); name_len--)
		;
	value = colon + 1;
	len -= (size_t)(value - line);
	for (; len > 0 && is_blank(*value); value++, len--)
		;
	if (len >= sizeof(text))
		return false;
	memcpy(text, value, len);
	text[len] = '\0';
	for (i = 0; i < settings->count; i++)
		if (strlen(settings->list[i].name) == name_len &&
		    memcmp(settings->list[i].name, line, name_len) == 0)
			return settings_put(settings, i, text);
	return false;
}

unsigned
settings_parse(struct settings *settings, const char *text, size_t len)
{
	const char *end;
	unsigned number, fault = 0;
	size_t line_len, used;

	for (number = 1; len > 0; number++, text += used, len -= used) {
		end = memchr(text, '\n', len);
		line_len = end == NULL ? len : (size_t)(end - text);
		used = line_len + (end != NULL);
		while (line_len > 0 && is_blank(text[line_len - 1]))
			line_len--;
		while (line_len > 0 && is_blank(*text))
			text++, line_len--, len--, used--;
		if (line_len != 0 && *text != '#' &&
		    !parse_line(settings, text, line_len) && fault == 0)
			fault = number;
	}
	return fault;
}

size_t
settings_format(const struct settings *settings, char out[SETTINGS_TEXT_SIZE])
{
	size_t used;
	unsigned i;

	used = (size_t)snprintf(out, SETTINGS_TEXT_SIZE, "# Written by a "
	    "window of Barewire when something changes.\n"
	    "# View > Reset forgets all of it.\n");
	for (i = 0; i < settings->count; i++)
		if (settings->set[i])
			used += (size_t)snprintf(out + used,
			    SETTINGS_TEXT_SIZE - used, "%s: %s\n",
			    settings->list[i].name, settings->values[i]);
	return used;
}
