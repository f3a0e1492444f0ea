/* Options into a plan. */
#include "server/settings_private.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "server/capture_files.h"
#include "server/judge.h"
#include "server/lab.h"
#include "server/limits.h"

enum {
#define OPTION(letter, name, argument, help) INDEX_##name,
#include "server/options.def"
#undef OPTION
	OPTION_COUNT
};

static const struct option_spec specs[OPTION_COUNT] = {
#define OPTION(letter, name, argument, help) { letter, #name, argument, help },
#include "server/options.def"
#undef OPTION
};

void
settings_options(struct option_set *set)
{
	option_set_init(set, specs, OPTION_COUNT);
}

/* Options that are a whole number from 1 on, and of what. */
static const struct {
	int index;
	long most;
	size_t at;		/* a long in the plan */
	const char *what;
} numbers[] = {
#define NUMBER(option, most, where, what) { INDEX_##option, most, \
    offsetof(struct listener_plan, where), what },
	NUMBER(max_clients, LIMIT_CLIENTS_MAX, max_clients,
	    "a number of clients")
	NUMBER(per_address, LIMIT_CLIENTS_MAX, per_address,
	    "a number of clients")
	NUMBER(partner_wait, 86400, settings.partner_wait_s,
	    "a number of seconds")
	NUMBER(head_time, 86400, settings.head_s, "a number of seconds")
	NUMBER(body_rate, 1000000, settings.body_rate,
	    "a number of bytes a second")
	NUMBER(idle, 604800, settings.idle_s, "a number of seconds")
	NUMBER(http_idle, 604800, settings.http_idle_s,
	    "a number of seconds")
	NUMBER(line_rate, 1000000, settings.line_rate, "a number of lines")
	NUMBER(peer_rate, 1000000, settings.peer_rate,
	    "a number of datagrams")
	NUMBER(send_time, 86400, settings.send_s, "a number of seconds")
	NUMBER(capture_size, LIMIT_CAPTURE_MIB, settings.capture_mib,
	    "a size of a file in MiB")
	NUMBER(capture_files, CAPTURE_FILES_MAX, settings.capture_files,
	    "a number of files")
	NUMBER(journal, JOURNAL_MIB_MAX, journal_mib,
	    "a size of the journal in MiB")
#undef NUMBER
};

static enum settings_result
settings_number(struct listener_plan *plan, int index, const char *text,
    struct listener_error *error)
{
	char wrong[96];
	size_t i = 0;

	while (numbers[i].index != index)
		i++;
	if (option_number(text, 1, numbers[i].most,
	    (long *)(void *)((char *)plan + numbers[i].at)))
		return SETTINGS_RUN;
	(void)snprintf(wrong, sizeof(wrong), "not %s (1 to %ld)",
	    numbers[i].what, numbers[i].most);
	return settings_wrong(error, wrong, text);
}

static bool
settings_is_number(int index)
{
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (numbers[i].index == index)
			return true;
	return false;
}

/* Options without an argument. */
static enum settings_result
settings_flag(struct server_settings *settings, int index)
{
	switch (index) {
	case INDEX_no_sandbox:
		settings->sandbox = false;
		return SETTINGS_RUN;
	case INDEX_verbose:
		settings->verbose = true;
		return SETTINGS_RUN;
	case INDEX_no_private:
		settings->no_private = true;
		return SETTINGS_RUN;
	case INDEX_lenient:
		settings->lenient = true;
		return SETTINGS_RUN;
	case INDEX_bare:
		settings->line_end = LINE_END_NONE;
		return SETTINGS_RUN;
	case INDEX_order_chat:
		settings->order_chat = true;
		return SETTINGS_RUN;
	case INDEX_help:
		return SETTINGS_HELP;
	case INDEX_version:
		return SETTINGS_VERSION;
	default:
		return SETTINGS_WRONG;
	}
}

static enum settings_result
settings_take(struct listener_plan *plan, int index, const char *argument,
    struct listener_error *error)
{
	const char *fault;

