/*
 * What a program says in words, where its user may have chosen others: a
 * window takes them from its X resources, others say what stands in the
 * code.
 *
 * Any process, one thread.  Words are UTF-8 and valid for ever; a name is
 * "form.nameLong", the window's resource text.form.nameLong.
 */
#ifndef BASE_WORDING_H
#define BASE_WORDING_H

#include <stddef.h>
#include <stdint.h>

/* Returns what is said for name, or otherwise. */
typedef const char *wording_source(void *context, const char *name,
    const char *otherwise);

/* Once, before anything is said; NULL: what stands in the code. */
void wording_set(wording_source *source, void *context);

/* The words for name, or else `otherwise`, which make lint compares with the
 * app-defaults files. */
const char *wording_of(const char *name, const char *otherwise);

/* Copies the template, %1 to %9 replaced by args; cut where out is full,
 * always terminated. */
void wording_expand(char *out, size_t out_size, const char *template,
    const char *const *args, int arg_count);

/* The same; args are strings, the last is NULL. */
void wording_put(char *out, size_t out_size, const char *template, ...)
    __attribute__((sentinel));

#define WORDING_NUMBER_SIZE	24

/* The number as digits in out; returns out. */
const char *wording_number(char out[WORDING_NUMBER_SIZE], uint64_t number);

#endif
