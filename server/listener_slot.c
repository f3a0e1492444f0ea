/* The parent's side of the rows: which are free, live, ended; whose. */
#include "server/listener.h"

#include <string.h>
#include <sys/mman.h>

#include "server/limits.h"

/* Memory that children do not get: they need not know who the others are,
 * and a fork has that much less to copy. */
void *
listener_memory(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		return NULL;
	(void)madvise(memory, size, MADV_DONTFORK);
	return memory;
}

static void
slot_queue_put(struct listener *listener, struct slot_queue *queue,
    uint32_t index)
{
	listener->slots[index].next = NO_SLOT;
	if (queue->head == NO_SLOT)
		queue->head = index;
	else
		listener->slots[queue->tail].next = index;
	queue->tail = index;
}

static uint32_t
slot_queue_get(struct listener *listener, struct slot_queue *queue)
{
	uint32_t index = queue->head;

	if (index != NO_SLOT)
		queue->head = listener->slots[index].next;
	return index;
}

int
listener_slots_init(struct listener *listener)
{
	uint32_t i;

	listener->pid_map_size = 64;
	while (listener->pid_map_size < 2 * listener->rows)
		listener->pid_map_size *= 2;
	listener->slots = listener_memory(listener->rows *
	    sizeof(listener->slots[0]));
	listener->pid_map = listener_memory(listener->pid_map_size *
	    sizeof(listener->pid_map[0]));
	listener->leavers = listener_memory(LEAVING_MAX *
	    sizeof(listener->leavers[0]));
	if (listener->slots == NULL || listener->pid_map == NULL ||
	    listener->leavers == NULL || listener_holders_init(listener) != 0)
		return -1;
	listener->ended.head = NO_SLOT;
	listener->free_head = NO_SLOT;
	/* Low rows first: readers look no further than the highest used. */
	for (i = listener->rows; i > 0; i--)
		listener_slot_back(listener, i - 1);
	return 0;
}

void
listener_slot_back(struct listener *listener, uint32_t index)
{
	struct slot *slot = &listener->slots[index];

	memset(slot, 0, sizeof(*slot));
	slot->next = listener->free_head;
	listener->free_head = index;
}

/* An ended client's row becomes empty and its slot free. */
static void
slot_expire(struct listener *listener, uint32_t index)
{
	static const struct row_data empty;

	row_publish(&listener->table, index, &empty);
	listener_slot_back(listener, index);
}

uint32_t
listener_slot_take(struct listener *listener)
{
	uint32_t index;

	if (listener->free_head == NO_SLOT) {
		index = slot_queue_get(listener, &listener->ended);
		if (index == NO_SLOT)
			return NO_SLOT;
		slot_expire(listener, index);
	}
	index = listener->free_head;
	listener->free_head = listener->slots[index].next;
	if (index >= listener->high_water) {
		listener->high_water = index + 1;
		atomic_store(&listener->table.header->high_water, index + 1);
	}
	return index;
}

/* A run of rows for the one process of a UDP port, taken at the start when
 * the free list is still in order. */
uint32_t
listener_block_take(struct listener *listener, uint32_t count)
{
	uint32_t first = listener->free_head, i;

	for (i = 0; i < count; i++)
		if (listener_slot_take(listener) != first + i)
			return NO_SLOT;
	return first;
}

static uint32_t
pid_map_at(const struct listener *listener, pid_t pid)
{
	return ((uint32_t)pid * 2654435761u >> 8) &
	    (listener->pid_map_size - 1);
}

void
listener_slot_live(struct listener *listener, uint32_t index, pid_t pid)
{
	uint32_t at = pid_map_at(listener, pid);

	listener->slots[index].pid = pid;
	listener->slots[index].state = SLOT_LIVE;
	listener->live++;
	while (listener->pid_map[at] != 0)
		at = (at + 1) & (listener->pid_map_size - 1);
	listener->pid_map[at] = index + 1;
}

/* Where in the map the pid stands, or an empty place. */
static uint32_t
pid_map_find(const struct listener *listener, pid_t pid)
{
	uint32_t at = pid_map_at(listener, pid);

	while (listener->pid_map[at] != 0 &&
	    listener->slots[listener->pid_map[at] - 1].pid != pid)
		at = (at + 1) & (listener->pid_map_size - 1);
	return at;
}

uint32_t
listener_slot_find(const struct listener *listener, pid_t pid)
{
	uint32_t at = pid_map_find(listener, pid);

	return listener->pid_map[at] == 0 ? NO_SLOT :
	    listener->pid_map[at] - 1;
}

/* Open addressing without gravestones: what follows moves up. */
static void
pid_map_remove(struct listener *listener, pid_t pid)
{
	uint32_t mask = listener->pid_map_size - 1;
	uint32_t hole = pid_map_find(listener, pid), at = hole, home;

	if (listener->pid_map[hole] == 0)
		return;
	listener->pid_map[hole] = 0;
	for (;;) {
		at = (at + 1) & mask;
		if (listener->pid_map[at] == 0)
			return;
		home = pid_map_at(listener,
		    listener->slots[listener->pid_map[at] - 1].pid);
		if (((at - home) & mask) < ((at - hole) & mask))
			continue;
		listener->pid_map[hole] = listener->pid_map[at];
		listener->pid_map[at] = 0;
		hole = at;
	}
}

void
listener_slot_end(struct listener *listener, uint32_t index)
{
	pid_map_remove(listener, listener->slots[index].pid);
	listener_holder_drop(listener, &listener->slots[index]);
	listener->live--;
	listener->stop_told -=
	    listener->slots[index].end_asked == END_SHUTDOWN;
	listener->slots[index].pid = 0;
	listener->slots[index].kill_ns = 0;
	listener->slots[index].leaving = 0;
	/* The block of a UDP port stays with it. */
	if (listener->slots[index].datagrams)
		return;
	listener->slots[index].ended_mono_ns = when_mono_ns();
	listener->slots[index].state = SLOT_ENDED;
	slot_queue_put(listener, &listener->ended, index);
}

void
listener_slots_tick(struct listener *listener, int64_t now_ns)
{
	uint32_t index;

	while ((index = listener->ended.head) != NO_SLOT &&
	    listener->slots[index].ended_mono_ns + LIMIT_ENDED_NS <= now_ns) {
		(void)slot_queue_get(listener, &listener->ended);
		slot_expire(listener, index);
	}
}
