/* report: a name's grade, or a whole class's. */
#include "ctl/report.h"

#include <stdlib.h>
#include <string.h>

#include "ctl/attach.h"
#include "ctl/report_class.h"
#include "ctl/report_source.h"

static const struct report_form forms[] = {
	{ "text", report_text }, { "json", report_json },
	{ "tap", report_tap }, { "junit", report_junit },
	{ "gradescope", report_gradescope }, { "csv", report_csv }
};
#define FORM_COUNT (sizeof(forms) / sizeof(forms[0]))

/* NULL: there is none of that name. */
static const struct report_form *
form_find(const char *name)
{
	size_t i;

	for (i = 0; i < FORM_COUNT; i++)
		if (name == NULL || strcmp(forms[i].name, name) == 0)
			return &forms[i];
	return NULL;
}

static bool
section_add(struct report *report, const char *name, unsigned lab,
    const struct judging_entry *entry)
{
	struct report_section *more = realloc(report->sections,
	    (report->count + 1) * sizeof(*more));

	if (more == NULL)
		return false;
	report->sections = more;
	report->sections[report->count++] = (struct report_section){ name,
	    lab, entry };
	return true;
}

/* Those that are meant, a name's labs in their order. */
static bool
sections_find(struct report *report, const struct report_source *source,
    const struct name_at *client)
{
	const struct judging_entry *entry;
	unsigned lab;
	size_t i;

	for (lab = 0; lab < LAB_COUNT; lab++) {
		if (report->wish->lab != LAB_COUNT &&
		    report->wish->lab != lab)
			continue;
		for (i = 0; i < source->count; i++) {
			entry = source->entries[i];
			if (entry->lab == lab && (client->name == NULL ||
			    name_at_is(client, entry->name, lab)) &&
			    !section_add(report, entry->name, lab, entry))
				return false;
		}
	}
	return true;
}

/* By name, then by lab, as people look for them. */
static int
section_order(const void *a, const void *b)
{
	const struct report_section *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	return order != 0 ? order : (left->lab > right->lab) -
	    (left->lab < right->lab);
}

/* NULL: she was not there. */
static const struct judging_entry *
pupil_entry(const struct report_source *source,
    const struct report_pupil *pupil, unsigned lab)
{
	const struct judging_entry *entry;
	size_t i;

	for (i = 0; i < source->count; i++) {
		entry = source->entries[i];
		if (entry->lab == lab && !entry->guest && text_name_same(
		    entry->name, strlen(entry->name), pupil->name,
		    strlen(pupil->name)))
			return entry;
	}
	return NULL;
}

/* A class: every pupil in every lab that is asked of her. */
static bool
sections_class(struct report *report, const struct report_source *source,
    const struct report_class *class)
{
	const struct report_pupil *pupil;
	unsigned lab;
	size_t i;

	for (i = 0; i < class->count; i++) {
		pupil = &class->pupils[i];
		for (lab = 0; lab < LAB_COUNT; lab++) {
			if ((pupil->labs >> lab & 1) != 0 &&
			    !section_add(report, pupil->name, lab,
			    pupil_entry(source, pupil, lab)))
				return false;
		}
	}
	return true;
}

/* 1: some must is not ok.  Who is missing has shown none. */
static int
report_code(const struct report *report)
{
	size_t i;

	for (i = 0; i < report->count; i++)
		if (report->sections[i].entry != NULL &&
		    report_count(report, &report->sections[i]).musts > 0)
			return EXIT_FAILURE;
	return EXIT_SUCCESS;
}

static int
report_print(struct report *report, const struct report_source *source,
    const struct ctl_call *call, struct ctl_error *error)
{
	const struct report_form *form = form_find(call->report.format);
	struct report_class class = { 0 };
	const char *fault = NULL;
	bool made;
	int code;

	if (call->report.class_file != NULL)
		fault = report_class_read(&class, call->report.class_file);
	if (fault != NULL)
		return ctl_error(error, EXIT_USAGE, "%s: %s",
		    call->report.class_file, fault);
	made = call->report.class_file == NULL ?
	    sections_find(report, source, &call->client) :
	    sections_class(report, source, &class);
	if (call->client.name == NULL && call->report.class_file == NULL &&
	    report->count > 0)
		qsort(report->sections, report->count,
		    sizeof(*report->sections), section_order);
	code = report_code(report);
	if (made && report->count == 0 && call->client.name != NULL)
		code = ctl_error(error, EXIT_USAGE, "nobody of the name "
		    "\"%s\" %s", call->client.name,
		    call->report.capture == NULL ? "was seen by the judge" :
		    "is in the capture");
	else if (!made || !form->write(report, stdout))
		code = ctl_error(error, EXIT_USAGE, "no memory");
	free(report->sections);
	report_class_free(&class);
	return code;
}

int
command_report(const struct ctl_call *call, struct ctl_error *error)
{
	struct report report = { .wish = &call->report };
	struct report_source source;
	struct watcher *watcher = NULL;
	int code;

	if (form_find(call->report.format) == NULL)
		return ctl_error(error, EXIT_USAGE, "not a format (text, "
		    "json, tap, junit, gradescope, csv): \"%s\"",
		    call->report.format);
	if (call->report.capture == NULL) {
		watcher = attach_open(call, error);
		if (watcher == NULL)
			return EXIT_USAGE;
	}
	if (report_source_open(&source, &call->report, watcher, error) != 0) {
		watcher_free(watcher);
		return EXIT_USAGE;
	}
	report.lost = source.facts.missed;
	report.facts = &source.facts;
	if (source.note[0] != '\0')
		fprintf(stderr, "barewirectl: %s\n", source.note);
	code = report_print(&report, &source, call, error);
	report_source_close(&source);
	watcher_free(watcher);
	return code;
}
