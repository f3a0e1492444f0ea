/* Heads that are written: requests of the clients, answers of the server. */
#include "wire/http.h"

#include <string.h>

#include "base/text.h"
#include "base/version.h"
#include "base/when.h"

#define AGENT "barewire/" BAREWIRE_VERSION

struct writer {
	char *out;
	size_t size;
	size_t used;
	bool failed;
};

/* Text that cannot end its line early, nor hide anything in it. */
static bool
is_clean(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	return true;
}

static void
put(struct writer *writer, const char *text)
{
	size_t len = strlen(text);

	if (len >= writer->size - writer->used) {
		writer->failed = true;
		return;
	}
	memcpy(writer->out + writer->used, text, len + 1);
	writer->used += len;
}

static void
put_field(struct writer *writer, const char *name, const char *value)
{
	if (value == NULL)
		return;
	if (!is_clean(value))
		writer->failed = true;
	put(writer, name);
	put(writer, ": ");
	put(writer, value);
	put(writer, "\r\n");
}

static void
put_request_line(struct writer *writer, const struct http_head *head)
{
	if (!is_clean(head->method) || !is_clean(head->target) ||
	    strchr(head->method, ' ') != NULL ||
	    strchr(head->target, ' ') != NULL)
		writer->failed = true;
	put(writer, head->method);
	put(writer, " ");
	put(writer, head->target);
	put(writer, " HTTP/1.1\r\n");
}

static void
put_status_line(struct writer *writer, int status)
{
	char code[TEXT_NUMBER_SIZE];

	(void)text_number(code, (uint64_t)status);
	put(writer, "HTTP/1.1 ");
	put(writer, code);
	put(writer, " ");
	put(writer, http_status_reason(status));
	put(writer, "\r\n");
}

/* What only some messages have, and what describes the body. */
static void
put_rest(struct writer *writer, const struct http_head *head)
{
	bool answer = head->method == NULL;
	char length[TEXT_NUMBER_SIZE];

	put_field(writer, "Location", head->location);
	put_field(writer, "Allow", head->allow);
	put_field(writer, "Retry-After", head->retry_after);
	put_field(writer, "Vary", head->vary);
	put_field(writer, "Cache-Control", head->cache_control);
	put_field(writer, "Accept", head->accept);
	put_field(writer, "Content-Type", head->content_type);
	/* RFC 9110 section 8.6: not in an answer that can have no body. */
	(void)text_number(length, head->content_length);
	if (!answer || (head->status >= 200 && head->status != 204))
		put_field(writer, "Content-Length", length);
	if (answer || head->close)
		put_field(writer, "Connection",
		    head->close ? "close" : "keep-alive");
}

size_t
http_head_write(const struct http_head *head, char *out, size_t out_size)
{
	struct writer writer = { out, out_size, 0, false };
	char date[WHEN_IMF_SIZE];

	if (out_size == 0)
		return 0;
	if (head->method != NULL)
		put_request_line(&writer, head);
	else
		put_status_line(&writer, head->status);
	put_field(&writer, "Host", head->host);
	put_field(&writer, "User-Agent", AGENT);
	if (head->method == NULL)
		put_field(&writer, "Server", AGENT);
	when_imf(date, head->wall_ns);
	put_field(&writer, "Date", date);
	put_rest(&writer, head);
	put(&writer, "\r\n");
	return writer.failed ? 0 : writer.used;
}
