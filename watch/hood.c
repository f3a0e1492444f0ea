/* Under the hood: rows as cells, and whose processes there are. */
#include "watch/hood.h"

#include <stdlib.h>
#include <string.h>

#include "watch/watcher.h"

#define OLDEST_TRIES	64

static const struct { char letter; const char *word; } cells[] = {
	[STATE_FREE] = { '.', "free" },
	[STATE_CONNECTED] = { 'c', "connected" },
	[STATE_RECEIVING] = { 'r', "receiving" },
	[STATE_IDLE] = { 'i', "idle" },
	[STATE_WAITING] = { 'w', "waiting" },
	[STATE_SENDING] = { 's', "sending" },
	[STATE_PAIRING] = { 'p', "pairing" },
	[STATE_CHATTING] = { 'h', "chatting" },
	[STATE_CLOSING] = { 'x', "closing" },
	[STATE_ENDED] = { 'e', "ended" },
	[HOOD_DOUBTFUL] = { '?', "doubtful" },
	[HOOD_CRASHED] = { '!', "crashed" },
};
_Static_assert(sizeof(cells) / sizeof(cells[0]) == HOOD_STATES,
    "each state has a letter");

char
hood_letter(unsigned state)
{
	return cells[state < HOOD_STATES ? state : HOOD_DOUBTFUL].letter;
}

const char *
hood_state_word(unsigned state)
{
	return cells[state < HOOD_STATES ? state : HOOD_DOUBTFUL].word;
}

static bool
grow(void *array, uint32_t count, size_t size)
{
	void **at = array, *more = realloc(*at, (count == 0 ? 1 : count) *
	    size);

	if (more != NULL)
		*at = more;
	return more != NULL;
}

static bool
reserve(struct hood *hood, uint32_t rows)
{
	uint32_t i;

	if (hood->row_room >= rows && hood->rows != NULL)
		return true;
	if (!grow(&hood->rows, rows, sizeof(hood->rows[0])) ||
	    !grow(&hood->cells, rows, sizeof(hood->cells[0])) ||
	    !grow(&hood->suspects, rows, sizeof(hood->suspects[0])))
		return false;
	for (i = hood->row_room; i < rows; i++)
		hood->suspects[i] = 0;
	hood->row_room = rows;
	return true;
}

static int
compare(const void *a, const void *b)
{
	int first = *(const int *)a, second = *(const int *)b;

	return (first > second) - (first < second);
}

static bool
is_child(const struct hood *hood, int pid)
{
	return hood->child_count > 0 && bsearch(&pid, hood->children,
	    hood->child_count, sizeof(pid), compare) != NULL;
}

static bool
serves(const struct row_data *row)
{
	return row->client != 0 && row->state != STATE_ENDED;
}

/* Its process is none of the server's, now and at the last look: one that
 * came or went between reading the row and the list of children is not
 * meant. */
static bool
is_suspect(struct hood *hood, uint32_t index)
{
	const struct row_data *row = &hood->rows[index];
	uint64_t before = hood->suspects[index];
	bool now = hood->children_known && serves(row) &&
	    !is_child(hood, row->pid);

	hood->suspects[index] = now ? row->client : 0;
	return now && before == row->client;
}

static uint8_t
cell_of(const struct row_data *row, bool suspect, bool whole)
{
	if (!whole || suspect || row->state >= STATE_COUNT)
		return HOOD_DOUBTFUL;
	if (row->client == 0)
		return STATE_FREE;
	if (row->state == STATE_ENDED && watch_end_is_crash(row->end))
		return HOOD_CRASHED;
	return row->state;
}

/* Rows that have been used. */
static uint32_t
used_rows(const struct table *table)
{
	uint32_t used = atomic_load(&table->header->high_water);

	return used > table->facts.rows ? table->facts.rows : used;
}

