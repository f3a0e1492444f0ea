/* Requests to a server, and the names of FIFOs, written and read. */
#include "shm/control.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instance.h"
#include "shm/table.h"

static const struct {
	const char *words;
	bool numbered;
} commands[CONTROL_COMMAND_COUNT] = {
#define CONTROL(symbol, words, numbered) { words, numbered },
#include "shm/control.def"
#undef CONTROL
};

void
control_request_write(char line[CONTROL_LINE_MAX],
    enum control_command command, uint64_t client)
{
	if (commands[command].numbered)
		(void)snprintf(line, CONTROL_LINE_MAX, "%s %ju",
		    commands[command].words, (uintmax_t)client);
	else
		(void)snprintf(line, CONTROL_LINE_MAX, "%s",
		    commands[command].words);
}

static bool
number_read(const char *text, uint64_t *number)
{
	char *end;

	errno = 0;
	*number = strtoull(text, &end, 10);
	return isdigit((unsigned char)text[0]) && *end == '\0' && errno == 0;
}

enum control_command
control_request_read(const char *line, uint64_t *client, const char **fault)
{
	unsigned i;
	size_t len;

	*client = 0;
	*fault = NULL;
	for (i = 0; i < CONTROL_COMMAND_COUNT; i++) {
		len = strlen(commands[i].words);
		if (!commands[i].numbered && strcmp(line,
		    commands[i].words) == 0)
			return i;
		if (!commands[i].numbered || strncmp(line,
		    commands[i].words, len) != 0 || line[len] != ' ')
			continue;
		if (number_read(line + len + 1, client))
			return i;
		*fault = "kick takes the number of a client";
		return CONTROL_COMMAND_COUNT;
	}
	*fault = "this server knows no such request";
	return CONTROL_COMMAND_COUNT;
}

void
control_fifo_name(char name[CONTROL_FIFO_NAME_SIZE], int slot)
{
	(void)snprintf(name, CONTROL_FIFO_NAME_SIZE, INSTANCE_FIFO "%d",
	    slot);
}

int
control_fifo_slot(const char *name)
{
	char own[CONTROL_FIFO_NAME_SIZE];
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		control_fifo_name(own, slot);
		if (strcmp(name, own) == 0)
			return slot;
	}
	return -1;
}
