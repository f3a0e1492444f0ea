/* export: a capture in another form. */
#include "ctl/export.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl/command.h"

static export_function *const forms[] = {
	[EXPORT_HAR] = export_har, [EXPORT_TEXT] = export_text,
	[EXPORT_LOG] = export_log, [EXPORT_JSON] = export_json,
	[EXPORT_LADDER] = export_ladder, [EXPORT_SVG] = export_svg,
	[EXPORT_PCAPNG] = export_pcapng
};

/* Bytes are not for a terminal; a file that is there is not written over. */
static FILE *
export_open(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
	    O_CLOEXEC, S_IRUSR | S_IWUSR);
	FILE *out = fd == -1 ? NULL : fdopen(fd, "w");

	if (out == NULL && fd != -1)
		(void)close(fd);
	return out;
}

static int
export_end(const struct ctl_capture *capture, FILE *out, const char *fault,
    struct ctl_error *error)
{
	bool failed = fflush(out) != 0 || ferror(out) != 0;
	int reason = errno;

	if (out != stdout)
		failed = fclose(out) != 0 || failed;
	if (fault != NULL)
		return ctl_error(error, EXIT_FAILURE, "%s", fault);
	if (failed && reason == EPIPE && out == stdout)
		return EXIT_SUCCESS;
	if (failed)
		return ctl_error(error, EXIT_FAILURE, "could not write%s%s: %s",
		    capture->into == NULL ? "" : " ", capture->into == NULL ?
		    "" : capture->into, strerror(reason));
	return EXIT_SUCCESS;
}

static int
export_run(const struct ctl_capture *capture, struct capture_view *view,
    struct ctl_error *error)
{
	FILE *out = capture->into == NULL ? stdout :
	    export_open(capture->into);
	char doubt[CAPTURE_FAULT_SIZE];
	int code;

	if (out == NULL)
		return ctl_error(error, EXIT_FAILURE, "%s: %s",
		    capture->into, strerror(errno));
	code = export_end(capture, out, forms[capture->export](view, out),
	    error);
	capture_file_doubt(capture_view_facts(view), doubt);
	if (code == EXIT_SUCCESS && doubt[0] != '\0')
		(void)ctl_error(error, 0, "%s: %s", capture->file, doubt);
	return code;
}

int
command_export(const struct ctl_call *call, struct ctl_error *error)
{
	const struct ctl_capture *capture = &call->capture;
	char fault[CAPTURE_FAULT_SIZE];
	struct capture_view *view;
	int code;

	if (capture->export == EXPORT_NONE)
		return ctl_error(error, EXIT_USAGE, "export needs a form: "
		    "--har, --text, --log, --json, --ladder, --svg or "
		    "--pcapng FILE");
	view = capture_view_open(capture->file, &capture->wish, fault);
	if (view == NULL)
		return ctl_error(error, EXIT_USAGE, "%s: %s", capture->file,
		    fault);
	code = export_run(capture, view, error);
	capture_view_free(view);
	return code;
}
