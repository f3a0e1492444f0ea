/* Making, finding and leaving the table's segment. */
#include "shm/table_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/version.h"
#include "base/when.h"

#define ALIGNMENT 64u

static uint64_t
table_align(uint64_t size)
{
	return (size + ALIGNMENT - 1) & ~(uint64_t)(ALIGNMENT - 1);
}

/* Where everything lies; also what attach checks a header against. */
struct table_layout {
	uint32_t buckets;
	uint64_t rows_at;
	uint64_t buckets_at;
	uint64_t areas_at;
};

static struct table_layout
table_layout(uint32_t rows)
{
	struct table_layout layout;

	layout.buckets = 64;
	while (layout.buckets < rows)
		layout.buckets *= 2;
	layout.rows_at = table_align(sizeof(struct table_header));
	layout.buckets_at = layout.rows_at +
	    (uint64_t)rows * sizeof(struct row);
	layout.areas_at = table_align(layout.buckets_at +
	    (uint64_t)layout.buckets * sizeof(uint32_t));
	return layout;
}

static void
table_point(struct table *table, void *map, const struct table_layout *layout)
{
	table->header = map;
	table->rows = (struct row *)((char *)map + layout->rows_at);
	table->buckets = (_Atomic uint32_t *)((char *)map +
	    layout->buckets_at);
}

uint64_t
table_process_start(int pid)
{
	char path[32], line[512];
	const char *at;
	FILE *file;
	size_t len;
	int field;

	(void)snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	file = fopen(path, "re");
	if (file == NULL)
		return 0;
	len = fread(line, 1, sizeof(line) - 1, file);
	(void)fclose(file);
	line[len] = '\0';
	/* The name, field 2, may hold anything, also ')': take the last. */
	at = strrchr(line, ')');
	/* A zombie keeps its pid but serves nobody. */
	if (at == NULL || at[1] == '\0' || at[2] == 'Z' || at[2] == 'X')
		return 0;
	for (field = 2; at != NULL && field < 22; field++)
		at = strchr(at + 1, ' ');
	return at == NULL ? 0 : strtoull(at, NULL, 10);
}

static void
table_header_fill(struct table *table, const struct instance *instance,
    const struct table_plan *plan, uint32_t rows,
    const struct table_layout *layout)
{
	struct table_header *header = table->header;
	uint64_t at = layout->areas_at;
	unsigned lab;

	header->layout = TABLE_LAYOUT_VERSION;
	header->row_size = sizeof(struct row);
	header->size = table->size;
	header->rows = rows;
	header->buckets = layout->buckets;
	header->max_clients = plan->max_clients;
	header->server_pid = getpid();
	header->server_start = table_process_start(getpid());
	header->started_wall_ns = when_wall_ns();
	header->started_mono_ns = when_mono_ns();
	header->generation = (uint64_t)header->started_wall_ns ^
	    (uint64_t)header->server_pid << 48;
	(void)text_copy(header->instance, sizeof(header->instance),
	    instance->name);
	(void)text_copy(header->version, sizeof(header->version),
	    BAREWIRE_VERSION);
	header->listening_count = plan->listening_count < LISTENING_MAX ?
	    plan->listening_count : LISTENING_MAX;
	memcpy(header->listening, plan->listening,
	    header->listening_count * sizeof(header->listening[0]));
	for (lab = 0; lab < LAB_COUNT; lab++) {
		header->area_offset[lab] = at;
		header->area_size[lab] = plan->area_size[lab];
		at += table_align(plan->area_size[lab]);
	}
	atomic_store(&header->heartbeat_mono_ns, header->started_mono_ns);
}

