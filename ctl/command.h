/*
 * barewirectl's commands: what they are called with and what they return.
 *
 * barewirectl only.  A command prints its results to standard output; what
 * went wrong goes into the error, one line that main prints.  It returns
 * the program's exit code.
 */
#ifndef CTL_COMMAND_H
#define CTL_COMMAND_H

#include <stdbool.h>
#include <stdlib.h>

#include "base/address.h"
#include "base/instance.h"
#include "base/name_at.h"
#include "ctl/report_wish.h"
#include "watch/capture_view.h"

#define EXIT_USAGE 2

/* What becomes of a capture. */
enum ctl_export {
	EXPORT_NONE,
	EXPORT_HAR,
	EXPORT_TEXT,
	EXPORT_LOG,
	EXPORT_JSON,
	EXPORT_LADDER,
	EXPORT_SVG,
	EXPORT_PCAPNG
};

struct ctl_capture {
	const char *file;
	struct capture_wish wish;
	double speed;		/* replay: so many times its pace; 0: at
				   once */
	enum ctl_export export;
	const char *into;	/* EXPORT_PCAPNG: a new file */
};

struct ctl_call {
	const char *command;	/* as it was typed; NULL: none */
	struct instance instance;
	struct name_at client;	/* kick's, tail's; its name is NULL when none
				   was given, else the whole argument */
	char address[ADDRESS_SIZE];	/* kick's, without a port; "": none */
	const char *mischief;	/* what is to be done; NULL: not given */
	bool all;		/* mischief: to everybody, or in report.lab */
	const char *filter;	/* status, tail; "": everything */
	long past;		/* tail: so many of what was before */
	bool json;
	bool now;
	bool check;		/* tail: each message with its verdicts */
	struct report_wish report;
	struct ctl_capture capture;	/* export, replay */
};

struct ctl_error {
	char text[640];		/* "" when nothing is to be said */
};

/* Sets the text, escaped as a terminal needs it; returns code. */
int ctl_error(struct ctl_error *error, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define COMMAND(name, synopsis, help, operands, takes) \
int command_##name(const struct ctl_call *call, struct ctl_error *error);
#include "ctl/commands.def"
#undef COMMAND

#endif
