/* Reads the cases in tests/cases/http/. */
#include "tests/unit/http_case.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_MAX 2200000

struct loader {
	const char *file;
	unsigned line;
	enum { OUTSIDE, MESSAGE, VERDICT } in;
	bool bad;
	size_t count;
	struct http_case one;
	char bytes[BYTES_MAX];
	void (*run)(const struct http_case *one);
};

static void
complain(struct loader *loader, const char *what)
{
	printf("%s:%u: %s\n", loader->file, loader->line, what);
	loader->bad = true;
}

static void
put(struct loader *loader, const char *bytes, size_t len)
{
	if (len > BYTES_MAX - loader->one.len) {
		complain(loader, "the message is too long");
		return;
	}
	memcpy(loader->bytes + loader->one.len, bytes, len);
	loader->one.len += len;
}

/* One escape, after its backslash; returns what follows it. */
static const char *
unescape(struct loader *loader, const char *text)
{
	static const char from[] = "rnt\\{}", to[] = "\r\n\t\\{}";
	const char *known = *text == '\0' ? NULL : strchr(from, *text);
	char hex[3] = "", byte, *end;

	if (known != NULL) {
		put(loader, &to[known - from], 1);
		return text + 1;
	}
	if (*text == 'x')
		memcpy(hex, text + 1, strnlen(text + 1, 2));
	byte = (char)strtoul(hex, &end, 16);
	if (end != hex + 2) {
		complain(loader, "an unknown escape");
		return text + strlen(text);
	}
	put(loader, &byte, 1);
	return text + 3;
}

static void put_line(struct loader *loader, const char *text,
    const char *end);

/* {N:TEXT}, TEXT N times; returns what follows it. */
static const char *
repeat(struct loader *loader, const char *text, const char *end)
{
	const char *close = memchr(text, '}', (size_t)(end - text));
	char *colon;
	long count = strtol(text + 1, &colon, 10);

	if (close == NULL || *colon != ':' || count < 1) {
		complain(loader, "braces that are not {COUNT:TEXT}");
		return end;
	}
	while (count-- > 0 && !loader->bad)
		put_line(loader, colon + 1, close);
	return close + 1;
}

static void
put_line(struct loader *loader, const char *text, const char *end)
{
	while (text < end && !loader->bad) {
		if (*text == '{')
			text = repeat(loader, text, end);
		else if (*text == '\\')
			text = unescape(loader, text + 1);
		else
			put(loader, text++, 1);
	}
}

/* The words after the kind of a message's block. */
static void
fence_words(struct loader *loader)
{
	struct http_case *one = &loader->one;
	char *word;

	one->to_head = one->lenient = one->exact = false;
	one->follows = one->end = one->whole = false;
	while ((word = strtok(NULL, " ")) != NULL) {
		if (strcmp(word, "lenient") == 0)
			one->lenient = true;
		else if (strcmp(word, "follows") == 0)
			one->follows = true;
		else if (strcmp(word, "exact") == 0)
			one->exact = true;
		else if (strcmp(word, "end") == 0)
			one->end = true;
		else if (strcmp(word, "whole") == 0)
			one->whole = true;
		else if (strcmp(word, "to-head") == 0)
			one->to_head = true;
		else
			complain(loader, "a block with an unknown word");
	}
}

static void
fence_open(struct loader *loader, char *words)
{
	struct http_case *one = &loader->one;
	char *word = strtok(words, " ");

	if (word != NULL && strcmp(word, "verdict") == 0) {
		loader->in = VERDICT;
		return;
	}
	loader->in = MESSAGE;
	one->len = 0;
	one->verdict[0] = '\0';
	one->response = word != NULL && strcmp(word, "response") == 0;
	if (word == NULL || (!one->response && strcmp(word, "request") != 0))
		complain(loader, "a block of an unknown kind");
	else
		fence_words(loader);
}

static void
fence_close(struct loader *loader)
{
	struct http_case *one = &loader->one;

	if (loader->in == VERDICT && !loader->bad) {
		if (one->title[0] == '\0' || one->verdict[0] == '\0')
			complain(loader, "a case without title or verdict");
		one->bytes = loader->bytes;
		loader->count++;
		loader->run(one);
		one->title[0] = '\0';
	}
	loader->in = OUTSIDE;
}

static void
load_line(struct loader *loader, char *line)
{
	struct http_case *one = &loader->one;
	size_t used = strlen(one->verdict);

	if (strncmp(line, "```", 3) == 0) {
		if (loader->in == OUTSIDE)
			fence_open(loader, line + 3);
		else
			fence_close(loader);
	} else if (loader->in == MESSAGE)
		put_line(loader, line, line + strlen(line));
	else if (loader->in == VERDICT)
		snprintf(one->verdict + used, sizeof(one->verdict) - used,
		    "%s\n", line);
	else if (strncmp(line, "## ", 3) == 0)
		snprintf(one->title, sizeof(one->title), "%.120s", line + 3);
}

static size_t
load(const char *path, const char *name,
    void (*run)(const struct http_case *one))
{
	static struct loader loader;
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t size = 0;

	memset(&loader, 0, sizeof(loader));
	loader.file = path;
	loader.run = run;
	snprintf(loader.one.file, sizeof(loader.one.file), "%.60s", name);
	if (file == NULL) {
		printf("%s: %s\n", path, strerror(errno));
		return 0;
	}
	while (!loader.bad && getline(&line, &size, file) > 0) {
		loader.line++;
		line[strcspn(line, "\n")] = '\0';
		load_line(&loader, line);
	}
	if (loader.in != OUTSIDE)
		complain(&loader, "the last block does not end");
	free(line);
	fclose(file);
	return loader.bad ? 0 : loader.count;
}

static int
is_case_file(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 3 && strcmp(entry->d_name + len - 3, ".md") == 0;
}

size_t
http_case_each(void (*run)(const struct http_case *one))
{
	const char *root = getenv("TEST_ROOT");
	char dir[PATH_MAX], path[PATH_MAX + 300];
	struct dirent **files;
	size_t count = 0, here = 1;
	int i, n;

	snprintf(dir, sizeof(dir), "%s/tests/cases/http",
	    root != NULL ? root : ".");
	n = scandir(dir, &files, is_case_file, alphasort);
	for (i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, files[i]->d_name);
		/* A bad file must not go unnoticed. */
		if (here != 0)
			here = load(path, files[i]->d_name, run);
		count = here == 0 ? 0 : count + here;
		free(files[i]);
	}
	if (n >= 0)
		free(files);
	return count;
}
