/*
 * The order lab's messages: which letter one gives itself, and the goodbye.
 *
 * Any process; pure, bounded; no X.
 */
#ifndef WIRE_ORDER_LINE_H
#define WIRE_ORDER_LINE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * "Client X: Alice", "x:Alice", " CLIENT  y : Bob": 'X' or 'Y', and *rest is
 * where the message itself begins.  0 when the line names nobody; *rest is
 * then behind leading spaces.  Trailing spaces are taken off *len.
 */
char order_line_letter(const char *text, size_t *len, size_t *rest);

/* Is it "Bye", in any case, and nothing else? */
bool order_line_bye(const char *text, size_t len);

#endif
