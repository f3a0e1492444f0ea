/* report: a name's grade, or a whole class's. */
#include "ctl/report.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "ctl/attach.h"
#include "ctl/report_class.h"

/* A record that is being written is whole soon, or never. */
#define UNFINISHED_MS	5

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

/* All that the journal holds by now. */
static void
journal_judge(struct judging *judging, const struct journal *journal,
    uint64_t *lost)
{
	static struct journal_record record;
	struct journal_reader reader;
	uint64_t end = journal_next(journal);
	enum journal_got got;

	journal_reader_oldest(&reader, journal);
	*lost = reader.next;
	while (reader.next < end) {
		got = journal_read(&reader, when_mono_ns(), &record);
		if (got == JOURNAL_NOTHING)
			break;
		if (got == JOURNAL_UNFINISHED)
			(void)poll(NULL, 0, UNFINISHED_MS);
		else
			judging_record(judging, &record.message, NULL);
	}
	*lost += reader.missed;
	judging_time(judging, when_wall_ns());
	judging_close(judging);
	*lost += judging_missed(judging);
}

static struct judging *
report_judge(const struct report_wish *wish, const struct watcher *watcher,
    uint64_t *lost, struct ctl_error *error)
{
	struct judging *judging = report_judging(wish);
	struct journal journal;

	if (judging == NULL || !watcher_journal(watcher, &journal)) {
		judging_free(judging);
		(void)ctl_error(error, 0, judging == NULL ? "no memory" :
		    "the server's journal cannot be read");
		return NULL;
	}
	journal_judge(judging, &journal, lost);
	return judging;
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
sections_find(struct report *report, const struct judging *judging,
    const struct name_at *client)
{
	const struct judging_entry *entry;
	unsigned lab;
	size_t i;

	for (lab = 0; lab < LAB_COUNT; lab++) {
		if (report->wish->lab != LAB_COUNT &&
		    report->wish->lab != lab)
			continue;
		for (i = 0; (entry = judging_entry(judging, i)) != NULL; i++)
			if (entry->lab == lab && (client->name == NULL ||
			    name_at_is(client, entry->name, lab)) &&
			    !section_add(report, entry->name, lab, entry))
				return false;
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

/* A class: every pupil in every lab that is asked of her. */
static bool
sections_class(struct report *report, const struct judging *judging,
    const struct report_class *class)
{
	const struct judging_entry *entry;
	const struct report_pupil *pupil;
	unsigned lab;
	size_t i, j;

	for (i = 0; i < class->count; i++) {
		pupil = &class->pupils[i];
		for (lab = 0; lab < LAB_COUNT; lab++) {
			if ((pupil->labs >> lab & 1) == 0)
				continue;
			for (j = 0; (entry = judging_entry(judging, j)) !=
			    NULL; j++)
				if (entry->lab == lab && !entry->guest &&
				    text_name_same(entry->name,
				    strlen(entry->name), pupil->name,
				    strlen(pupil->name)))
					break;
			if (!section_add(report, pupil->name, lab, entry))
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
report_print(struct report *report, const struct judging *judging,
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
	    sections_find(report, judging, &call->client) :
	    sections_class(report, judging, &class);
	if (call->client.name == NULL && call->report.class_file == NULL &&
	    report->count > 0)
		qsort(report->sections, report->count,
		    sizeof(*report->sections), section_order);
	code = report_code(report);
	if (made && report->count == 0 && call->client.name != NULL)
		code = ctl_error(error, EXIT_USAGE, "nobody of the name "
		    "\"%s\" is in the %s", call->client.name,
		    call->report.capture == NULL ? "server's journal" :
		    "capture");
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
	struct judging *judging;
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
	judging = watcher == NULL ?
	    report_capture(&call->report, &report.lost, error) :
	    report_judge(&call->report, watcher, &report.lost, error);
	if (judging == NULL) {
		watcher_free(watcher);
		return EXIT_USAGE;
	}
	code = report_print(&report, judging, call, error);
	judging_free(judging);
	watcher_free(watcher);
	return code;
}
