/* Broken: an answer is put behind the last one, which nobody cleared. */
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
	static char out[65536];	/* nobody empties it but /list */
	char answer[2048] = "commands are /list, /msg, /quit";
	struct node *to = me;

	if (strcmp(text, "/list") == 0) {
		out[0] = answer[0] = '\0';
		list(answer, sizeof(answer));
	} else if (strncmp(text, "/msg", 4) == 0) {
		to = private(me, text + 4, answer, sizeof(answer));
	}
	strncat(out, answer, sizeof(out) - strlen(out) - 1);
	send(to->fd, out, strlen(out), MSG_NOSIGNAL);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		serve_threads(argv[1], serve);
	return 2;
}
