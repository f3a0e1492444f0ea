/* Making and leaving the table's segment. */
#include "shm/table_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/version.h"
#include "base/when.h"
#include "wire/rule.h"

#define ALIGNMENT 64u

static uint64_t
table_align(uint64_t size)
{
	return (size + ALIGNMENT - 1) & ~(uint64_t)(ALIGNMENT - 1);
}

static uint64_t
page_align(uint64_t size)
{
	return (size + JOURNAL_PAGE - 1) / JOURNAL_PAGE * JOURNAL_PAGE;
}

struct table_layout
table_layout(uint32_t rows, uint32_t journal_mib)
{
	struct table_layout layout;

	layout.buckets = 64;
	while (layout.buckets < rows)
		layout.buckets *= 2;
	layout.buckets_at = table_align(sizeof(struct table_header));
	layout.journal_at = page_align(layout.buckets_at +
	    (uint64_t)layout.buckets * sizeof(uint32_t));
	layout.rows_at = layout.journal_at +
	    (journal_mib == 0 ? 0 : journal_head_size(journal_mib));
	layout.verdicts_at = table_align(layout.rows_at +
	    (uint64_t)rows * sizeof(struct row));
	layout.areas_at = table_align(layout.verdicts_at +
	    RULE_COUNT * sizeof(struct verdict_total));
	return layout;
}

void
table_point(struct table *table, const struct table_layout *layout)
{
	char *map = (char *)table->header;

	table->rows = (struct row *)(map + layout->rows_at);
	table->buckets = (_Atomic uint32_t *)(map + layout->buckets_at);
	table->verdicts = (struct verdict_total *)(map + layout->verdicts_at);
}

static unsigned
plan_mib(const struct table_plan *plan)
{
	return plan->journal_mib == 0 ? 1 : plan->journal_mib;
}

/* When a server began is no secret: status says it.  Without a random number
 * (a kernel that has just started) that must do. */
static uint64_t
table_name_key(const struct table_facts *facts)
{
	uint64_t key;

	return getrandom(&key, sizeof(key), GRND_NONBLOCK) ==
	    (ssize_t)sizeof(key) ? key : facts->generation;
}

static void
table_facts_fill(struct table *table, const struct instance *instance,
    const struct table_plan *plan, uint32_t rows,
    const struct table_layout *layout)
{
	struct table_facts *facts = &table->facts;
	uint64_t at = layout->areas_at;
	unsigned lab;

	facts->layout = TABLE_LAYOUT_VERSION;
	facts->row_size = sizeof(struct row);
	facts->size = table->size;
	facts->rows = rows;
	facts->buckets = layout->buckets;
	facts->max_clients = plan->max_clients;
	facts->server_pid = getpid();
	facts->server_start = table_process_start(getpid());
	facts->started_wall_ns = when_wall_ns();
	facts->started_mono_ns = when_mono_ns();
	facts->generation = (uint64_t)facts->started_wall_ns ^
	    (uint64_t)facts->server_pid << 48;
	facts->name_key = table_name_key(facts);
	(void)text_copy(facts->instance, sizeof(facts->instance),
	    instance->name);
	(void)text_copy(facts->version, sizeof(facts->version),
	    BAREWIRE_VERSION);
	memcpy(facts->places, instance->places, sizeof(facts->places));
	facts->listening_count = plan->listening_count < LISTENING_MAX ?
	    plan->listening_count : LISTENING_MAX;
	/* A table in tests listens nowhere, and has no list. */
	if (facts->listening_count != 0)
		memcpy(facts->listening, plan->listening,
		    facts->listening_count * sizeof(facts->listening[0]));
	for (lab = 0; lab < LAB_COUNT; lab++) {
		facts->area_offset[lab] = at;
		facts->area_size[lab] = plan->area_size[lab];
		at += table_align(plan->area_size[lab]);
	}
	facts->journal_mib = plan_mib(plan);
}

/* At an address where a page table begins: what lies together is then in one
 * of them. */
