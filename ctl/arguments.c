/* The command line, read by the lists of options and commands. */
#include "ctl/arguments.h"

#include <string.h>

#include "base/options.h"
#include "ctl/arguments_address.h"
#include "ctl/arguments_capture.h"
#include "ctl/arguments_report.h"
#include "watch/become.h"

enum {
#define OPTION(letter, name, argument, help) INDEX_##name,
#include "ctl/options.def"
#undef OPTION
	OPTION_COUNT
};

#define TAKES_JSON	(1u << INDEX_json)
#define TAKES_CLIENT	(1u << INDEX_client)
#define TAKES_FILTER	(1u << INDEX_filter)
#define TAKES_ADDRESS	(1u << INDEX_address)
#define TAKES_ALL	(1u << INDEX_all)
#define TAKES_WHOM	(TAKES_ALL | 1u << INDEX_lab)
#define TAKES_NOW	(1u << INDEX_now)
#define TAKES_PAST	(1u << INDEX_past)
#define TAKES_CHECK	(1u << INDEX_check)
#define TAKES_REPORT	(1u << INDEX_lab | 1u << INDEX_format | \
			    1u << INDEX_class | 1u << INDEX_variant | \
			    1u << INDEX_capture | \
			    1u << INDEX_range | 1u << INDEX_must)
#define TAKES_HIDING	(1u << INDEX_only | 1u << INDEX_no_private)
#define TAKES_REPLAY	(TAKES_FILE | TAKES_JSON | TAKES_CHECK | \
			    TAKES_FILTER | 1u << INDEX_speed | TAKES_HIDING)
#define TAKES_KINDS	(TAKES_JSON | 1u << INDEX_har | 1u << INDEX_text | \
			    1u << INDEX_log | 1u << INDEX_ladder | \
			    1u << INDEX_svg | 1u << INDEX_pcapng)
#define TAKES_EXPORT	(TAKES_FILE | TAKES_KINDS | TAKES_HIDING)
/* No option: the operand is a file's name. */
#define TAKES_FILE	(1u << 31)
_Static_assert(OPTION_COUNT < 31, "options are bits");
#define PAST_MAX	10000	/* more is not kept for a watcher */
#define TAKES_ALWAYS	(1u << INDEX_instance | 1u << INDEX_of)

static const struct option_spec specs[OPTION_COUNT] = {
#define OPTION(letter, name, argument, help) { letter, #name, argument, help },
#include "ctl/options.def"
#undef OPTION
};

static struct option_set set;

