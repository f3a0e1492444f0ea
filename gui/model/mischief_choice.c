/* One kind of mischief more, or one less, for a client. */
#include "gui/model/mischief_choice.h"

struct mischief
mischief_of(const struct row_data *row)
{
	struct mischief mischief;

	(void)mischief_unpack(&mischief, row->mischief, row->client);
	return mischief;
}

bool
mischief_possible(const struct row_data *row, enum mischief_kind kind)
{
	enum mischief_over over = row->flags & ROW_DATAGRAM ?
	    MISCHIEF_DATAGRAMS : MISCHIEF_STREAMS;

	return row->state != STATE_ENDED &&
	    (mischief_info(kind)->over & over) != 0;
}

void
mischief_choose(char text[MISCHIEF_TEXT_SIZE], const struct mischief *now,
    enum mischief_kind kind, const char *as)
{
	char fault[MISCHIEF_FAULT_SIZE];
	struct mischief next = *now, given;

	if (next.kinds & MISCHIEF_BIT(kind)) {
		next.kinds &= ~MISCHIEF_BIT(kind);
		next.numbers[kind] = 0;
	} else {
		next.kinds |= MISCHIEF_BIT(kind);
		next.numbers[kind] = mischief_read(&given, as, fault) &&
		    given.kinds == MISCHIEF_BIT(kind) ? given.numbers[kind] :
		    mischief_info(kind)->min;
	}
	(void)mischief_write(text, &next);
}
