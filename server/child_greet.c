/* Who speaks first: greetings and prompts to a client that only listens. */
#include "server/child_lines.h"

#include <stdarg.h>
#include <string.h>

#include "server/limits.h"

enum greet
lines_greets(const struct lines *lines)
{
	return lines->child->settings->greet[lines->child->inherit->lab];
}

enum client_end
lines_greet(struct lines *lines, int64_t since_ns, const char *format, ...)
{
	enum client_end end = CHILD_OK;
	va_list arguments;
	bool silent = true;

	if (lines_greets(lines) == GREET_NEVER)
		return CHILD_OK;
	if (lines_greets(lines) == GREET_AUTO)
		end = lines_listen(lines, since_ns + LIMIT_GREET_NS, &silent);
	if (end != CHILD_OK || !silent)
		return end;
	lines->greeted = true;
	va_start(arguments, format);
	end = lines_vsend(lines, format, arguments);
	va_end(arguments);
	return end;
}

const char *
lines_prompts(const struct lines *lines)
{
	return lines->child->settings->prompt[lines->child->inherit->lab];
}

enum client_end
lines_prompt_now(struct lines *lines)
{
	const char *prompt = lines_prompts(lines);

	lines->prompted = true;
	return lines_put(lines, prompt, strlen(prompt));
}

enum client_end
lines_prompt(struct lines *lines, int64_t since_ns)
{
	enum client_end end;
	bool silent;

	if (lines_prompts(lines) == NULL)
		return CHILD_OK;
	end = lines_listen(lines, since_ns + LIMIT_GREET_NS, &silent);
	return end == CHILD_OK && silent ? lines_prompt_now(lines) : end;
}
