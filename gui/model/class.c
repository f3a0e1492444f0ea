/* The cells of the class mode. */
#include "gui/model/class.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/wording.h"
#include "watch/rows.h"
#include "watch/watcher.h"

/* What the server puts before a process's number, and before a port. */
static const char *const made[] = { "guest-", "udp-" };

bool
class_is_guest(const char *name)
{
	const char *at;
	size_t i;

	for (i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		at = name + strlen(made[i]);
		if (strncmp(name, made[i], strlen(made[i])) == 0 &&
		    isdigit((unsigned char)*at))
			return at[strspn(at, "0123456789.")] == '\0';
	}
	return false;
}

/* The number that it had, or the next one.  Rows come in much the same order
 * every time: next is where the one behind the last was. */
static uint32_t
number_guest(struct class_model *model, uint64_t client, uint32_t *next)
{
	uint32_t i;

	if (*next < model->count && model->cells[*next].guest != 0 &&
	    model->cells[*next].client == client)
		return model->cells[(*next)++].guest;
	/* Guests are the last ones. */
	for (i = model->count; i > 0 && model->cells[i - 1].guest != 0; i--)
		if (model->cells[i - 1].client == client) {
			*next = i;
			return model->cells[i - 1].guest;
		}
	return ++model->last_guest;
}

static void
fill(struct class_model *model, struct class_cell *cell,
    const struct row_data *row, int64_t now_ns, uint32_t *next)
{
	char words[ROW_CELL_SIZE], number[WORDING_NUMBER_SIZE];
	double whole = (double)(row->pause_until_ns - row->since_mono_ns) /
	    1e9;
	double left = watch_seconds_left(row, now_ns);

	*cell = (struct class_cell){ .client = row->client,
	    .state = row->state < STATE_COUNT ? row->state : STATE_FREE };
	if (class_is_guest(row->name)) {
		cell->guest = number_guest(model, row->client, next);
		wording_put(cell->name, sizeof(cell->name), wording_of(
		    "class.guest", "guest %1"), wording_number(number,
		    cell->guest), NULL);
	} else {
		row_cell(words, row, COLUMN_NAME, now_ns);
		(void)text_copy(cell->name, sizeof(cell->name), words);
	}
	row_cell(words, row, COLUMN_LEFT, now_ns);
	(void)text_copy(cell->left, sizeof(cell->left), words);
	if (left > 0 && whole > 0)
		cell->part = left >= whole ? 1 : left / whole;
}

/* By name, so that whoever looks for himself finds himself. */
static int
compare(const void *a, const void *b)
{
	const struct class_cell *one = a, *other = b;
	int by_name;

	if (one->guest != other->guest)
		return one->guest == 0 ? -1 : other->guest == 0 ? 1 :
		    one->guest < other->guest ? -1 : 1;
	by_name = strcasecmp(one->name, other->name);
	if (by_name == 0)
		by_name = strcmp(one->name, other->name);
	return by_name != 0 ? by_name : one->client < other->client ? -1 :
	    one->client > other->client;
}

bool
class_update(struct class_model *model, const struct row_data *rows,
    uint32_t count, int64_t now_mono_ns)
{
	struct class_cell *cells = calloc(count == 0 ? 1 : count,
	    sizeof(*cells));
	uint32_t i, used = 0, next = 0;

	if (cells == NULL)
		return false;
	for (i = 0; i < count; i++)
		if (rows[i].state != STATE_FREE)
			fill(model, &cells[used++], &rows[i], now_mono_ns,
			    &next);
	if (used > 1)
		qsort(cells, used, sizeof(*cells), compare);
	free(model->cells);
	model->cells = cells;
	model->count = used;
	return true;
}

void
class_free(struct class_model *model)
{
	free(model->cells);
	*model = (struct class_model){ 0 };
}

static const char *
news_template(enum feed_event event)
{
	switch (event) {
	case FEED_CONNECTED:
		return wording_of("class.connected", "%1 connected");
	case FEED_REGISTERED:
		return wording_of("class.registered", "%1 registered");
	case FEED_DISCONNECTED:
		return wording_of("class.disconnected", "%1 left");
	default:
		return NULL;
	}
}

bool
class_news(const struct feed_message *record, char out[CLASS_WORDS_SIZE])
{
	const char *template = news_template(record->event);
	char name[CLASS_NAME_SIZE];

	if (template == NULL)
		return false;
	if (class_is_guest(record->name))
		(void)text_copy(name, sizeof(name), wording_of(
		    "class.somebody", "a guest"));
	else
		(void)text_escape(name, sizeof(name), record->name,
		    strlen(record->name));
	wording_put(out, CLASS_WORDS_SIZE, template, name, NULL);
	return true;
}
