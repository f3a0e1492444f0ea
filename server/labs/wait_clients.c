/* /clients: names and what the status table says of them. */
#include "server/labs/wait.h"

#include <stdio.h>
#include <string.h>

#include "base/name_at.h"

/* No client takes more of the list than that. */
#define LIST_ENTRY_MAX	128

/* UTF-8 letters may stand in a name but not in a URI (RFC 3986). */
static void
clients_location(struct wait_talk *talk, const char *name)
{
	size_t len, i;

	len = (size_t)snprintf(talk->location, sizeof(talk->location),
	    "/clients/");
	for (i = 0; name[i] != '\0' &&
	    len + 4 < sizeof(talk->location); i++)
		len += (size_t)snprintf(talk->location + len,
		    sizeof(talk->location) - len,
		    (unsigned char)name[i] < 0x80 ? "%c" : "%%%02X",
		    (unsigned char)name[i]);
}

static void
clients_refuse(struct wait_talk *talk, const char *line, size_t len,
    const char *fault)
{
	char escaped[160];

	(void)text_escape(escaped, sizeof(escaped), line, len);
	child_event(talk->child, SENTENCE_OF(NAME_REFUSED), escaped,
	    fault);
	wait_say(talk, 400, "\"%s\" cannot be a name: %s.\n%s\n", escaped,
	    fault, text_name_rule);
}

enum client_end
wait_register(struct wait_talk *talk)
{
	char name[NAME_SIZE];
	const char *line, *fault, *odd;
	size_t len;

	if (wait_body_missing(talk))
		return CHILD_OK;
	wait_body_line(talk, &line, &len);
	fault = text_name_fault(line, len);
	if (fault != NULL) {
		odd = wait_body_odd(talk);
		fault = odd != NULL ? odd : fault;
		clients_refuse(talk, line, len, fault);
		return CHILD_OK;
	}
	memcpy(name, line, len);
	name[len] = '\0';
	switch (child_rename(talk->child, name)) {
	case TABLE_OK:
		child_idle_named(talk->child);
		wait_say(talk, 201, "You are registered as %s.\n", name);
		clients_location(talk, name);
		break;
	case TABLE_TAKEN:
		child_event(talk->child, SENTENCE_OF(NAME_TAKEN),
		    name);
		wait_say(talk, 409, "The name %s is taken by a connected "
		    "client of this lab. Choose another one.\n", name);
		break;
	default:
		wait_say(talk, 503, "The table of names is busy. "
		    "Try again.\n");
		break;
	}
	return CHILD_OK;
}

/* The next row that holds its name: one that is closing has none. */
static bool
clients_next(const struct wait_talk *talk, uint32_t *at,
    struct row_data *row)
{
	const struct table *table = talk->child->table;
	uint32_t used = atomic_load(&table->header->high_water);

	while (*at < used && *at < table->facts.rows) {
		(void)row_read(table, (*at)++, row);
		if (row->client != 0 && name_is_held(row->state))
			return true;
	}
	return false;
}

enum client_end
wait_list(struct wait_talk *talk)
{
	bool json = http_accepts_json(&talk->request, talk->raw);
	bool first = true;
	struct row_data row;
	uint32_t at = 0;

	wait_say(talk, 200, "%s", json ? "[" : "");
	talk->listed = true;
	while (talk->text_len < WAIT_TEXT_MAX - LIST_ENTRY_MAX &&
	    clients_next(talk, &at, &row)) {
		/* Written by others: escaped even if the rule forbids it. */
		if (text_name_fault(row.name, strlen(row.name)) != NULL)
			continue;
		(void)(json ? wait_add(talk, "%s\n{\"name\":\"%s\","
		    "\"lab\":\"%s\"}", first ? "" : ",", row.name,
		    lab_info(row.lab)->name) : wait_add(talk, "%s %s\n",
		    row.name, lab_info(row.lab)->name));
		first = false;
	}
	if (json) {
		(void)wait_add(talk, "\n]\n");
		talk->type = "application/json";
	}
	return CHILD_OK;
}

