/*
 * shm/pair*.c: a script of clients that arrive, take their seats, speak, talk
 * and go, and of words that somebody writes over the area and the rows.
 *
 * Must hold: every call comes back; a view's texts are terminated and within
 * their limits; what comes out of a pipe is, too; as long as nobody scribbles,
 * who has a seat keeps it, and nobody has the same partner as another one.
 */
#include <linux/futex.h>

#include "base/when.h"
#include "shm/lock.h"
#include "shm/pair_private.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CLIENTS	SCRIPT_CLIENTS

static struct somebody {
	struct pair_seat seat;
	uint64_t client;	/* 0: not there */
	bool seated;
} somebody[CLIENTS];

static struct table table;
static void *area;
static bool scribbled;
static uint64_t client;

static void
row_is(uint32_t row, uint64_t number, enum client_state state)
{
	struct row_data data;

	memset(&data, 0, sizeof(data));
	data.client = number;
	data.state = (uint8_t)state;
	row_publish(&table, row, &data);
}

static void
arrive(unsigned number, bool undone)
{
	struct somebody *who = &somebody[number];

	if (who->client != 0)
		return;
	pair_arrive(area, CLIENTS, number, ++client);
	if (undone) {
		pair_arrive_undo(area, CLIENTS, client);
		return;
	}
	who->client = client;
	row_is(number, client, STATE_CONNECTED);
}

static void
claim(unsigned number)
{
	struct somebody *who = &somebody[number];
	enum pair_result result;

	if (who->client == 0 || who->seated)
		return;
	result = pair_claim(&who->seat, &table, area, number, who->client);
	must(result == PAIR_OK || (scribbled && result == PAIR_FULL));
	who->seated = result == PAIR_OK;
}

static void
view_check(const struct somebody *who, const struct pair_view *view)
{
	unsigned i;

	must(view->first >= -1 && view->first <= 1);
	for (i = 0; i < 2; i++)
		must(view->text_len[i] <= PAIR_TEXT_MAX &&
		    view->text[i][view->text_len[i]] == '\0');
	if (view->first != -1)
		must((view->letter[0] == 'X' && view->letter[1] == 'Y') ||
		    (view->letter[0] == 'Y' && view->letter[1] == 'X'));
	if (scribbled || !view->met)
		return;
	must(view->partner_client != who->client);
}

static void
look(struct somebody *who)
{
	static struct pair_view view;
	enum pair_result result = pair_look(&who->seat, &view);

	must(result != PAIR_BUSY && (scribbled || result == PAIR_OK));
	if (result == PAIR_OK)
		view_check(who, &view);
}

static void
speak(struct somebody *who, struct script *script)
{
	size_t len;
	const char *text = script_text(script, PAIR_TEXT_MAX + 10, &len);
	unsigned letter = (unsigned)script_take(script, 1) % 3;

	(void)pair_say(&who->seat, text, len, (char)(letter == 0 ? 0 :
	    'X' + (char)letter - 1), (int64_t)script_take(script, 2));
	look(who);
}

static void
talk(struct somebody *who, struct script *script)
{
	static char text[PAIR_TEXT_MAX + 1];
	size_t len;
	const char *said = script_text(script, PAIR_TEXT_MAX + 10, &len);
	unsigned looks = 2 * PAIR_PIPE_BYTES;
	bool last;

	(void)pair_put(&who->seat, said, len, len % 2 == 0);
	while (pair_get(&who->seat, text, &len, &last))
		must(len <= PAIR_TEXT_MAX && text[len] == '\0' &&
		    looks-- > 0);
}

static void
go(unsigned number, bool killed)
{
	struct somebody *who = &somebody[number];

	if (!killed && who->seated)
		(void)pair_leave(&who->seat);
	row_is(number, who->client, STATE_ENDED);
	who->seated = false;
	who->client = 0;
}

/* As the kernel says when an owner has died. */
static void
repair(void)
{
	atomic_store(&table.header->lock, FUTEX_OWNER_DIED);
	must(lock_take(&table, 0) == LOCK_RECOVERED);
	lock_drop(&table);
}

static void
more(struct somebody *who, unsigned what)
{
	static struct pair_view view;
	bool yes;

	if (what == 0)
		(void)pair_verdict_sent(&who->seat, &yes);
	else if (what == 1)
		(void)pair_again(&who->seat);
	else if (what == 2)
		(void)pair_relieve(&who->seat, &yes);
	else if (pair_look(&who->seat, &view) == PAIR_OK && view.met &&
	    view.partner_row < CLIENTS &&
	    somebody[view.partner_row].client != view.partner_client)
		(void)pair_bury(&who->seat, view.partner_client);
	look(who);
}

static void
scribble(struct script *script, unsigned where)
{
	uint64_t head = sizeof(struct pair_area) + pair_arrivals_size(
	    CLIENTS) * sizeof(struct pair_arrival);

	scribbled = true;
	if (where == 0)
		script_scribble(script, area, sizeof(struct pair_area) + 256);
	else if (where == 1)
		script_scribble(script, (char *)area + head, 256);
	else if (where == 2)
		script_scribble(script, pair_at(area, CLIENTS, 0),
		    2 * sizeof(struct pair));
	else
		script_scribble(script, table.rows, CLIENTS *
		    sizeof(struct row));
}

static void
step(struct script *script)
{
	unsigned what = (unsigned)script_take(script, 1);
	unsigned number = what / 8 % CLIENTS;
	struct somebody *who = &somebody[number];

	switch (what % 8) {
	case 0:
		arrive(number, what / 64 == 0);
		break;
	case 1:
		claim(number);
		break;
	case 2:
		go(number, what / 64 == 0);
		break;
	case 3:
		repair();
		break;
	case 4:
		scribble(script, what / 8 % 4);
		break;
	default:
		if (!who->seated)
			break;
		if (what % 8 == 5)
			speak(who, script);
		else if (what % 8 == 6)
			talk(who, script);
		else
			more(who, what / 64);
		break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = { data, size };
	unsigned i, steps;

	script_table(&table, LAB_ORDER, pair_area_size(CLIENTS));
	table.repair[LAB_ORDER] = pair_area_repair;
	area = table_area(&table, LAB_ORDER);
	memset(somebody, 0, sizeof(somebody));
	scribbled = false;
	client = 0;
	for (steps = 0; script.left > 0 && steps < 200; steps++)
		step(&script);
	repair();
	for (i = 0; i < CLIENTS; i++)
		if (somebody[i].seated)
			look(&somebody[i]);
	return 0;
}
