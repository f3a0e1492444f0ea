/* Server > Start...: the form as arguments. */
#include "gui/model/start.h"

#include <stdio.h>
#include <string.h>

#include "base/options.h"
#include "base/text.h"
#include "base/wording.h"

#define CLIENTS_MOST 100000

void
start_defaults(struct start_form *form)
{
	unsigned lab;

	memset(form, 0, sizeof(*form));
	text_copy(form->address, sizeof(form->address), "127.0.0.1");
	text_copy(form->clients, sizeof(form->clients), "1024");
	for (lab = 0; lab < LAB_COUNT; lab++)
		snprintf(form->ports[lab], START_PORT_SIZE, "%u",
		    lab_info(lab)->port);
}

/* The next word between blanks; false when there is none left. */
static bool
next_word(const char **text, const char **word, size_t *len)
{
	*word = *text + strspn(*text, " \t");
	*len = strcspn(*word, " \t");
	*text = *word + *len;
	return *len != 0;
}

static const char *
check_more(const char *text)
{
	const char *word;
	unsigned count;
	size_t len;

	for (count = 0; next_word(&text, &word, &len); count++) {
		if (count == 0 && word[0] != '-')
			return wording_of("start.dash",
			    "other options begin with a dash, as --bare does");
		if (count == START_MORE_MAX)
			return wording_of("start.tooMany",
			    "these are too many options");
	}
	return NULL;
}

const char *
start_check(const struct start_form *form)
{
	static char fault[240];
	char host[ADDRESS_SIZE];
	unsigned lab, serving = 0;
	uint16_t port = 0;
	long number;
	const char *wrong;

	wrong = address_split(form->address, host, sizeof(host), &port);
	if (wrong != NULL || form->address[0] == '\0')
		return wrong != NULL ? wrong :
		    wording_of("start.noAddress", "an address is needed");
	if (port != 0)
		return wording_of("start.onePort",
		    "the address has a port; ports are given a lab each");
	if (!option_number(form->clients, 1, CLIENTS_MOST, &number))
		return wording_of("start.clients",
		    "the number of clients must be 1 to 100000");
	for (lab = 0; lab < LAB_COUNT; lab++) {
		if (strcmp(form->ports[lab], "off") == 0)
			continue;
		serving++;
		if (address_port(form->ports[lab]) >= 0)
			continue;
		wording_put(fault, sizeof(fault), wording_of("start.ports",
		    "the port of %1 must be 0 to 65535 (0: any free one) "
		    "or off"), lab_info(lab)->name, NULL);
		return fault;
	}
	return serving != 0 ? check_more(form->more) :
	    wording_of("start.allOff", "every lab is off");
}

static void
add(struct start_args *args, int *count, const char *text)
{
	text_copy(args->text[*count], sizeof(args->text[0]), text);
	args->argv[*count] = args->text[*count];
	args->argv[++*count] = NULL;
}

/* Before the others: what the form has fields for is what these say. */
static void
add_more(struct start_args *args, int *count, const char *text)
{
	char copy[START_MORE_SIZE];
	const char *word;
	size_t len;

	while (next_word(&text, &word, &len)) {
		snprintf(copy, sizeof(copy), "%.*s", (int)len, word);
		add(args, count, copy);
	}
}

void
start_arguments(const struct start_form *form, const char *program,
    const char *instance, struct start_args *args)
{
	char text[64], host[ADDRESS_SIZE];
	uint16_t port = 0;
	unsigned lab;
	int count = 0;

	/* "[::1]" is how some write an address, and no name. */
	if (address_split(form->address, host, sizeof(host), &port) != NULL)
		text_copy(host, sizeof(host), form->address);
	add(args, &count, program);
	add_more(args, &count, form->more);
	snprintf(text, sizeof(text), "--max-clients=%s", form->clients);
	add(args, &count, text);
	if (form->lenient)
		add(args, &count, "--lenient");
	add(args, &count, "--instance");
	add(args, &count, instance);
	add(args, &count, "--address");
	add(args, &count, host);
	for (lab = 0; lab < LAB_COUNT; lab++) {
		snprintf(text, sizeof(text), "--port=%s=%s",
		    lab_info(lab)->name, form->ports[lab]);
		add(args, &count, text);
	}
}