static const struct command {
	const char *name;
	int operands;
	unsigned takes;		/* options, as bits */
	command_function *run;
} commands[] = {
#define COMMAND(name, synopsis, help, operands, takes) \
	{ #name, operands, takes, command_##name },
#include "ctl/commands.def"
#undef COMMAND
};
#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

/* What was on the command line, before it is made sense of. */
struct arguments {
	const char *texts[OPTION_COUNT];	/* the last of each option */
	struct arguments_report report;
	const char *words[4];	/* the command, its operands, one too many */
	int word_count;
	unsigned given;		/* options, as bits */
};

/* getopt's value is the letter, or OPTION_LONG + the index. */
static int
arguments_index(int value)
{
	int i;

	if (value >= OPTION_LONG)
		return value - OPTION_LONG;
	for (i = 0; i < OPTION_COUNT && specs[i].letter != value; i++)
		continue;
	return i;
}

static const struct command *
command_find(const char *name)
{
	size_t i;

	for (i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

/* As it is written: no-private, where the list has no_private. */
static bool
word_is_option(const char *word, int index)
{
	const char *name = set.names[index];
	size_t len = strlen(name);

	if (word[1] != '-')
		return word[1] == specs[index].letter && word[2] == '\0';
	return strncmp(word + 2, name, len) == 0 &&
	    (word[2 + len] == '\0' || word[2 + len] == '=');
}

/* A name may begin with a dash.  Where one is due, only what is an option to
 * the letter is taken for one; the others can stand behind "--". */
static bool
arguments_due(const struct arguments *arguments, const char *word)
{
	const struct command *command;
	int i;

	if (arguments->word_count == 0 || word[0] != '-' || word[1] == '\0' ||
	    strcmp(word, "--") == 0)
		return false;
	command = command_find(arguments->words[0]);
	if (command == NULL || arguments->word_count > abs(command->operands))
		return false;
	for (i = 0; i < OPTION_COUNT; i++)
		if (word_is_option(word, i))
			return false;
	return true;
}

static void
arguments_word(struct arguments *arguments, const char *word)
{
	if (arguments->word_count < 4)
		arguments->words[arguments->word_count++] = word;
}

/* Those that may come again are all kept; false: too many. */
static bool
arguments_repeated(struct arguments_report *report, int index)
{
	if (index == INDEX_variant) {
		if (report->variant_count == REPORT_MUSTS_MAX)
			return false;
		report->variants[report->variant_count++] = optarg;
	} else if (index == INDEX_must) {
		if (report->must_count == REPORT_MUSTS_MAX)
			return false;
		report->musts[report->must_count++] = optarg;
	}
	return true;
}

/* Words and options may come in any order; -1: the error is set. */
static int
arguments_scan(int argc, char **argv, struct arguments *arguments,
    struct ctl_error *error)
{
	char letters[sizeof(set.letters) + 1], fault[OPTION_FAULT_SIZE];
	int value, index;

	option_set_init(&set, specs, OPTION_COUNT);
	(void)snprintf(letters, sizeof(letters), "-%s", set.letters);
	opterr = 0;
	for (;;) {
		if (optind < argc && arguments_due(arguments, argv[optind])) {
			arguments_word(arguments, argv[optind++]);
			continue;
		}
		value = getopt_long(argc, argv, letters, set.longs, NULL);
		if (value == -1)
			break;
		if (value == '?' || value == ':') {
			option_fault(&set, argv, fault);
			return ctl_error(error, -1, "%s", fault);
		}
		if (value == 1) {
			arguments_word(arguments, optarg);
			continue;
		}
		index = arguments_index(value);
		arguments->given |= 1u << index;
		arguments->texts[index] = optarg;
		if (!arguments_repeated(&arguments->report, index))
			return ctl_error(error, -1, "--%s is there more than "
			    "%d times", set.names[index], REPORT_MUSTS_MAX);
	}
	for (; optind < argc; optind++)
		arguments_word(arguments, argv[optind]);
	return 0;
}

/* The option that this command has no use for, or OPTION_COUNT. */
static int
option_foreign(const struct command *command, unsigned given)
{
	int i;

	given &= ~(command->takes | TAKES_ALWAYS);
	for (i = 0; i < OPTION_COUNT && (given >> i & 1) == 0; i++)
		continue;
	return i;
}

/* Is there something instead of a name? */
static bool
arguments_nameless(const struct arguments *arguments)
{
	return arguments->texts[INDEX_address] != NULL ||
	    (arguments->given & TAKES_ALL) != 0;
}

static int
arguments_check(const struct arguments *arguments,
    const struct command *command, struct ctl_error *error)
{
	bool nameless = arguments_nameless(arguments);
	int index, operands;

	if (command == NULL)
		return ctl_error(error, -1, "there is no command \"%s\" ("
		    "one of"
#define COMMAND(name, synopsis, help, operands, takes) " " #name
#include "ctl/commands.def"
#undef COMMAND
		    ")", arguments->words[0]);
	index = option_foreign(command, arguments->given);
	if (index < OPTION_COUNT)
		return ctl_error(error, -1, "%s does not take --%s",
		    command->name, set.names[index]);
	operands = abs(command->operands) - nameless;
	if (arguments->word_count - 1 > operands)
		return ctl_error(error, -1, "unexpected argument: \"%s\"",
		    arguments->words[operands + 1]);
	if (arguments->word_count - 1 < operands && command->operands > 0)
		return ctl_error(error, -1,
		    arguments->word_count >= 2 || nameless ?
		    "%s needs what is to be done: split, delay=300, off" :
		    (command->takes & TAKES_FILE) != 0 ?
		    "%s needs a capture's file" :
		    "%s needs a client's name", command->name);
	return 0;
}

/* The client that is named, as an operand or by --client. */
static int
arguments_client(const struct arguments *arguments, struct name_at *client,
    struct ctl_error *error)
{
	const char *text = arguments->word_count > 1 ? arguments->words[1] :
	    arguments->texts[INDEX_client], *fault;

	if (text == NULL || arguments_nameless(arguments))
		return 0;
	fault = name_at_parse(client, text, strlen(text));
	return fault == NULL ? 0 : ctl_error(error, -1, "\"%s\": %s", text,
	    fault);
}

/* Whose server, and which. */
static enum arguments_result
arguments_instance(const struct arguments *arguments, struct ctl_call *call,
    struct ctl_error *error)
{
	const char *user = arguments->texts[INDEX_of];
	const char *fault = user == NULL ? NULL : become_user(user);

	if (fault != NULL) {
		(void)ctl_error(error, 0, "%s", fault);
		return ARGUMENTS_FAILED;
	}
	fault = instance_init(&call->instance,
	    arguments->texts[INDEX_instance]);
	if (fault == NULL)
		return ARGUMENTS_RUN;
	(void)ctl_error(error, 0, "%s", fault);
	return ARGUMENTS_WRONG;
}

/* What is wanted of a capture. */
static int
arguments_of_capture(const struct arguments *arguments,
    struct ctl_capture *capture, struct ctl_error *error)
{
	static const int kinds[] = { [EXPORT_HAR] = INDEX_har,
	    [EXPORT_TEXT] = INDEX_text, [EXPORT_LOG] = INDEX_log,
	    [EXPORT_JSON] = INDEX_json, [EXPORT_LADDER] = INDEX_ladder,
	    [EXPORT_SVG] = INDEX_svg, [EXPORT_PCAPNG] = INDEX_pcapng };
	struct arguments_capture words = { arguments->words[1],
	    arguments->texts[INDEX_speed], arguments->texts[INDEX_only] };
	unsigned kind;

	capture->wish.no_private =
	    (arguments->given >> INDEX_no_private & 1) != 0;
	capture->into = arguments->texts[INDEX_pcapng];
	for (kind = EXPORT_HAR; kind <= EXPORT_PCAPNG; kind++) {
		if ((arguments->given >> kinds[kind] & 1) == 0)
			continue;
		if (capture->export != EXPORT_NONE)
			return ctl_error(error, -1, "export writes one form "
			    "at a time");
		capture->export = (enum ctl_export)kind;
	}
	return arguments_capture(&words, capture, error);
}

/* What the options say; 0, or -1 with the error set. */
static int
arguments_values(const struct arguments *arguments, unsigned takes,
    struct ctl_call *call, struct ctl_error *error)
{
	const char *past = arguments->texts[INDEX_past];
	struct arguments_report report = arguments->report;

	report.lab = arguments->texts[INDEX_lab];
	report.format = arguments->texts[INDEX_format];
	report.range = arguments->texts[INDEX_range];
	report.class_file = arguments->texts[INDEX_class];
	report.capture = arguments->texts[INDEX_capture];
	if ((takes & TAKES_FILE) != 0 &&
	    arguments_of_capture(arguments, &call->capture, error) != 0)
		return -1;
	if (((takes & TAKES_FILE) == 0 &&
	    arguments_client(arguments, &call->client, error) != 0) ||
	    arguments_address(arguments->texts[INDEX_address], call->address,
	    error) != 0 ||
	    arguments_report(&report, &call->report, error) != 0)
		return -1;
	if (past != NULL && !option_number(past, 0, PAST_MAX, &call->past))
		return ctl_error(error, -1, "not a number of messages (0 to "
		    "10000): \"%s\"", past);
	call->filter = arguments->texts[INDEX_filter] == NULL ? "" :
	    arguments->texts[INDEX_filter];
	call->all = (arguments->given & TAKES_ALL) != 0;
	call->mischief = arguments->words[call->all ? 1 : 2];
	call->json = (arguments->given & TAKES_JSON) != 0;
	call->now = (arguments->given & TAKES_NOW) != 0;
	call->check = (arguments->given & TAKES_CHECK) != 0;
	return 0;
}

static enum arguments_result
arguments_call(const struct arguments *arguments, struct ctl_call *call,
    command_function **run, struct ctl_error *error)
{
	const struct command *command;
	enum arguments_result result;

	if (arguments->word_count == 0) {
		(void)ctl_error(error, 0, "a command is missing");
		return ARGUMENTS_WRONG;
	}
	command = command_find(arguments->words[0]);
	if (arguments_check(arguments, command, error) != 0)
		return ARGUMENTS_WRONG;
	result = arguments_instance(arguments, call, error);
	if (result != ARGUMENTS_RUN)
		return result;
	if (arguments_values(arguments, command->takes, call, error) != 0)
		return ARGUMENTS_WRONG;
	*run = command->run;
	return ARGUMENTS_RUN;
}

enum arguments_result
arguments_read(int argc, char **argv, struct ctl_call *call,
    command_function **run, struct ctl_error *error)
{
	struct arguments arguments = {
	    .texts = { [INDEX_instance] = "default" } };
	enum arguments_result result = ARGUMENTS_RUN;

	memset(call, 0, sizeof(*call));
	if (arguments_scan(argc, argv, &arguments, error) != 0)
		result = ARGUMENTS_WRONG;
	call->command = arguments.words[0];
	if (result != ARGUMENTS_RUN)
		return result;
	if (arguments.given & 1u << INDEX_help)
		return ARGUMENTS_HELP;
	if (arguments.given & 1u << INDEX_version)
		return ARGUMENTS_VERSION;
	return arguments_call(&arguments, call, run, error);
}
