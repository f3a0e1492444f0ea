/* Finding the table's segment, and looking whether it is one. */
#include "shm/table_private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The facts, once, to be judged: whatever is written there meanwhile, what is
 * used is what was looked at. */
static void
table_facts_take(struct table *table)
{
	struct table_facts *facts = &table->facts;
	unsigned i;

	memcpy(facts, &table->header->facts, sizeof(*facts));
	facts->instance[sizeof(facts->instance) - 1] = '\0';
	facts->version[sizeof(facts->version) - 1] = '\0';
	for (i = 0; i < PLACE_COUNT; i++)
		facts->places[i][INSTANCE_PATH_SIZE - 1] = '\0';
	for (i = 0; i < LISTENING_MAX; i++)
		facts->listening[i].address[LISTENING_SIZE - 1] = '\0';
}

/* What they must say for the segment to be used. */
static bool
table_facts_good(const struct table_facts *facts, uint64_t size)
{
	struct table_layout layout;

	if (facts->layout != TABLE_LAYOUT_VERSION ||
	    facts->row_size != sizeof(struct row) ||
	    facts->size != size || facts->rows > UINT32_MAX / 2 ||
	    facts->listening_count > LISTENING_MAX ||
	    facts->journal_mib > JOURNAL_MIB_MAX)
		return false;
	layout = table_layout(facts->rows, facts->journal_mib);
	return layout.areas_at <= size && layout.buckets == facts->buckets &&
	    (facts->rows == 0 || facts->area_offset[0] == layout.areas_at);
}

/* Is it a table, and which? */
static enum table_result
table_judge(struct table *table)
{
	const struct table_header *header = table->header;
	uint64_t magic = atomic_load(&header->magic);
	struct table_layout layout;

	/* Still being made, or not ours. */
	if (magic != TABLE_MAGIC)
		return magic == 0 ? TABLE_NONE : TABLE_LAYOUT;
	table_facts_take(table);
	if (!table_facts_good(&table->facts, table->size))
		return TABLE_LAYOUT;
	layout = table_layout(table->facts.rows, table->facts.journal_mib);
	table_point(table, &layout);
	if (!table_alive(table))
		return TABLE_NONE;
	return atomic_load(&header->phase) == TABLE_PHASE_ELSEWHERE ?
	    TABLE_ELSEWHERE : TABLE_OK;
}

static enum table_result
table_map(struct table *table, const struct instance *instance, int fd)
{
	struct stat status;
	void *map;

	if (fstat(fd, &status) != 0)
		return TABLE_FAILED;
	/* In /dev/shm anybody may have been first. */
	if (status.st_uid != instance->uid || !S_ISREG(status.st_mode)) {
		errno = EPERM;
		return TABLE_FAILED;
	}
	/* Still being made, or not ours. */
	if ((uint64_t)status.st_size < sizeof(*table->header))
		return TABLE_NONE;
	map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd,
	    0);
	if (map == MAP_FAILED)
		return TABLE_FAILED;
	table->header = map;
	table->size = (uint64_t)status.st_size;
	table_guard(table, -1);
	return table_judge(table);
}

enum table_result
table_attach_fd(struct table *table, struct instance *instance, int fd)
{
	enum table_result result;
	int saved;

	memset(table, 0, sizeof(*table));
	table->segment.lock_fd = table->segment.read_fd = -1;
	result = table_map(table, instance, fd);
	if (result == TABLE_OK || result == TABLE_ELSEWHERE) {
		instance->server_pid = table->facts.server_pid;
		table_follow(table, instance);
	}
	if (result != TABLE_OK) {
		saved = errno;
		table_detach(table);
		errno = saved;
	}
	return result;
}

enum table_result
table_attach(struct table *table, struct instance *instance)
{
	int fd = segment_open(instance, O_RDONLY), saved;
	enum table_result result;

	if (fd == -1) {
		memset(table, 0, sizeof(*table));
		return errno == ENOENT ? TABLE_NONE : TABLE_FAILED;
	}
	result = table_attach_fd(table, instance, fd);
	saved = errno;
	(void)close(fd);
	errno = saved;
	return result;
}

void
table_follow(const struct table *table, struct instance *instance)
{
	char dir[INSTANCE_PATH_SIZE];

	if (table_place(table, dir) && strcmp(dir, instance->dir) != 0)
		(void)instance_move(instance, dir);
}

bool
table_journal(const struct table *table, struct journal *journal)
{
	unsigned mib = table->facts.journal_mib;
	struct table_layout layout = table_layout(table->facts.rows, mib);
	char *map = (char *)table->header;
	size_t body;

	if (map == NULL || mib == 0)
		return false;
	body = journal_body_size(mib);
	if (body > table->size || table->size - body < layout.areas_at)
		return false;
	memset(journal, 0, sizeof(*journal));
	journal_open(journal, map + layout.journal_at,
	    map + (table->size - body), mib);
	return true;
}

void
table_detach(struct table *table)
{
	if (table->header != NULL)
		(void)munmap(table->header, table->size);
	memset(table, 0, sizeof(*table));
}

bool
table_alive(const struct table *table)
{
	uint64_t start = table_process_start(table->facts.server_pid);

	return start != 0 && start == table->facts.server_start;
}
