/*
 * The report of a client as text: every rule of its labs with ok, not ok or
 * not seen, and the evidence.
 *
 * Pure; no X.  Everything is escaped; lines end in '\n'.
 */
#ifndef GUI_MODEL_REPORT_H
#define GUI_MODEL_REPORT_H

#include <stdio.h>

#include "shm/table.h"
#include "wire/judging.h"

/* Has this client no name by which the judge could be asked?  Then its entry is
 * found among all by its address. */
bool report_is_nameless(const struct row_data *row);
/* Is that entry about the client of the row, of that name ("": it is nameless)
 * and address? */
bool report_is_of(const struct judging_entry *entry, const char *name,
    const char *peer);

/* A section for one name in one lab. */
void report_put(FILE *out, const struct judging_entry *entry);

/* From when on it knows, and what it missed. */
void report_put_facts(FILE *out, const struct judging_facts *facts);

#endif