/* What others are told of a client: nothing that it said, and nothing of
 * where it is. */
static void
clients_show(struct wait_talk *talk, const struct row_data *row)
{
	char since[WHEN_RFC3339_SIZE], connected[WHEN_RFC3339_SIZE];
	long long left = 0;

	when_rfc3339(since, row->since_wall_ns);
	when_rfc3339(connected, row->connected_wall_ns);
	if (row->pause_until_ns != 0)
		left = (row->pause_until_ns - when_mono_ns() +
		    NS_PER_S - 1) / NS_PER_S;
	wait_say(talk, 200,
	    "name: %s\nlab: %s\nstate: %s\nstate since: %s\n"
	    "connected: %s\n"
	    "messages in: %llu\nmessages out: %llu\n"
	    "bytes in: %llu\nbytes out: %llu\n",
	    row->name, lab_info(row->lab)->name, state_word(row->state),
	    since, connected,
	    (unsigned long long)row->messages_in,
	    (unsigned long long)row->messages_out,
	    (unsigned long long)row->bytes_in,
	    (unsigned long long)row->bytes_out);
	if (row->pause_until_ns != 0)
		(void)wait_add(talk, "seconds left: %lld\n",
		    left > 0 ? left : 0);
}

/* Who asks about itself asks on the connection that has the name: another one
 * may be anybody's. */
static void
clients_show_private(struct wait_talk *talk, const struct row_data *row)
{
	if (row->client == talk->child->row.client)
		(void)wait_add(talk, "from: %s\nprocess: %d\n"
		    "last message: %s\n", row->peer, (int)row->pid,
		    row->last_message);
	else
		(void)wait_add(talk, "from, process, last message: shown to "
		    "%s alone, on the connection that has the name\n",
		    row->name);
}

/* Percent-decodes; the result is only compared.  What is too long for any
 * name is "?", which nobody is called. */
static void
clients_decode(const char *from, size_t len, char out[NAME_AT_SIZE])
{
	size_t at = 0, i;
	int byte;

	for (i = 0; i < len; i++) {
		if (at == NAME_AT_SIZE - 1) {
			out[0] = '?';
			at = 1;
			break;
		}
		byte = wait_percent(from + i, len - i);
		out[at++] = byte >= 0 ? (char)byte : from[i];
		i += byte >= 0 ? 2 : 0;
	}
	out[at] = '\0';
}

static void
clients_nobody(struct wait_talk *talk, struct http_slice path,
    bool of_this_lab, const char *fault)
{
	char escaped[160];

	(void)text_escape(escaped, sizeof(escaped), talk->raw + path.at,
	    path.len);
	if (fault != NULL)
		wait_say(talk, 404, "\"%s\" names nobody: %s.", escaped,
		    fault);
	else if (of_this_lab)
		wait_say(talk, 404, "No client of the %s lab is called "
		    "\"%s\"; those of other labs are /clients/NAME@LAB.",
		    lab_info(talk->child->row.lab)->name, escaped);
	else
		wait_say(talk, 404, "No client is called \"%s\".", escaped);
	(void)wait_add(talk, " GET /clients lists all there are.\n");
}

enum client_end
wait_show(struct wait_talk *talk)
{
	char name[NAME_AT_SIZE];
	struct http_slice rest;
	struct name_at wanted;
	struct row_data row;
	bool of_this_lab;
	const char *fault;
	uint32_t at = 0;

	(void)wait_path_begins(talk, "/clients/", &rest);
	clients_decode(talk->raw + rest.at, rest.len, name);
	fault = name_at_parse(&wanted, name, strlen(name));
	of_this_lab = wanted.lab == NAME_ANY_LAB;
	if (of_this_lab)
		wanted.lab = talk->child->row.lab;
	while (fault == NULL && clients_next(talk, &at, &row))
		if (name_at_is(&wanted, row.name, row.lab)) {
			clients_show(talk, &row);
			clients_show_private(talk, &row);
			return CHILD_OK;
		}
	clients_nobody(talk, rest, of_this_lab, fault);
	return CHILD_OK;
}
