/*
 * A client that is connected and says nothing: often it waits for the server
 * to speak first, and so does its user, who is told here what may help.
 */
#include "server/child_private.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>

#include "server/lab.h"
#include "server/limits.h"

#define HELP_SIZE	160

void
child_silent(struct child *child, int64_t since_ns, enum silence silence)
{
	child->silence = silence;
	child->silent_ns = child->silences & 1u << silence ? 0 :
	    since_ns + LIMIT_SILENT_NS;
}

/* What it may wait for before it begins. */
static void
silence_help_first(const struct child *child, char out[HELP_SIZE])
{
	const unsigned id = child->inherit->lab;
	const char *lab = lab_info(id)->name;
	bool prompts = lab_get(id)->no_prompt == NULL;
	bool greets = child->silence == SILENCE_FIRST;

	if (child->settings->prompt[id] != NULL)
		(void)snprintf(out, HELP_SIZE, "it was prompted; its user "
		    "may not have typed yet");
	else if (greets && child->settings->greet[id] == GREET_NEVER)
		(void)snprintf(out, HELP_SIZE, prompts ? "if it waits for "
		    "the server to speak first, --greet %s=auto greets it, "
		    "and --prompt %s=TEXT prompts it" : "if it waits for the "
		    "server to speak first, --greet %s=auto greets it", lab,
		    lab);
	else if (!greets)
		(void)snprintf(out, HELP_SIZE, "if it waits for the server "
		    "to speak first, --prompt %s=TEXT prompts it", lab);
	else
		(void)snprintf(out, HELP_SIZE, prompts ? "it was greeted; if "
		    "it waits for other words, --prompt %s=TEXT sends them" :
		    "it was greeted; its user may not have typed yet", lab);
}

static void
silence_tell(struct child *child)
{
	const char *lab = lab_info(child->inherit->lab)->name;
	char help[HELP_SIZE];

	switch (child->silence) {
	case SILENCE_NAMED:
		child_event(child, SENTENCE_OF(SILENT_NAMED), lab);
		return;
	case SILENCE_PART:
		child_event(child, SENTENCE_OF(SILENT_PART));
		return;
	case SILENCE_ALONE:
		child_event(child, SENTENCE_OF(SILENT_ALONE));
		return;
	default:
		silence_help_first(child, help);
		child_event(child, SENTENCE_OF(SILENT), help);
	}
}

void
child_silent_look(struct child *child)
{
	char byte;

	if (child->silent_ns == 0 || when_mono_ns() < child->silent_ns)
		return;
	child->silent_ns = 0;
	/* A lab may have reasons not to read what is there. */
	if (recv(child->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != -1 ||
	    errno != EAGAIN)
		return;
	child->silences |= 1u << child->silence;
	silence_tell(child);
}