enum table_result
table_create(struct table *table, const struct instance *instance,
    const struct table_plan *plan)
{
	uint32_t rows = plan->max_clients + plan->extra_rows;
	struct table_layout layout = table_layout(rows);
	struct stat status;
	unsigned lab;
	void *map;
	int fd;

	memset(table, 0, sizeof(*table));
	table->size = layout.areas_at;
	for (lab = 0; lab < LAB_COUNT; lab++)
		table->size += table_align(plan->area_size[lab]);
	if (shm_unlink(instance->shm_name) != 0 && errno != ENOENT)
		return TABLE_FAILED;
	fd = shm_open(instance->shm_name, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1)
		return TABLE_FAILED;
	/* Allocated, not only sized: a full /dev/shm must fail here and not
	 * as a SIGBUS in some child. */
	errno = posix_fallocate(fd, 0, (off_t)table->size);
	map = MAP_FAILED;
	if (errno == 0 && fstat(fd, &status) == 0)
		map = mmap(NULL, table->size, PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
	(void)close(fd);
	if (map == MAP_FAILED) {
		(void)shm_unlink(instance->shm_name);
		return TABLE_FAILED;
	}
	table->inode = status.st_ino;
	table_point(table, map, &layout);
	table_header_fill(table, instance, plan, rows, &layout);
	errno = lock_init(table);
	return errno == 0 ? TABLE_OK : TABLE_FAILED;
}

void
table_publish(struct table *table)
{
	atomic_store(&table->header->phase, PHASE_RUNNING);
	atomic_store(&table->header->magic, TABLE_MAGIC);
}

void
table_remove(struct table *table, const struct instance *instance)
{
	struct stat status;
	int fd;

	atomic_store(&table->header->phase, PHASE_ENDED);
	fd = shm_open(instance->shm_name, O_RDONLY, 0);
	if (fd == -1)
		return;
	/* Another server's must not go with ours. */
	if (fstat(fd, &status) == 0 && status.st_ino == table->inode)
		(void)shm_unlink(instance->shm_name);
	(void)close(fd);
}

/* What a header must say for its segment to be used. */
static bool
table_header_good(const struct table_header *header, uint64_t size)
{
	return header->layout == TABLE_LAYOUT_VERSION &&
	    header->row_size == sizeof(struct row) &&
	    header->size == size && header->rows <= UINT32_MAX / 2 &&
	    header->listening_count <= LISTENING_MAX &&
	    table_layout(header->rows).areas_at <= size &&
	    table_layout(header->rows).buckets == header->buckets;
}

static enum table_result
table_map(struct table *table, int fd)
{
	struct table_layout layout;
	struct table_header *header;
	struct stat status;

	if (fstat(fd, &status) != 0)
		return TABLE_FAILED;
	/* In /dev/shm anybody may have been first. */
	if (status.st_uid != geteuid()) {
		errno = EPERM;
		return TABLE_FAILED;
	}
	/* Still being made, or not ours. */
	if ((uint64_t)status.st_size < sizeof(*header))
		return TABLE_NONE;
	header = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd,
	    0);
	if (header == MAP_FAILED)
		return TABLE_FAILED;
	table->header = header;
	table->size = (uint64_t)status.st_size;
	table->inode = status.st_ino;
	if (atomic_load(&header->magic) != TABLE_MAGIC)
		return atomic_load(&header->magic) == 0 ? TABLE_NONE :
		    TABLE_LAYOUT;
	if (!table_header_good(header, table->size))
		return TABLE_LAYOUT;
	layout = table_layout(header->rows);
	table_point(table, header, &layout);
	return table_alive(table) ? TABLE_OK : TABLE_NONE;
}

enum table_result
table_attach(struct table *table, const struct instance *instance)
{
	enum table_result result;
	int fd;

	memset(table, 0, sizeof(*table));
	fd = shm_open(instance->shm_name, O_RDONLY, 0);
	if (fd == -1)
		return errno == ENOENT ? TABLE_NONE : TABLE_FAILED;
	result = table_map(table, fd);
	(void)close(fd);
	if (result != TABLE_OK) {
		int saved = errno;

		table_detach(table);
		errno = saved;
	}
	return result;
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
	uint64_t start = table_process_start(table->header->server_pid);

	return start != 0 && start == table->header->server_start;
}

void *
table_area(const struct table *table, unsigned lab)
{
	if (lab >= LAB_COUNT || table->header->area_size[lab] == 0)
		return NULL;
	return (char *)table->header + table->header->area_offset[lab];
}
