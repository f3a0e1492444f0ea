/*
 * What a player says and hears, before the judge of wire/judge.h: framing,
 * padding, encoding and other protocols are judged there, once for live
 * clients and for servers that are checked.  The labs' own rules are the
 * scenarios'.
 *
 * barewire only; one thread.
 */
#ifndef CHECK_AUDIT_H
#define CHECK_AUDIT_H

#include "check/stage.h"

/* It is about to say this. */
void audit_said(struct player *player, const void *bytes, size_t len);
/* It is about to go: what it heard and was not yet looked at. */
void audit_heard(struct player *player);

#endif
