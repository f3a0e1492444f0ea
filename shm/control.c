/* Requests to a server, and the names of FIFOs, written and read. */
#include "shm/control.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/instance.h"
#include "shm/table.h"

enum control_follows { NOTHING, NUMBER, ADDRESS, NUMBER_AND_TEXT, NAME };

static const struct {
	const char *words;
	enum control_follows follows;
} commands[CONTROL_COMMAND_COUNT] = {
#define CONTROL(symbol, words, follows) { words, follows },
#include "shm/control.def"
#undef CONTROL
};

static const char *const wrong[] = {
	[NUMBER] = "kick takes the number of a client",
	[ADDRESS] = "kick address takes an address",
	[NUMBER_AND_TEXT] = "mischief takes a client's number and kinds",
	[NAME] = "report takes a name",
};

void
control_request_write(char line[CONTROL_LINE_MAX],
    enum control_command command, uint64_t client)
{
	if (commands[command].follows == NUMBER)
		(void)snprintf(line, CONTROL_LINE_MAX, "%s %ju",
		    commands[command].words, (uintmax_t)client);
	else
		(void)snprintf(line, CONTROL_LINE_MAX, "%s",
		    commands[command].words);
}

void
control_name_write(char line[CONTROL_LINE_MAX], enum control_command command,
    const char *name)
{
	(void)snprintf(line, CONTROL_LINE_MAX, "%s %s",
	    commands[command].words, name);
}

bool
control_is_for_judge(enum control_command command)
{
	return command == CONTROL_REPORT || command == CONTROL_CLASS ||
	    command == CONTROL_COUNTERS;
}

void
control_address_write(char line[CONTROL_LINE_MAX], const char *address)
{
	(void)snprintf(line, CONTROL_LINE_MAX, "%s %s",
	    commands[CONTROL_KICK_ADDRESS].words, address);
}

void
control_mischief_write(char line[CONTROL_LINE_MAX], uint64_t client,
    const char *text)
{
	(void)snprintf(line, CONTROL_LINE_MAX, "%s %ju %s",
	    commands[CONTROL_MISCHIEF].words, (uintmax_t)client, text);
}

/* The number, and where it ends. */
static bool
number_read(const char *text, uint64_t *number, char **end)
{
	errno = 0;
	*number = strtoull(text, end, 10);
	return isdigit((unsigned char)text[0]) && errno == 0;
}

/* What stands behind the words; false when it is not what should. */
static bool
operand_read(enum control_follows follows, const char *text,
    struct control_operand *operand)
{
	size_t len = strlen(text);
	char *end;

	if (follows == NUMBER)
		return number_read(text, &operand->client, &end) &&
		    *end == '\0';
	if (follows == NUMBER_AND_TEXT) {
		operand->text = number_read(text, &operand->client, &end) &&
		    *end == ' ' ? end + 1 : NULL;
		return operand->text != NULL;
	}
	if (follows == NAME) {
		operand->name = text;
		return len > 0;
	}
	operand->address = text;
	return len > 0 && len < ADDRESS_SIZE && strchr(text, ' ') == NULL;
}

enum control_command
control_request_read(const char *line, struct control_operand *operand,
    const char **fault)
{
	unsigned i;
	size_t len;

	*operand = (struct control_operand){ .client = 0 };
	*fault = NULL;
	for (i = 0; i < CONTROL_COMMAND_COUNT; i++) {
		len = strlen(commands[i].words);
		if (commands[i].follows == NOTHING && strcmp(line,
		    commands[i].words) == 0)
			return i;
		if (commands[i].follows == NOTHING || strncmp(line,
		    commands[i].words, len) != 0 || line[len] != ' ')
			continue;
		if (operand_read(commands[i].follows, line + len + 1, operand))
			return i;
		*fault = wrong[commands[i].follows];
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
