/* The ladder's lines: whose they are. */
#include <stdlib.h>
#include <string.h>

#include "watch/ladder_private.h"

/* The connection's; NULL: it is not known yet. */
static struct ladder_client *
client_find(struct ladder *ladder, uint64_t client)
{
	uint32_t *near = &ladder->near[client % LADDER_NEAR];
	size_t i;

	if (*near < ladder->client_count &&
	    ladder->clients[*near].client == client)
		return &ladder->clients[*near];
	for (i = ladder->client_count; i > 0; i--)
		if (ladder->clients[i - 1].client == client) {
			*near = (uint32_t)i - 1;
			return &ladder->clients[i - 1];
		}
	for (i = 0; i < LADDER_GONE_MAX && i < ladder->gone_count; i++)
		if (ladder->gone[i].client == client)
			return &ladder->gone[i];
	return NULL;
}

void
ladder_client_gone(struct ladder *ladder, struct ladder_client *client)
{
	size_t at = (size_t)(client - ladder->clients);

	if (client >= ladder->gone && client < ladder->gone + LADDER_GONE_MAX)
		return;
	ladder->gone[ladder->gone_count++ % LADDER_GONE_MAX] = *client;
	ladder->clients[at] = ladder->clients[--ladder->client_count];
}

static struct ladder_client *
client_add(struct ladder *ladder, uint64_t client)
{
	size_t room = ladder->client_room + 64;
	struct ladder_client *clients;

	if (ladder->client_count == ladder->client_room) {
		clients = realloc(ladder->clients, room * sizeof(*clients));
		if (clients == NULL)
			return NULL;
		ladder->clients = clients;
		ladder->client_room = room;
	}
	clients = &ladder->clients[ladder->client_count++];
	*clients = (struct ladder_client){ client, LADDER_LINES_MAX };
	return clients;
}

/* Names of ASCII alone are the same where their bytes are. */
static uint32_t
name_key(const char *name)
{
	uint32_t key = 2166136261u;

	for (; *name != '\0'; name++) {
		if ((unsigned char)*name >= 0x80)
			return 0;
		key = (key ^ (unsigned char)*name) * 16777619u;
	}
	return key | 1;
}

/* LADDER_LINES_MAX: there is none, and no room for one more. */
static unsigned
line_add(struct ladder *ladder, const struct feed_message *record)
{
	struct ladder_line *line;

	if (ladder->line_count == LADDER_LINES_MAX)
		return LADDER_LINES_MAX;
	line = &ladder->lines[ladder->line_count];
	(void)text_copy(line->name, sizeof(line->name), record->name);
	line->lab = record->lab;
	line->client = record->client;
	line->named = false;
	ladder->keys[ladder->line_count] = name_key(line->name);
	ladder->firsts[ladder->line_count] = ladder->row_count;
	return ladder->line_count++;
}

static unsigned
line_find(const struct ladder *ladder, const struct feed_message *record)
{
	const struct ladder_line *line;
	uint32_t key = name_key(record->name);
	unsigned i;

	for (i = LADDER_SERVER + 1; i < ladder->line_count; i++) {
		line = &ladder->lines[i];
		if (key != ladder->keys[i] && key != 0 &&
		    ladder->keys[i] != 0)
			continue;
		if (line->lab == record->lab && text_name_same(line->name,
		    strlen(line->name), record->name, strlen(record->name)))
			return i;
	}
	return LADDER_LINES_MAX;
}

/* There is one line less before its own. */
static void
client_move(struct ladder_client *client, unsigned from)
{
	if (client->line > from && client->line < LADDER_LINES_MAX)
		client->line--;
}

/* A line without a name is not needed after all: its rows go to another's.
 * Rows of it, and of lines behind it, are behind its first. */
static void
line_join(struct ladder *ladder, unsigned from, unsigned to)
{
	struct ladder_row *row;
	size_t i;

	for (i = ladder->firsts[from]; i < ladder->row_count; i++) {
		row = &ladder->rows[i];
		row->from = row->from == from ? to : row->from -
		    (row->from > from);
		row->to = row->to == from ? to : row->to - (row->to > from);
	}
	for (i = 0; i < ladder->client_count; i++)
		client_move(&ladder->clients[i], from);
	for (i = 0; i < LADDER_GONE_MAX; i++)
		client_move(&ladder->gone[i], from);
	ladder->line_count--;
	memmove(ladder->lines + from, ladder->lines + from + 1,
	    (ladder->line_count - from) * sizeof(ladder->lines[0]));
	memmove(ladder->keys + from, ladder->keys + from + 1,
	    (ladder->line_count - from) * sizeof(ladder->keys[0]));
	memmove(ladder->firsts + from, ladder->firsts + from + 1,
	    (ladder->line_count - from) * sizeof(ladder->firsts[0]));
}

/* It has its name, or another one: the line is the name's. */
static void
client_named(struct ladder *ladder, struct ladder_client *client,
    const struct feed_message *record)
{
	unsigned line = line_find(ladder, record), old = client->line;
	bool guest = old < LADDER_LINES_MAX && !ladder->lines[old].named;

	if (line == old)
		return;
	if (line == LADDER_LINES_MAX && guest) {
		(void)text_copy(ladder->lines[old].name, NAME_SIZE,
		    record->name);
		ladder->keys[old] = name_key(ladder->lines[old].name);
		ladder->lines[old].named = true;
		return;
	}
	if (line == LADDER_LINES_MAX)
		line = line_add(ladder, record);
	client->line = line;
	if (guest && line < LADDER_LINES_MAX) {
		client->line = line - (line > old);
		line_join(ladder, old, client->line);
	}
	if (client->line < LADDER_LINES_MAX)
		ladder->lines[client->line].named = true;
}

struct ladder_client *
ladder_client_of(struct ladder *ladder, const struct feed_message *record)
{
	struct ladder_client *client = client_find(ladder, record->client);

	if (client == NULL) {
		client = client_add(ladder, record->client);
		if (client == NULL)
			return NULL;
		client->line = line_find(ladder, record);
		if (client->line == LADDER_LINES_MAX)
			client->line = line_add(ladder, record);
	}
	if (record->event == FEED_REGISTERED)
		client_named(ladder, client, record);
	return client->line == LADDER_LINES_MAX ? NULL : client;
}
