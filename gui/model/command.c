/* A received message as a command that sends it again. */
#include "gui/model/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "shm/table.h"
#include "wire/http_walk.h"

/* For printf's format between single quotes: bytes as octal escapes, and so
 * a dash that would begin an option. */
static void
put_printf(FILE *out, const unsigned char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (bytes[i] == '\r')
			fputs("\\r", out);
		else if (bytes[i] == '\n')
			fputs("\\n", out);
		else if (bytes[i] == '\\')
			fputs("\\\\", out);
		else if (bytes[i] == '%')
			fputs("%%", out);
		else if (bytes[i] == '\'' || bytes[i] < 0x20 ||
		    bytes[i] >= 0x7f || (bytes[i] == '-' && i == 0))
			fprintf(out, "\\%03o", bytes[i]);
		else
			fputc(bytes[i], out);
}

static void
split_address(const char *address, char *host, size_t host_size,
    uint16_t *port)
{
	*port = 0;
	if (address_split(address, host, host_size, port) != NULL)
		text_copy(host, host_size, "127.0.0.1");
}

void
command_address(const char *listening, char *out, size_t out_size)
{
	char address[LISTENING_SIZE], host[ADDRESS_SIZE];
	uint16_t port;

	(void)text_copy(address, sizeof(address), listening);
	address[strcspn(address, "/")] = '\0';
	split_address(address, host, sizeof(host), &port);
	if (strcmp(host, "0.0.0.0") == 0)
		text_copy(host, sizeof(host), "127.0.0.1");
	else if (strcmp(host, "::") == 0)
		text_copy(host, sizeof(host), "::1");
	snprintf(out, out_size, strchr(host, ':') != NULL ? "[%s]:%u" :
	    "%s:%u", host, port);
}

char *
command_nc(const struct log_entry *entry, const char *address)
{
	char *text = NULL, host[ADDRESS_SIZE];
	size_t size;
	uint16_t port;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		return NULL;
	split_address(address, host, sizeof(host), &port);
	fputs("printf '", out);
	put_printf(out, entry->bytes, entry->len);
	/* A datagram has no end to wait for. */
	fprintf(out, "' | nc %s%s %u\n", entry->datagram ? "-u -w1 " : "",
	    host, port);
	return fclose(out) == 0 ? text : NULL;
}

/* 'text', or $'text' where bytes need an escape. */
static void
put_quoted(FILE *out, const unsigned char *bytes, size_t len)
{
	size_t i;
	bool odd = false;

	for (i = 0; i < len; i++)
		odd = odd || bytes[i] < 0x20 || bytes[i] >= 0x7f ||
		    bytes[i] == '\'';
	fputs(odd ? "$'" : "'", out);
	for (i = 0; i < len; i++)
		if (odd && (bytes[i] < 0x20 || bytes[i] >= 0x7f ||
		    bytes[i] == '\'' || bytes[i] == '\\'))
			fprintf(out, "\\%03o", bytes[i]);
		else
			fputc(bytes[i], out);
	fputc('\'', out);
}

/* The next line of the head; false when there is none left. */
static bool
next_line(struct http_walk *walk)
{
	return http_walk_next(walk) && walk->line_len > 0;
}

/* curl counts the body itself; a count that is wrong must be said. */
static bool
is_right_length(const struct log_entry *entry, const unsigned char *line,
    size_t len)
{
	char right[48];
	int used = snprintf(right, sizeof(right), "content-length: %u",
	    entry->len - entry->head_len);

	return len == (size_t)used && strncasecmp((const char *)line, right,
	    len) == 0;
}

/* A NUL ends an argument, and curl would put chunks around chunks. */
static bool
curl_can(const struct log_entry *entry, struct http_walk walk)
{
	while (next_line(&walk))
		if (http_walk_is(&walk, "transfer-encoding"))
			return false;
	return memchr(entry->bytes, '\0', entry->len) == NULL;
}

/* "POST /wait HTTP/1.1": the two words; false when it is not that. */
static bool
split_start(const unsigned char *line, size_t len, size_t *method,
    size_t *target, size_t *target_len)
{
	const unsigned char *blank = memchr(line, ' ', len), *last;

	if (blank == NULL)
		return false;
	*method = (size_t)(blank - line);
	*target = *method + 1;
	last = memchr(line + *target, ' ', len - *target);
	if (last == NULL || line[*target] != '/')
		return false;
	*target_len = (size_t)(last - line) - *target;
	return *method > 0;
}

/* "Name:" takes a field away, "Name;" sends it empty. */
static void
put_field(FILE *out, const unsigned char *line, size_t len)
{
	const unsigned char *colon = memchr(line, ':', len);
	size_t value = colon == NULL ? len : (size_t)(colon - line) + 1;

	while (value < len && (line[value] == ' ' || line[value] == '\t'))
		value++;
	fputs(" -H ", out);
	if (colon == NULL || value < len) {
		put_quoted(out, line, len);
		return;
	}
	put_quoted(out, line, (size_t)(colon - line));
	fputs("';'", out);
}

/* What curl would add by itself, and this request did not have. */
static void
put_absent(FILE *out, const struct log_entry *entry, struct http_walk start)
{
	static const char *const added[] = { "Host", "User-Agent", "Accept",
	    "Content-Type" };
	size_t i, count = sizeof(added) / sizeof(added[0]);
	struct http_walk walk;
	bool found;

	/* The last one comes with a body only. */
	for (i = 0; i < count - (entry->len == entry->head_len); i++) {
		found = false;
		for (walk = start; next_line(&walk);)
			found = found || http_walk_is(&walk, added[i]);
		if (!found)
			fprintf(out, " -H '%s:'", added[i]);
	}
}

static void
put_curl(FILE *out, const struct log_entry *entry, struct http_walk walk)
{
	put_absent(out, entry, walk);
	while (next_line(&walk))
		if (!is_right_length(entry, walk.line, walk.line_len))
			put_field(out, walk.line, walk.line_len);
	if (entry->len > entry->head_len) {
		fputs(" --data-binary ", out);
		put_quoted(out, entry->bytes + entry->head_len,
		    entry->len - entry->head_len);
	}
}

/* curl waits for the body that an answer to HEAD has not. */
static void
put_method(FILE *out, const unsigned char *method, size_t len)
{
	static const char head[] = "HEAD";

	if (len == sizeof(head) - 1 && memcmp(method, head, len) == 0) {
		fputs("curl -i --head", out);
		return;
	}
	fputs("curl -i -X ", out);
	put_quoted(out, method, len);
}

char *
command_curl(const struct log_entry *entry, const char *address)
{
	const unsigned char *line;
	char *text = NULL, url[4096];
	size_t size, method, target, target_len;
	struct http_walk walk;
	FILE *out;
	int used;

	http_walk_begin(&walk, entry->bytes, entry->head_len);
	if (!next_line(&walk))
		return NULL;
	line = walk.line;
	if (!split_start(line, walk.line_len, &method, &target,
	    &target_len) || target_len > sizeof(url) - ADDRESS_SIZE - 8 ||
	    !curl_can(entry, walk) ||
	    (out = open_memstream(&text, &size)) == NULL)
		return NULL;
	put_method(out, line, method);
	put_curl(out, entry, walk);
	used = snprintf(url, sizeof(url), "http://%s", address);
	memcpy(url + used, line + target, target_len);
	fputc(' ', out);
	put_quoted(out, (unsigned char *)url, (size_t)used + target_len);
	fputc('\n', out);
	return fclose(out) == 0 ? text : NULL;
}
