/* Where the wait lab keeps a request and its answer. */
#include "server/labs/wait.h"

#include <string.h>

#include "server/limits.h"

#define SHORT_HEAD	640
#define SHORT_TEXT	1152

/* A short request, its answer and what is known of both stand on one page: a
 * page that a child writes is a page fault, and memory as long as the client
 * stays.  What is rarely written of a request is the end of it. */
static struct wait_short {
	char head[SHORT_HEAD];
	char text[SHORT_TEXT];
	char raw[1024];
	char body[128];
	struct wait_talk talk;
} brief __attribute__((aligned(4096)));

/* Whole pages, so that all of them can be given back. */
static struct {
	char raw[HTTP_RAW_MAX];
	char body[HTTP_BODY_MAX + 1];
	char answer[HTTP_WRITTEN_MAX + HTTP_RAW_MAX + 1];
} spacious __attribute__((aligned(4096)));

static void
memory_shorten(struct wait_talk *talk)
{
	talk->raw = brief.raw;
	talk->raw_size = sizeof(brief.raw);
	talk->body = brief.body;
	talk->text = brief.text;
	talk->text_size = sizeof(brief.text);
	talk->head_size = sizeof(brief.head);
}

struct wait_talk *
wait_memory(void)
{
	memory_shorten(&brief.talk);
	return &brief.talk;
}

void
wait_raw_extend(struct wait_talk *talk)
{
	if (talk->raw_size == sizeof(spacious.raw))
		return;
	memcpy(spacious.raw, talk->raw, talk->raw_len);
	talk->raw = spacious.raw;
	talk->raw_size = sizeof(spacious.raw);
}

void
wait_text_extend(struct wait_talk *talk)
{
	if (talk->head_size == HTTP_WRITTEN_MAX)
		return;
	memcpy(spacious.answer + HTTP_WRITTEN_MAX, talk->text,
	    talk->text_len);
	talk->text = spacious.answer + HTTP_WRITTEN_MAX;
	talk->text_size = HTTP_RAW_MAX + 1;
	talk->head_size = HTTP_WRITTEN_MAX;
}

char *
wait_body_room(size_t len)
{
	return len < sizeof(brief.body) ? brief.body : spacious.body;
}

void
wait_memory_release(struct wait_talk *talk, size_t used)
{
	memory_shorten(talk);
	if (used <= LIMIT_KEPT_MEMORY)
		return;
	child_memory_release(&spacious, sizeof(spacious));
}
