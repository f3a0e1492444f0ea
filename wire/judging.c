/* A class before the judge: its memory. */
#include "wire/judging_private.h"

#include <stdlib.h>
#include <string.h>

size_t
judging_size(unsigned names)
{
	return sizeof(struct judging_memory) +
	    names * sizeof(struct judging_entry);
}

/* Of another build, or another size, everything lies elsewhere. */
static uint64_t
judging_layout(unsigned names)
{
	return (uint64_t)names << 48 ^ (uint64_t)RULE_COUNT << 32 ^
	    sizeof(struct judging_entry) << 12 ^
	    sizeof(struct judging_client);
}

/* Where two judges ended there is no third. */
static void
judging_skip(struct judging *judging)
{
	struct judging_head *head = &judging->memory->head;

	if (head->record != 0 && head->record == head->ended_by) {
		/* One more than there is room for follows the first. */
		judging->skipped = head->record;
		head->skipped[head->skipped_count % JUDGING_SKIPPED] =
		    head->record - 1;
		head->skipped_count += head->skipped_count < JUDGING_SKIPPED;
	}
	head->ended_by = head->record;
	head->record = 0;
}

/* What is zero already is not touched. */
static void
judging_clear(struct judging *judging)
{
	struct judging_memory *memory = judging->memory;
	bool fresh = memory->head.layout == 0;
	unsigned i;

	memset(&memory->head, 0, sizeof(memory->head));
	for (i = 0; !fresh && i < JUDGING_CLIENTS; i++)
		memory->clients[i].client = 0;
	for (i = 0; !fresh && i < judging->names; i++)
		memory->entries[i].used = 0;
}

static void
judging_begin(struct judging *judging, int64_t wall_ns)
{
	struct judging_head *head = &judging->memory->head;

	if (head->layout != judging_layout(judging->names) ||
	    head->clients > JUDGING_CLIENTS ||
	    head->entries > judging->names ||
	    head->skipped_count > JUDGING_SKIPPED) {
		judging_clear(judging);
		head->layout = judging_layout(judging->names);
		head->since_wall_ns = wall_ns;
	}
	head->starts++;
	judging_entry_check(judging);
	judging_client_check(judging);
	judging_skip(judging);
}

struct judging *
judging_open(const struct judge_policy policies[LAB_COUNT], unsigned names,
    void *memory, int64_t wall_ns)
{
	struct judging *judging = calloc(1, sizeof(*judging));

	if (judging == NULL)
		return NULL;
	memcpy(judging->policies, policies, sizeof(judging->policies));
	judging->names = names;
	judging->memory = memory;
	judging_begin(judging, wall_ns);
	return judging;
}

struct judging *
judging_new(const struct judge_policy policies[LAB_COUNT], unsigned names)
{
	void *memory = calloc(1, judging_size(names));
	struct judging *judging = memory == NULL ? NULL :
	    judging_open(policies, names, memory, 0);

	if (judging == NULL)
		free(memory);
	else
		judging->owned = true;
	return judging;
}

void
judging_free(struct judging *judging)
{
	if (judging == NULL)
		return;
	if (judging->owned)
		free(judging->memory);
	free(judging);
}

void
judging_lost(struct judging *judging, uint64_t count)
{
	judging->memory->head.missed += count;
}

void
judging_facts(const struct judging *judging, struct judging_facts *facts)
{
	const struct judging_head *head = &judging->memory->head;

	memset(facts, 0, sizeof(*facts));
	facts->since_wall_ns = head->since_wall_ns;
	facts->missed = head->missed;
	facts->gave_way = head->gave_way;
	facts->starts = head->starts;
	facts->skipped_count = head->skipped_count;
	memcpy(facts->skipped, head->skipped, sizeof(facts->skipped));
}

bool
judging_skipped_now(const struct judging *judging, uint64_t *number)
{
	*number = judging->skipped - 1;
	return judging->skipped != 0;
}

const struct judging_entry *
judging_next(const struct judging *judging, size_t *at)
{
	const struct judging_memory *memory = judging->memory;

	while (*at < memory->head.entries)
		if (memory->entries[(*at)++].used != 0)
			return &memory->entries[*at - 1];
	return NULL;
}
