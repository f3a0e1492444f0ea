/*
 * A watcher attaches to a segment of any bytes: shm/table_attach.c, row.c and
 * table_place.c.  The input is how large the segment is, what of it is made
 * right all the same (so that the rest is looked at), and words that are
 * written over a right one.
 *
 * Must hold: it is refused, or everything that is read out of it is within the
 * segment, terminated and bounded; nothing stays open or mapped.
 */
#include <fcntl.h>
#include <unistd.h>

#include "tests/fuzz/script.h"
#include "wire/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct instance instance;
static int file = -1;
static char *right;		/* a segment as a server makes it */
static size_t right_size;

static void
right_make(void)
{
	struct table_layout layout = table_layout(SCRIPT_ROWS, 1);
	struct table_header *header;
	struct table_facts *facts;
	unsigned lab;

	right_size = layout.areas_at + journal_body_size(1);
	right = script_memory(right_size);
	header = (struct table_header *)right;
	facts = &header->facts;
	facts->layout = TABLE_LAYOUT_VERSION;
	facts->row_size = sizeof(struct row);
	facts->rows = SCRIPT_ROWS;
	facts->buckets = layout.buckets;
	facts->size = right_size;
	facts->max_clients = SCRIPT_CLIENTS;
	facts->server_pid = getpid();
	facts->server_start = table_process_start(getpid());
	facts->journal_mib = 1;
	for (lab = 0; lab < LAB_COUNT; lab++)
		facts->area_offset[lab] = layout.areas_at;
	(void)text_copy(facts->places[0], INSTANCE_PATH_SIZE, "/tmp/x");
	atomic_store(&header->high_water, SCRIPT_ROWS);
	atomic_store(&header->phase, TABLE_PHASE_RUNNING);
	atomic_store(&header->magic, TABLE_MAGIC);
	must(instance_init(&instance, "fuzz") == NULL);
	file = memfd_create("fuzz", MFD_CLOEXEC);
	must(file != -1);
}

static void
terminated(const char *text, size_t size)
{
	must(memchr(text, '\0', size) != NULL);
}

static void
facts_check(const struct table_facts *facts)
{
	uint32_t i;

	terminated(facts->instance, sizeof(facts->instance));
	terminated(facts->version, sizeof(facts->version));
	must(facts->listening_count <= LISTENING_MAX);
	for (i = 0; i < facts->listening_count; i++)
		terminated(facts->listening[i].address, LISTENING_SIZE);
}

/* Everything that a watcher looks at. */
static void
table_check(struct table *table)
{
	char dir[INSTANCE_PATH_SIZE];
	struct row_data data;
	uint32_t row, seen = 0, looks = LEAVING_MAX + 1;

	facts_check(&table->facts);
	for (row = 0; row < table->facts.rows && row < 64; row++) {
		(void)row_read(table, row, &data);
		terminated(data.name, NAME_SIZE);
		terminated(data.peer, sizeof(data.peer));
		terminated(data.last_message, sizeof(data.last_message));
	}
	if (table->facts.rows > 0)
		(void)row_read(table, table->facts.rows - 1, &data);
	for (row = 0; row <= RULE_COUNT; row++)
		(void)table_verdicts(table, row, row % 2 == 0);
	while (table_left(table, &seen) >= 0)
		must(looks-- > 0);
	if (table_place(table, dir))
		must(dir[0] == '/');
	terminated(dir, sizeof(dir));
	must(table_alive(table) && !table_cut(table));
}

/* The header, or a few rows, over which the script has written. */
static size_t
segment_write(struct script *script)
{
	static _Alignas(64) char bytes[65536];
	struct table_header *header = (struct table_header *)bytes;
	unsigned what = (unsigned)script_take(script, 1);
	size_t size = right_size, len = sizeof(bytes);

	if (what % 4 == 0)
		size = script_take(script, 3) % (2 * right_size);
	if (size < len)
		len = size;
	memcpy(bytes, right, sizeof(bytes));
	while (script->left > 0)
		script_scribble(script, bytes, sizeof(bytes));
	if (what % 2 == 1) {
		atomic_store(&header->magic, TABLE_MAGIC);
		header->facts.layout = TABLE_LAYOUT_VERSION;
		header->facts.row_size = sizeof(struct row);
		header->facts.server_pid = getpid();
		header->facts.server_start =
		    ((struct table_header *)right)->facts.server_start;
	}
	must(ftruncate(file, 0) == 0 && ftruncate(file, (off_t)size) == 0 &&
	    pwrite(file, bytes, len, 0) == (ssize_t)len);
	return size;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = { data, size };
	struct instance moved;
	struct table table;
	size_t bytes;

	if (file == -1)
		right_make();
	bytes = segment_write(&script);
	moved = instance;
	if (table_attach_fd(&table, &moved, file) == TABLE_OK) {
		must(table.size == bytes && table.facts.size == bytes);
		table_check(&table);
		table_detach(&table);
	}
	must(table.header == NULL);
	return 0;
}

/* A segment is made and mapped for each. */
extern const unsigned long fuzz_count;
const unsigned long fuzz_count = 5000;
