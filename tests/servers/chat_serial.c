/* Broken: serves one client after the other. */
#define _GNU_SOURCE
#include "tests/servers/chat_server.h"

static void list(char *out, size_t size)
{
	for (struct node *at = head; at; at = at->next)
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
	int listener = listen_on(argc > 1 ? argv[1] : "0", SOCK_STREAM);

	for (;;)
		serve((void *)(intptr_t)accept(listener, NULL, NULL));
}
