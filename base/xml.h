/*
 * Text within XML 1.0, as content or in quotes.
 *
 * Any program that writes such; pure but for the writing; no X.  What no XML
 * may hold is escaped before (base/text.h).
 */
#ifndef BASE_XML_H
#define BASE_XML_H

#include <stdio.h>

void xml_put(const char *text, FILE *out);

#endif
