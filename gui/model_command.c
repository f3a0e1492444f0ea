/* A received message as a command that sends it again. */
#include "gui/model_command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

/* For printf's format between single quotes: bytes as octal escapes. */
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
		    bytes[i] >= 0x7f)
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
	char host[ADDRESS_SIZE];
	uint16_t port;

	split_address(listening, host, sizeof(host), &port);
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
	fprintf(out, "' | nc %s %u\n", host, port);
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

/* A line of the head, without its end; false when there is none left. */
static bool
next_line(const struct log_entry *entry, size_t *at,
    const unsigned char **line, size_t *len)
{
	const unsigned char *end;

	if (*at >= entry->head_len)
		return false;
	*line = entry->bytes + *at;
	end = memchr(*line, '\n', entry->head_len - *at);
	*len = end == NULL ? entry->head_len - *at : (size_t)(end - *line);
	*at += *len + 1;
	if (*len > 0 && (*line)[*len - 1] == '\r')
		(*len)--;
	return *len > 0;
}

/* curl counts the body itself. */
static bool
is_length(const unsigned char *line, size_t len)
{
	static const char name[] = "content-length:";

	return len >= sizeof(name) - 1 &&
	    strncasecmp((const char *)line, name, sizeof(name) - 1) == 0;
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

static void
put_curl(FILE *out, const struct log_entry *entry, size_t at)
{
	const unsigned char *line;
	size_t len;

	while (next_line(entry, &at, &line, &len)) {
		if (is_length(line, len))
			continue;
		fputs(" -H ", out);
		put_quoted(out, line, len);
	}
	if (entry->len > entry->head_len) {
		fputs(" --data-binary ", out);
		put_quoted(out, entry->bytes + entry->head_len,
		    entry->len - entry->head_len);
	}
}

char *
command_curl(const struct log_entry *entry, const char *address)
{
	const unsigned char *line;
	char *text = NULL, url[4096];
	size_t size, at = 0, len, method, target, target_len;
	FILE *out;
	int used;

	if (!next_line(entry, &at, &line, &len) ||
	    !split_start(line, len, &method, &target, &target_len) ||
	    target_len > sizeof(url) - ADDRESS_SIZE - 8 ||
	    (out = open_memstream(&text, &size)) == NULL)
		return NULL;
	fputs("curl -i -X ", out);
	put_quoted(out, line, method);
	put_curl(out, entry, at);
	used = snprintf(url, sizeof(url), "http://%s", address);
	memcpy(url + used, line + target, target_len);
	fputc(' ', out);
	put_quoted(out, (unsigned char *)url, (size_t)used + target_len);
	fputc('\n', out);
	return fclose(out) == 0 ? text : NULL;
}