static bool
look_rows(struct hood *hood, const struct table *table)
{
	uint32_t used = used_rows(table), i;

	if (!reserve(hood, used))
		return false;
	hood->row_count = used;
	hood->never_used = table->facts.rows - used;
	/* 1: it is whole; the list of children is read behind the rows. */
	for (i = 0; i < used; i++)
		hood->cells[i] = row_read(table, i, &hood->rows[i]);
	hood->children_known = hood_children(hood, table->facts.server_pid);
	qsort(hood->children, hood->child_count, sizeof(hood->children[0]),
	    compare);
	memset(hood->counts, 0, sizeof(hood->counts));
	for (i = 0; i < used; i++) {
		hood->cells[i] = cell_of(&hood->rows[i], is_suspect(hood, i),
		    hood->cells[i] == 1);
		hood->counts[hood->cells[i]]++;
	}
	return true;
}

static void
add(struct hood *hood, enum hood_role role, int pid, uint32_t row)
{
	struct hood_process *process =
	    &hood->processes[hood->process_count++];

	memset(process, 0, sizeof(*process));
	process->role = role;
	process->pid = pid;
	process->row = row;
}

/* Those that serve no client: of all children the rows name none of them. */
static void
add_others(struct hood *hood)
{
	uint32_t i, at = 0;
	int *clients = malloc((hood->row_count + 1) * sizeof(*clients)), pid;
	struct hood_process *process;
	uint32_t count = 0;

	if (clients == NULL)
		return;
	for (i = 0; i < hood->row_count; i++)
		if (serves(&hood->rows[i]) &&
		    (hood->rows[i].flags & ROW_DATAGRAM) == 0)
			clients[count++] = hood->rows[i].pid;
	qsort(clients, count, sizeof(*clients), compare);
	for (i = 0; i < hood->child_count; i++) {
		pid = hood->children[i];
		while (at < count && clients[at] < pid)
			at++;
		if (at < count && clients[at] == pid)
			continue;
		add(hood, HOOD_READER, pid, 0);
		process = &hood->processes[hood->process_count - 1];
		if (!hood_title(hood, pid, process->title))
			hood->process_count--;
		else if (strncmp(process->title, "bw-", 3) == 0)
			process->role = HOOD_DATAGRAMS;
	}
	free(clients);
}

static bool
look_processes(struct hood *hood, const struct table *table)
{
	uint32_t most = 1 + hood->child_count + hood->row_count, i;
	const struct row_data *row;

	if (hood->process_room < most) {
		if (!grow(&hood->processes, most, sizeof(struct hood_process)))
			return false;
		hood->process_room = most;
	}
	hood->process_count = 0;
	add(hood, HOOD_PARENT, table->facts.server_pid, 0);
	(void)hood_title(hood, table->facts.server_pid,
	    hood->processes[0].title);
	add_others(hood);
	for (i = 0; i < hood->row_count; i++) {
		row = &hood->rows[i];
		if (row->client != 0 && (row->flags & ROW_DATAGRAM) == 0 &&
		    (row->state == STATE_ENDED || !hood->children_known ||
		    is_child(hood, row->pid)))
			add(hood, HOOD_CLIENT, row->pid, i);
	}
	return true;
}

static void
look_watchers(struct hood_journal *journal, const struct table *table,
    uint64_t taken)
{
	const struct watch_slot *slot;
	uint64_t next;
	int i;

	journal->watchers = 0;
	journal->behind = journal->dropped = 0;
	for (i = 0; i < WATCH_SLOTS; i++) {
		slot = &table->header->watch[i];
		if (atomic_load(&slot->generation) == 0 ||
		    atomic_load(&slot->fed) != atomic_load(&slot->generation))
			continue;
		journal->watchers++;
		journal->dropped += atomic_load(&slot->dropped);
		next = atomic_load(&slot->next);
		if (next < taken && taken - next > journal->behind)
			journal->behind = taken - next;
	}
}

static void
look_reader(struct hood_reader *reader, const struct journal_place *place,
    uint64_t taken)
{
	uint64_t next = atomic_load(&place->next);

	reader->starts = atomic_load(&place->starts);
	reader->there = reader->starts > 0;
	reader->missed = atomic_load(&place->missed);
	reader->behind = next < taken ? taken - next : 0;
}