static void *
table_map_aligned(int fd, size_t size)
{
	const uintptr_t alignment = (uintptr_t)2 << 20;
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	void *map = mmap(NULL, size + alignment, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	uintptr_t from, at;
	int saved;

	if (map == MAP_FAILED)
		return map;
	from = (uintptr_t)map;
	at = (from + alignment - 1) & ~(alignment - 1);
	map = mmap((void *)at, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_FIXED, fd, 0);
	if (map == MAP_FAILED) {
		saved = errno;
		(void)munmap((void *)from, size + alignment);
		errno = saved;
		return map;
	}
	if (at > from)
		(void)munmap((void *)from, at - from);
	/* What is left behind it, in pages that may be larger than ours. */
	at = (at + size + page - 1) & ~(page - 1);
	if (from + size + alignment > at)
		(void)munmap((void *)at, from + size + alignment - at);
	return map;
}

/* Makes the file and maps all of it. */
static enum table_result
table_make(struct table *table, const struct instance *instance)
{
	int holder = segment_make(&table->segment, instance);
	void *map = MAP_FAILED;

	if (holder != 0)
		return holder > 0 ? TABLE_TAKEN : TABLE_FAILED;
	/* Allocated, not only sized: a full /dev/shm must fail here and not
	 * as a SIGBUS in some child. */
	errno = posix_fallocate(table->segment.lock_fd, 0,
	    (off_t)table->size);
	if (errno == 0)
		map = table_map_aligned(table->segment.lock_fd, table->size);
	if (map == MAP_FAILED) {
		segment_remove(&table->segment, instance);
		return TABLE_FAILED;
	}
	table->header = map;
	return TABLE_OK;
}

enum table_result
table_create(struct table *table, const struct instance *instance,
    const struct table_plan *plan)
{
	uint32_t rows = plan->max_clients + plan->extra_rows;
	unsigned lab, mib = plan_mib(plan);
	struct table_layout layout = table_layout(rows, mib);
	enum table_result result;
	uint64_t body_at = layout.areas_at;
	char *map;

	memset(table, 0, sizeof(*table));
	for (lab = 0; lab < LAB_COUNT; lab++)
		body_at += table_align(plan->area_size[lab]);
	body_at = page_align(body_at);
	table->size = body_at + journal_body_size(mib);
	result = table_make(table, instance);
	if (result != TABLE_OK)
		return result;
	table_point(table, &layout);
	table_facts_fill(table, instance, plan, rows, &layout);
	table->header->facts = table->facts;
	atomic_store(&table->header->place, table_place_number(instance, 0));
	atomic_store(&table->header->heartbeat_mono_ns,
	    table->facts.started_mono_ns);
	map = (char *)table->header;
	journal_open(&table->journal, map + layout.journal_at, map + body_at,
	    mib);
	lock_init();
	table_guard(table, table->segment.lock_fd);
	return TABLE_OK;
}

enum table_result
table_signpost(struct table *post, const struct table *table,
    const struct instance *instance)
{
	struct table_layout layout = table_layout(0, 0);
	enum table_result result;

	memset(post, 0, sizeof(*post));
	post->size = layout.areas_at;
	result = table_make(post, instance);
	if (result != TABLE_OK)
		return result;
	/* What is constant; and no rows. */
	post->facts = table->facts;
	post->facts.size = post->size;
	post->facts.rows = 0;
	post->facts.buckets = layout.buckets;
	memset(post->facts.area_size, 0, sizeof(post->facts.area_size));
	post->facts.journal_mib = 0;
	post->header->facts = post->facts;
	atomic_store(&post->header->place,
	    atomic_load(&table->header->place));
	atomic_store(&post->header->phase, TABLE_PHASE_ELSEWHERE);
	atomic_store(&post->header->magic, TABLE_MAGIC);
	return TABLE_OK;
}

void
table_publish(struct table *table)
{
	atomic_store(&table->header->phase, TABLE_PHASE_RUNNING);
	atomic_store(&table->header->magic, TABLE_MAGIC);
}

void
table_renew(struct table *table)
{
	/* The same bytes again, mostly: nobody can see a difference. */
	table->header->facts = table->facts;
	atomic_store(&table->header->magic, TABLE_MAGIC);
}

void
table_remove(struct table *table, const struct instance *instance)
{
	atomic_store(&table->header->phase, TABLE_PHASE_ENDED);
	segment_remove(&table->segment, instance);
}

void *
table_area(const struct table *table, unsigned lab)
{
	if (lab >= LAB_COUNT || table->facts.area_size[lab] == 0)
		return NULL;
	return (char *)table->header + table->facts.area_offset[lab];
}
