/* Sorting: keys are taken out of the rows once, then compared. */
#include "watch/rows.h"

#include <stdlib.h>
#include <string.h>

#include "watch/rows_private.h"

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static int
lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' :
	    (unsigned char)byte;
}

/* The numbers at *a and *b compared as numbers, however long. */
static int
compare_digits(const char **a, const char **b)
{
	size_t a_len, b_len;
	int result;

	while (**a == '0')
		++*a;
	while (**b == '0')
		++*b;
	a_len = strspn(*a, "0123456789");
	b_len = strspn(*b, "0123456789");
	if (a_len != b_len)
		return a_len < b_len ? -1 : 1;
	result = memcmp(*a, *b, a_len);
	*a += a_len;
	*b += b_len;
	return result;
}

/* guest-9 before guest-10, alice before Bob, 10.0.0.9 before 10.0.0.10. */
static int
compare_texts(const char *a, const char *b)
{
	int result;

	while (*a != '\0' && *b != '\0') {
		if (is_digit(*a) && is_digit(*b)) {
			result = compare_digits(&a, &b);
			if (result != 0)
				return result;
			continue;
		}
		if (lower(*a) != lower(*b))
			return lower(*a) - lower(*b);
		a++;
		b++;
	}
	return lower(*a) - lower(*b);
}

static int
compare_places(const void *a_place, const void *b_place, void *context)
{
	const struct row_place *a = a_place, *b = b_place;
	const bool *reverse = context;
	int result = 0;

	if (a->absent != b->absent)
		return a->absent ? 1 : -1;
	if (!a->absent && a->text != NULL)
		result = compare_texts(a->text, b->text);
	else if (!a->absent)
		result = (a->number > b->number) - (a->number < b->number);
	if (result != 0)
		return *reverse ? -result : result;
	return (a->client > b->client) - (a->client < b->client);
}

static void
place_fill(struct row_place *place, const struct row_data *row,
    enum row_column column, int64_t now_mono_ns)
{
	char mischief[MISCHIEF_TEXT_SIZE];

	switch (column) {
	case COLUMN_STATE:
		place->number = row->state;
		break;
	case COLUMN_SINCE:
		place->number = row_since_ns(row, now_mono_ns);
		break;
	case COLUMN_LEFT:
		place->number = row->pause_until_ns;
		place->absent = watch_seconds_left(row, now_mono_ns) < 0;
		break;
	case COLUMN_PID:
		place->number = row->pid;
		break;
	case COLUMN_MESSAGES:
		place->number = (int64_t)(row->messages_in +
		    row->messages_out);
		break;
	case COLUMN_BYTES:
		place->number = (int64_t)(row->bytes_in + row->bytes_out);
		break;
	case COLUMN_CONNECTED:
		/* By arrival: an ended row stays where it was. */
		place->number = now_mono_ns - row->connected_mono_ns;
		break;
	case COLUMN_END:
		place->number = row->end;
		place->absent = row->state != STATE_ENDED;
		break;
	case COLUMN_MISCHIEF:
		place->absent = !watch_mischief_text(row, mischief);
		break;
	default:
		place->text = row_column_text(row, column, NULL);
		place->absent = place->text == NULL || place->text[0] == '\0';
		break;
	}
}

static bool
list_reserve(struct row_list *list, uint32_t count)
{
	struct row_place *places;

	if (count <= list->size)
		return true;
	/* With room to grow: it is made again for every snapshot. */
	count += count / 2 + 64;
	places = realloc(list->places, count * sizeof(places[0]));
	if (places == NULL)
		return false;
	list->places = places;
	list->size = count;
	return true;
}

bool
row_list_make(struct row_list *list, const struct row_data *rows,
    uint32_t row_count, const struct filter *filter,
    struct row_order order, int64_t now_mono_ns)
{
	struct row_place *place;
	uint32_t i;

	list->count = 0;
	if (!list_reserve(list, row_count))
		return false;
	for (i = 0; i < row_count; i++) {
		if (filter != NULL &&
		    !row_filter_match(filter, &rows[i], now_mono_ns))
			continue;
		place = &list->places[list->count++];
		memset(place, 0, sizeof(*place));
		place->client = rows[i].client;
		place->index = i;
		place_fill(place, &rows[i], order.column, now_mono_ns);
	}
	if (list->count > 1)
		qsort_r(list->places, list->count, sizeof(*place),
		    compare_places, &order.reverse);
	return true;
}

int64_t
row_list_find(const struct row_list *list, uint64_t client)
{
	uint32_t i;

	for (i = 0; i < list->count; i++)
		if (list->places[i].client == client)
			return i;
	return -1;
}

void
row_list_free(struct row_list *list)
{
	free(list->places);
	memset(list, 0, sizeof(*list));
}
