/* Broken: sscanf reads a private text up to its first space. */
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
	char name[64] = "", said[64] = "";

	if (strcmp(text, "/list") == 0) {
		list(out, sizeof(out));
	} else if (strncmp(text, "/msg", 4) == 0) {
		sscanf(text + 4, "%63s%63s", name, said);
		sprintf(text, "%s %s", name, said);
		to = private(me, text, out, sizeof(out));
	} else {
		strcpy(out, "commands are /list, /msg, /quit");
	}
	send(to->fd, out, strlen(out), MSG_NOSIGNAL);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		serve_threads(argv[1], serve);
	return 2;
}
