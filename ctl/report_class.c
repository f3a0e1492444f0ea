/* The list of a class. */
#include "ctl/report_class.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"

#define LINE_SIZE	256
#define PUPILS_MAX	4096
#define BLANKS		" \t\r\n"

static char fault_text[LINE_SIZE + 80];

/* "wait,calc": as bits; 0: one of them is no lab, *word is it. */
static unsigned
class_labs(char *list, const char **word)
{
	char *rest = list;
	unsigned labs = 0;
	int lab;

	while ((*word = strsep(&rest, ",")) != NULL) {
		lab = lab_find(*word, strlen(*word));
		if (lab == -1)
			return 0;
		labs |= 1u << lab;
	}
	return labs;
}

static const char *
class_line(struct report_pupil *pupil, char *line, unsigned number)
{
	char *name, *labs, *rest;
	const char *word = "", *fault;

	name = strtok_r(line, BLANKS, &rest);
	labs = strtok_r(NULL, BLANKS, &rest);
	fault = text_name_fault(name, strlen(name));
	pupil->labs = labs == NULL ? (1u << LAB_COUNT) - 1 :
	    class_labs(labs, &word);
	if (fault != NULL)
		(void)snprintf(fault_text, sizeof(fault_text),
		    "line %u: \"%s\": %s", number, name, fault);
	else if (pupil->labs == 0)
		(void)snprintf(fault_text, sizeof(fault_text),
		    "line %u: there is no lab \"%s\" (%s)", number, word,
		    lab_words());
	else if (strtok_r(NULL, BLANKS, &rest) != NULL)
		(void)snprintf(fault_text, sizeof(fault_text),
		    "line %u: a name and labs with commas between them are "
		    "all", number);
	else
		return text_copy(pupil->name, sizeof(pupil->name), name) ?
		    NULL : fault_text;
	return fault_text;
}

static const char *
class_lines(struct report_class *class, FILE *file)
{
	char line[LINE_SIZE], *comment;
	const char *fault;
	unsigned number = 0;

	while (fgets(line, sizeof(line), file) != NULL) {
		number++;
		if (strchr(line, '\n') == NULL && !feof(file))
			return "a line is too long";
		comment = strchr(line, '#');
		if (comment != NULL)
			*comment = '\0';
		if (line[strspn(line, BLANKS)] == '\0')
			continue;
		if (class->count == PUPILS_MAX)
			return "more than 4096 names";
		fault = class_line(&class->pupils[class->count], line,
		    number);
		if (fault != NULL)
			return fault;
		class->count++;
	}
	return ferror(file) != 0 ? strerror(errno) : class->count == 0 ?
	    "no name is in it" : NULL;
}

const char *
report_class_read(struct report_class *class, const char *path)
{
	FILE *file = fopen(path, "re");
	const char *fault;

	if (file == NULL)
		return strerror(errno);
	class->count = 0;
	class->pupils = calloc(PUPILS_MAX, sizeof(*class->pupils));
	fault = class->pupils == NULL ? "no memory" :
	    class_lines(class, file);
	(void)fclose(file);
	if (fault != NULL)
		report_class_free(class);
	return fault;
}

void
report_class_free(struct report_class *class)
{
	free(class->pupils);
	class->pupils = NULL;
	class->count = 0;
}