	if (settings_is_number(index))
		return settings_number(plan, index, argument, error);
	switch (index) {
	case INDEX_instance:
		plan->instance = argument;
		fault = instance_name_fault(argument);
		return fault == NULL ? SETTINGS_RUN :
		    settings_wrong(error, fault, argument);
	case INDEX_address:
		return settings_address(plan, argument, error);
	case INDEX_port:
		return settings_port(plan, argument, error);
	case INDEX_user:
		plan->user = argument;
		return SETTINGS_RUN;
	case INDEX_metrics:
		return settings_metrics(plan, argument, error);
	case INDEX_capture:
		plan->settings.capture = argument;
		return SETTINGS_RUN;
	case INDEX_judge_memory:
		return settings_judge(plan, argument, error);
	case INDEX_greet:
		return settings_greet(plan, argument, error);
	case INDEX_prompt:
		return settings_prompt(plan, argument, error);
	case INDEX_line_end:
		return settings_line_end(plan, argument, error);
	case INDEX_mischief:
		return settings_mischief(plan, argument, error);
	default:
		return settings_flag(&plan->settings, index);
	}
}

static void
settings_defaults(struct listener_plan *plan)
{
	unsigned lab;

	memset(plan, 0, sizeof(*plan));
	plan->instance = "default";
	plan->max_clients = 1024;
	plan->journal_mib = JOURNAL_MIB;
	plan->settings.sandbox = true;
	plan->settings.judge_mib = JUDGE_MIB;
	plan->settings.partner_wait_s = 300;
	plan->settings.head_s = LIMIT_HEAD_S;
	plan->settings.body_rate = LIMIT_RATE;
	plan->settings.idle_s = LIMIT_IDLE_S;
	plan->settings.http_idle_s = LIMIT_HTTP_IDLE_S;
	plan->settings.line_rate = LIMIT_LINE_RATE;
	plan->settings.peer_rate = LIMIT_PEER_RATE;
	plan->settings.send_s = LIMIT_SEND_S;
	plan->settings.line_end = LINE_END_MIRROR;
	for (lab = 0; lab < LAB_COUNT; lab++) {
		plan->ports[lab] = lab_info(lab)->port;
		plan->settings.greet[lab] = lab_get(lab)->greet;
	}
}

/* Options that say nothing without another one. */
static enum settings_result
settings_captures(const struct server_settings *settings,
    struct listener_error *error)
{
	if (settings->capture == NULL && (settings->no_private ||
	    settings->capture_mib != 0 || settings->capture_files != 0))
		return settings_wrong(error, "nothing is captured without "
		    "this option", "--capture");
	if (settings->capture_files != 0 && settings->capture_mib == 0)
		return settings_wrong(error, "there is one file without this "
		    "option", "--capture-size");
	return SETTINGS_RUN;
}

/* getopt's value is the letter, or OPTION_LONG + the index. */
static int
settings_index(int value)
{
	int i;

	if (value >= OPTION_LONG)
		return value - OPTION_LONG;
	for (i = 0; i < OPTION_COUNT; i++)
		if (specs[i].letter == value)
			return i;
	return OPTION_COUNT;
}

enum settings_result
settings_read(struct listener_plan *plan, int argc, char **argv,
    struct listener_error *error)
{
	char fault[OPTION_FAULT_SIZE];
	struct option_set set;
	enum settings_result result;
	int value;

	settings_defaults(plan);
	settings_options(&set);
	opterr = 0;
	while ((value = getopt_long(argc, argv, set.letters, set.longs,
	    NULL)) != -1) {
		if (value == '?' || value == ':') {
			option_fault(&set, argv, fault);
			return settings_wrong(error, fault, NULL);
		}
		result = settings_take(plan, settings_index(value), optarg,
		    error);
		if (result != SETTINGS_RUN)
			return result;
	}
	if (optind < argc)
		return settings_wrong(error, "unexpected argument",
		    argv[optind]);
	if (plan->address_count == 0)
		plan->addresses[plan->address_count++] = "127.0.0.1";
	return settings_captures(&plan->settings, error);
}
