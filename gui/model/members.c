/* Who is in the chat, as far as the server's lines tell. */
#include "gui/model/members.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX	2048

void
members_init(struct members *members)
{
	memset(members, 0, sizeof(*members));
}

void
members_free(struct members *members)
{
	free(members->names);
	members_init(members);
}

void
members_clear(struct members *members)
{
	members->count = members->announced = 0;
	members->known = false;
}

/* Where the name is, or belongs. */
static size_t
find(const struct members *members, const char *name, bool *found)
{
	size_t low = 0, high = members->count, middle;
	int order;

	*found = false;
	while (low < high) {
		middle = low + (high - low) / 2;
		order = strcmp(members->names[middle], name);
		if (order == 0) {
			*found = true;
			return middle;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
make_room(struct members *members)
{
	size_t size = members->size * 2 + 16;
	void *grown;

	if (members->count < members->size)
		return true;
	grown = realloc(members->names, size * sizeof(members->names[0]));
	if (grown == NULL)
		return false;
	members->names = grown;
	members->size = size;
	return true;
}

static void
add(struct members *members, const char *name)
{
	bool found;
	size_t at = find(members, name, &found);

	if (found || !make_room(members))
		return;
	memmove(members->names + at + 1, members->names + at,
	    (members->count - at) * sizeof(members->names[0]));
	(void)text_copy(members->names[at], NAME_SIZE, name);
	members->count++;
}

static void
take_away(struct members *members, const char *name)
{
	bool found;
	size_t at = find(members, name, &found);

	if (!found)
		return;
	members->count--;
	memmove(members->names + at, members->names + at + 1,
	    (members->count - at) * sizeof(members->names[0]));
}

static enum members_news
announced(struct members *members, size_t count)
{
	members->announced = count;
	members->known = true;
	return members->count == count ? MEMBERS_CHANGED : MEMBERS_WRONG;
}

/* A whole number; what follows it, NULL when there is none. */
static const char *
take_number(const char *text, size_t *number)
{
	char *end;

	if (*text < '0' || *text > '9')
		return NULL;
	*number = strtoul(text, &end, 10);
	return end;
}

/* "alice joined (3 members)": the name and the count behind the words. */
static bool
came_or_went(const char *line, const char *words, char name[NAME_SIZE],
    size_t *count)
{
	const char *at = strstr(line, words), *rest;
	size_t len = at == NULL ? 0 : (size_t)(at - line);

	if (len == 0 || len >= NAME_SIZE || text_name_fault(line, len) != NULL)
		return false;
	memcpy(name, line, len);
	name[len] = '\0';
	rest = take_number(at + strlen(words), count);
	return rest != NULL && strncmp(rest, " member", 7) == 0;
}

/* "2 members: alice, carol and 7 more" */
static bool
is_list(const char *line, size_t *count, const char **names)
{
	line = take_number(line, count);
	if (line == NULL || strncmp(line, " member", 7) != 0)
		return false;
	line += 7 + (line[7] == 's');
	if (strncmp(line, ": ", 2) != 0)
		return false;
	*names = line + 2;
	return true;
}

static enum members_news
take_list(struct members *members, size_t count, const char *names)
{
	char name[NAME_SIZE];
	size_t len;

	members->count = 0;
	for (; *names != '\0'; names += strspn(names, ", ")) {
		len = strcspn(names, ", ");
		if (strncmp(names, "and ", 4) == 0 && names[4] >= '0' &&
		    names[4] <= '9')
			break;
		if (len > 0 && len < NAME_SIZE) {
			memcpy(name, names, len);
			name[len] = '\0';
			add(members, name);
		}
		names += len;
	}
	members->announced = count;
	members->known = true;
	/* Not all of them may fit into the server's line. */
	return MEMBERS_CHANGED;
}

enum members_news
members_take(struct members *members, const char *line, size_t len)
{
	char text[LINE_MAX], name[NAME_SIZE];
	const char *names;
	size_t count;

	if (len >= sizeof(text))
		return MEMBERS_SAME;
	memcpy(text, line, len);
	text[len] = '\0';
	if (is_list(text, &count, &names))
		return take_list(members, count, names);
	if (came_or_went(text, " joined (", name, &count)) {
		add(members, name);
		return announced(members, count);
	}
	if (came_or_went(text, " left (", name, &count)) {
		take_away(members, name);
		return announced(members, count);
	}
	return strncmp(text, "You missed ", 11) == 0 && members->known ?
	    MEMBERS_WRONG : MEMBERS_SAME;
}

bool
members_private(const char *line, size_t len)
{
	static const char mark[] = " (private): ";
	const char *at = memmem(line, len, mark, sizeof(mark) - 1);
	size_t name_len = at == NULL ? 0 : (size_t)(at - line);

	if (name_len > 3 && memcmp(line, "to ", 3) == 0) {
		line += 3;
		name_len -= 3;
	}
	return name_len > 0 && text_name_fault(line, name_len) == NULL;
}

char *
members_address(const char *name, const char *typed)
{
	static const char verb[] = "/msg";
	const char *text = typed + strspn(typed, " ");
	char *out;
	size_t size;

	if (strncmp(text, verb, strlen(verb)) == 0 &&
	    (text[strlen(verb)] == ' ' || text[strlen(verb)] == '\0')) {
		text += strlen(verb);
		text += strspn(text, " ");
		text += strcspn(text, " ");
		text += strspn(text, " ");
	}
	size = strlen(verb) + strlen(name) + strlen(text) + 3;
	out = malloc(size);
	if (out != NULL)
		(void)snprintf(out, size, "%s %s %s", verb, name, text);
	return out;
}
