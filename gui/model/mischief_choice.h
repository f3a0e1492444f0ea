/*
 * One kind of mischief more, or one less, for a client.  Pure; no X.
 */
#ifndef GUI_MODEL_MISCHIEF_CHOICE_H
#define GUI_MODEL_MISCHIEF_CHOICE_H

#include "shm/table.h"

/* What is done to what the row's client is sent; off for none. */
struct mischief mischief_of(const struct row_data *row);

/* Can it be done to what that client is sent? */
bool mischief_possible(const struct row_data *row, enum mischief_kind kind);

/*
 * What is to be asked for so that the kind is done, or no more: "split,
 * delay=500", "off".  as: the kind with its number, "delay=500"; where that is
 * none of the kind, the least there is.  The seed stays.
 */
void mischief_choose(char text[MISCHIEF_TEXT_SIZE],
    const struct mischief *now, enum mischief_kind kind, const char *as);

#endif
