/*
 * Values as barewirectl's JSON has them.
 *
 * barewirectl only; pure.  All give a new reference, NULL when out of
 * memory, which jansson's _new calls pass on as failure.
 */
#ifndef CTL_JSON_VALUE_H
#define CTL_JSON_VALUE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Valid UTF-8 as it is, every other byte as \xHH. */
json_t *json_value_bytes(const void *bytes, size_t len);
json_t *json_value_text(const char *text);
/* The text, or null when there is none. */
json_t *json_value_or_null(const char *text);
/* RFC 3339, or null for 0. */
json_t *json_value_time(int64_t wall_ns);
json_t *json_value_count(uint64_t count);

/* Sets a member; false when out of memory.  Takes the value over. */
bool json_value_set(json_t *object, const char *name, json_t *value);

/* As text, all of it ASCII that a terminal prints: the rest as \uHHHH.  For
 * free(); NULL when out of memory. */
char *json_value_ascii(const json_t *value, size_t flags);

#endif