/* The first ones of a server have no time. */
static void
look_oldest(struct hood *hood, const struct journal *journal)
{
	struct journal_reader reader;
	int tries;

	hood->journal.oldest_wall_ns = 0;
	if (hood->record == NULL)
		hood->record = malloc(sizeof(*hood->record));
	if (hood->record == NULL)
		return;
	journal_reader_oldest(&reader, journal);
	for (tries = 0; tries < OLDEST_TRIES &&
	    hood->journal.oldest_wall_ns == 0; tries++) {
		if (journal_peek(&reader, 0, hood->record) != JOURNAL_RECORD)
			return;
		hood->journal.oldest_wall_ns = hood->record->message.wall_ns;
	}
}

static void
look_journal(struct hood *hood, const struct table *table)
{
	static const char *const titles[] = {
#define READER(symbol, title, does, run, list, has, wanted) title,
#include "shm/readers.def"
#undef READER
	};
	struct hood_journal *seen = &hood->journal;
	struct journal journal;
	unsigned i;

	seen->there = table_journal(table, &journal);
	if (!seen->there)
		return;
	seen->taken = journal_next(&journal);
	seen->cells = journal.cell_count;
	for (i = 0; i < JOURNAL_READERS; i++) {
		seen->readers[i].title = titles[i];
		look_reader(&seen->readers[i], &journal.ring->places[i],
		    seen->taken);
	}
	look_watchers(seen, table, seen->taken);
	look_oldest(hood, &journal);
}

bool
hood_look(struct hood *hood, const struct table *table)
{
	if (!look_rows(hood, table) || !look_processes(hood, table))
		return false;
	look_journal(hood, table);
	return true;
}

static bool
same_client(const struct row_data *row, const struct row_data *before)
{
	return row->client == before->client && row->pid == before->pid &&
	    row->flags == before->flags && (row->state == STATE_ENDED) ==
	    (before->state == STATE_ENDED);
}

/* Whose process was no child's at the last look is in doubt until the next. */
bool
hood_look_again(struct hood *hood, const struct table *table)
{
	uint32_t counts[HOOD_STATES] = { 0 }, i;
	struct row_data row;
	bool whole, suspect;

	if (hood->process_count == 0 || hood->row_count != used_rows(table))
		return false;
	for (i = 0; i < hood->row_count; i++) {
		whole = row_read(table, i, &row);
		if (!same_client(&row, &hood->rows[i]))
			return false;
		suspect = hood->cells[i] == HOOD_DOUBTFUL &&
		    row.client != 0 && hood->suspects[i] == row.client;
		hood->rows[i] = row;
		hood->cells[i] = cell_of(&row, suspect, whole);
		counts[hood->cells[i]]++;
	}
	memcpy(hood->counts, counts, sizeof(counts));
	return true;
}

void
hood_name(const struct hood *hood, const struct hood_process *process,
    char out[HOOD_NAME_SIZE])
{
	const struct row_data *row;
	char name[NAME_AT_SIZE];

	if (process->role != HOOD_CLIENT) {
		(void)text_show(out, HOOD_NAME_SIZE, process->title,
		    strlen(process->title));
		return;
	}
	row = &hood->rows[process->row];
	name_at_put(name, row->name, row->lab);
	(void)text_show(out, HOOD_NAME_SIZE, name, strlen(name));
}

const struct hood_process *
hood_find(const struct hood *hood, int pid)
{
	const struct hood_process *ended = NULL, *process = hood->processes;
	uint32_t i;

	for (i = 0; i < hood->process_count; i++, process++) {
		if (process->pid != pid)
			continue;
		if (process->role != HOOD_CLIENT ||
		    hood->rows[process->row].state != STATE_ENDED)
			return process;
		ended = process;
	}
	return ended;
}

void
hood_free(struct hood *hood)
{
	const char *proc = hood->proc;

	free(hood->rows);
	free(hood->cells);
	free(hood->suspects);
	free(hood->children);
	free(hood->processes);
	free(hood->record);
	*hood = (struct hood){ .proc = proc };
}
