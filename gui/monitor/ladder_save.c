/* A ladder into a file: text, SVG, PNG. */
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>

#include "gui/model/png_out.h"
#include "gui/monitor/ladder_parts.h"
#include "gui/pane/ladder_picture.h"
#include "gui/toolkit/save_dialog.h"
#include "watch/ladder_draw.h"

struct png_file {
	FILE *out;
	struct png_out *png;
};

static bool
begin(void *context, int width, int height)
{
	struct png_file *file = context;

	file->png = png_out_begin(file->out, width, height);
	return file->png != NULL;
}

static bool
rows(void *context, const unsigned char *rgb, int count)
{
	return png_out_rows(((struct png_file *)context)->png, rgb, count);
}

static bool
put_png(struct ladder_look *look, const struct ladder *ladder, FILE *out)
{
	struct png_file file = { out, NULL };
	struct ladder_picture_sink sink = { &file, begin, rows };
	bool drawn = ladder_picture(&look->monitor->app, ladder, look->title,
	    &sink);

	return file.png != NULL && png_out_end(file.png) && drawn;
}

static bool
put(struct ladder_look *look, const struct ladder *ladder,
    enum ladder_format format, FILE *out)
{
	switch (format) {
	case LADDER_SVG:
		ladder_put_svg(ladder, look->title, out);
		return true;
	case LADDER_PNG:
		return put_png(look, ladder, out);
	default:
		return ladder_put_text(ladder, look->title, out) == NULL;
	}
}

static void
saved(void *context, const struct save_result *result)
{
	monitor_note_bytes(context, "saved", result->bytes, 0);
}

/* In memory first: where to is asked behind. */
void
ladder_save(struct ladder_look *look, enum ladder_format format, bool own)
{
	struct monitor *monitor = look->monitor;
	struct ladder *ladder = ladder_view_export(look->view, own);
	char *bytes = NULL, *copy;
	size_t size = 0;
	FILE *out = ladder == NULL ? NULL : open_memstream(&bytes, &size);
	bool whole = out != NULL && put(look, ladder, format, out);

	if (out != NULL)
		whole &= fclose(out) == 0;
	if (whole) {
		copy = XtMalloc((Cardinal)size);
		memcpy(copy, bytes, size);
		save_dialog_open_bytes(&monitor->app, copy, size, saved,
		    monitor);
	} else {
		monitor_note(monitor, "%s", app_text(&monitor->app,
		    "ladder.noMemory", ""));
	}
	free(bytes);
	ladder_free(ladder);
}
