/* Whether a process is the one that was meant, and still there. */
#include "shm/table.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Fields of /proc/PID/stat, counted from 1, see proc(5). */
#define FIELD_STATE	3
#define FIELD_FLAGS	9
#define FIELD_START	22
#define FIELD_PENDING	31
#define EXITING		0x4u	/* PF_EXITING among the flags */

#define STAT_SIZE	512

/* Reads it; the field behind the name, or NULL when there is no process. */
static const char *
stat_read(int pid, char line[STAT_SIZE])
{
	char path[32];
	const char *at;
	FILE *file;
	size_t len;

	(void)snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	file = fopen(path, "re");
	if (file == NULL)
		return NULL;
	len = fread(line, 1, STAT_SIZE - 1, file);
	(void)fclose(file);
	line[len] = '\0';
	/* The name, field 2, may hold anything, also ')': take the last. */
	at = strrchr(line, ')');
	/* A zombie keeps its pid but serves nobody. */
	if (at == NULL || at[1] == '\0' || at[2] == 'Z' || at[2] == 'X')
		return NULL;
	return at + 2;
}

static unsigned long long
stat_number(const char *at, int number)
{
	int field;

	for (field = FIELD_STATE; at != NULL && field < number; field++) {
		at = strchr(at, ' ');
		if (at != NULL)
			at++;
	}
	return at == NULL ? 0 : strtoull(at, NULL, 10);
}

uint64_t
table_process_start(int pid)
{
	char line[STAT_SIZE];
	const char *at = stat_read(pid, line);

	return at == NULL ? 0 : stat_number(at, FIELD_START);
}

bool
table_process_ending(int pid)
{
	char line[STAT_SIZE];
	const char *at = stat_read(pid, line);

	return at == NULL || (stat_number(at, FIELD_FLAGS) & EXITING) != 0 ||
	    (stat_number(at, FIELD_PENDING) >> (SIGKILL - 1) & 1) != 0;
}
