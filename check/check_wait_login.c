/* wait: a client connects and says its name, where names go. */
#include "check/check_wait.h"

#include <stdio.h>
#include <string.h>

#define LISTEN_MS	700

static const char *const paths[] = { "/clients", "/", "/wait", "/test" };

bool
wait_enter(struct stage *stage, struct wait_client *client)
{
	struct wait_memory *memory = wait_memory(stage);

	memset(client, 0, sizeof(*client));
	client->player = stage_enter(stage);
	if (client->player == NULL)
		return false;
	/* Words that answer nothing are to be behind it. */
	if (!memory->listened)
		stage_pass(stage, LISTEN_MS);
	else if (memory->speaks)
		(void)player_wait(client->player, LISTEN_MS);
	memory->listened = true;
	memory->speaks |= player_heard(client->player).len > 0;
	return true;
}

static void
path_take(struct wait_memory *memory, const char *path)
{
	memory->found = true;
	(void)snprintf(memory->name_path, WAIT_PATH, "%s", path);
	/* Where names and numbers have one place, it is not called so. */
	(void)snprintf(memory->number_path, WAIT_PATH, "%s",
	    strcmp(path, "/clients") == 0 ? "/wait" : path);
}

/* One path; false: the next is to be tried. */
static bool
path_try(struct wait_client *client, const char *path)
{
	struct wait_memory *memory = wait_memory(client->player->stage);

	path_take(memory, path);
	wait_say_name(client, client->player->name);
	if (client->player->stage->over || client->named)
		return true;
	if (client->reply.kind == WAIT_NOTHING && !client->player->ended) {
		memory->silent = true;
		return true;
	}
	memory->found = false;
	return false;
}

/* Another connection for the same client. */
static bool
path_again(struct wait_client *client)
{
	struct stage *stage = client->player->stage;

	player_close(client->player);
	client->player = stage_enter(stage);
	return client->player != NULL;
}

bool
wait_register(struct wait_client *client)
{
	struct stage *stage = client->player->stage;
	struct wait_memory *memory = wait_memory(stage);
	const char *given = stage->plan->path;
	size_t at;

	if (memory->found) {
		if (!memory->unnamed)
			wait_say_name(client, client->player->name);
		return !stage->over;
	}
	for (at = 0; at < (given != NULL ? 1 : sizeof(paths) /
	    sizeof(paths[0])); at++) {
		if (at > 0 && !path_again(client))
			return false;
		if (path_try(client, given != NULL ? given : paths[at]))
			return !stage->over;
	}
	memory->unnamed = true;
	path_take(memory, given != NULL ? given : "/clients");
	return path_again(client);
}

bool
wait_login(struct stage *stage, struct wait_client *client)
{
	if (!wait_enter(stage, client) || !wait_register(client))
		return false;
	/* A connection for each request: names cannot be told apart. */
	if (client->player->ended) {
		client->apart = client->named || client->reply.complete;
		client->named = false;
		return path_again(client);
	}
	return true;
}
