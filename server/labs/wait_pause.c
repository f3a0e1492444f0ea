/* POST /wait: the pause this lab is named for. */
#include "server/labs/wait.h"

#include <string.h>

#define SECONDS_MAX 3600

static const char rule[] =
    "The body must be a whole number of seconds, 0 to 3600, in decimal "
    "digits and nothing else, such as: 7\n";

/* -1 when it is not a whole number from 0 to 3600. */
static int
pause_seconds(const char *text, size_t len)
{
	int seconds = 0;
	size_t i;

	if (len == 0)
		return -1;
	for (i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		seconds = seconds * 10 + (text[i] - '0');
		if (seconds > SECONDS_MAX)
			return -1;
	}
	return seconds;
}

/* What is wrong with it, for a person. */
static const char *
pause_fault(const struct wait_talk *talk, const char *text, size_t len)
{
	const char *odd = wait_body_odd(talk);
	size_t i;

	if (odd != NULL)
		return odd;
	if (len == 0)
		return "it is empty";
	if (text[0] == '-')
		return "it is negative";
	for (i = 0; i < len; i++) {
		if (text[i] == '.' || text[i] == ',')
			return "it is not a whole number";
		if (text[i] < '0' || text[i] > '9')
			return "it has a character that is not a digit";
	}
	return "it is more than 3600";
}

static enum client_end
pause_refuse(struct wait_talk *talk, const char *line, size_t len)
{
	char escaped[80];
	const char *fault = pause_fault(talk, line, len);

	(void)text_escape(escaped, sizeof(escaped), line, len);
	child_event(talk->child, SENTENCE_OF(PAUSE_REFUSED), escaped,
	    fault);
	wait_say(talk, 400, "Cannot wait \"%s\" seconds: %s.\n%s", escaped,
	    fault, rule);
	return CHILD_OK;
}

enum client_end
wait_pause(struct wait_talk *talk)
{
	struct child *child = talk->child;
	/* Leniency looks a while whether a body goes on. */
	int64_t begun_ns = child->settings->lenient ? talk->since_ns :
	    when_mono_ns();
	int64_t due_ns;
	enum client_end end;
	const char *line;
	size_t len;
	int seconds;

	if (wait_body_missing(talk))
		return CHILD_OK;
	wait_body_line(talk, &line, &len);
	seconds = pause_seconds(line, len);
	if (seconds == -1)
		return pause_refuse(talk, line, len);
	child_event(child, SENTENCE_OF(PAUSING), seconds, seconds);
	due_ns = begun_ns + seconds * NS_PER_S;
	end = child_pause(child, due_ns);
	if (end != CHILD_OK)
		return end;
	wait_begin_answer(talk, 200);
	talk->due_ns = due_ns;
	(void)wait_put(talk, "Server waited ");
	(void)wait_put_number(talk, (uint64_t)seconds);
	(void)wait_put(talk, " seconds for client ");
	(void)wait_put(talk, child->row.name);
	(void)wait_put(talk, ".");
	child_event(child, SENTENCE_OF(ANSWERED), talk->text);
	return CHILD_OK;
}
