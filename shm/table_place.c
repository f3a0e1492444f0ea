/* Where the table says that the instance's directory is. */
#include "shm/table.h"

#include <string.h>

uint32_t
table_place_number(const struct instance *instance, uint32_t moves)
{
	uint32_t at;

	for (at = 0; at < PLACE_COUNT - 1; at++)
		if (strcmp(instance->places[at], instance->dir) == 0)
			break;
	return moves * PLACE_COUNT + at;
}

bool
table_place(const struct table *table, char dir[INSTANCE_PATH_SIZE])
{
	uint32_t at = atomic_load(&table->header->place) % PLACE_COUNT;

	memcpy(dir, table->facts.places[at], INSTANCE_PATH_SIZE);
	dir[INSTANCE_PATH_SIZE - 1] = '\0';
	return dir[0] == '/';
}
