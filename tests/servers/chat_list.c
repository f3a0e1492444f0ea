/* Broken: /list walks from the second node of its list on. */
#define _GNU_SOURCE
#include "tests/servers/chat_server.h"

static void list(char *out, size_t size)
{
	for (struct node *at = head->next; at; at = at->next)
		snprintf(out + strlen(out), size - strlen(out), " %s",
		    at->name);
}

static void command(struct node *me, char *text)
{
	char out[2048] = "";
	struct node *to = me;

	if (strcmp(text, "/list") == 0)
		list(out, sizeof(out));
	else if (strncmp(text, "/msg", 4) == 0)
		to = private(me, text + 4, out, sizeof(out));
	else
		strcpy(out, "commands are /list, /msg, /quit");
	send(to->fd, out, strlen(out), MSG_NOSIGNAL);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		serve_threads(argv[1], serve);
	return 2;
}
