/* The line at the bottom: what went over the wire on this page. */
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/toolkit/scale.h"

#define MARGIN	scale_px(12)

static void
paint(struct view *view)
{
	struct client *client = view->owner;
	struct canvas *canvas = &view->canvas;
	const struct session *session = &client_current(client)->session;
	char sent[24], received[24], bytes_out[24], bytes_in[24];
	const struct log_counts counts = log_counts(
	    client_current(client)->log);
	char answers[24], kept[24], words[300];
	const char *args[6] = { sent, bytes_out, received, bytes_in,
	    answers, kept };

	(void)snprintf(sent, sizeof(sent), "%u", session->sent);
	(void)snprintf(received, sizeof(received), "%u", session->received);
	(void)snprintf(answers, sizeof(answers), "%u", session->answers);
	(void)snprintf(bytes_out, sizeof(bytes_out), "%llu",
	    (unsigned long long)session->bytes_sent);
	(void)snprintf(bytes_in, sizeof(bytes_in), "%llu",
	    (unsigned long long)session->bytes_received);
	(void)snprintf(kept, sizeof(kept), "%llu",
	    (unsigned long long)counts.kept);
	wording_expand(words, sizeof(words), app_text(&client->app,
	    counts.let_go > 0 ? "statusKept" : "status", ""), args, 6);
	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	paint_fill(canvas, COLOUR_HAIRLINE, (struct area){ 0, 0,
	    canvas->width, 1 });
	paint_label(canvas, FONT_SMALL, COLOUR_MUTED, (struct area){ MARGIN,
	    0, canvas->width - 2 * MARGIN, canvas->height }, ALIGN_LEFT,
	    words);
	paint_mark_all(canvas);
}

void
client_status_make(struct client *client, Widget parent)
{
	client->status.owner = client;
	client->status.paint = paint;
	view_make(&client->status, &client->views, parent, "status", NULL);
}

void
client_status_fit(struct client *client)
{
	view_set_height(&client->status, font_height(client->app.fonts,
	    FONT_SMALL) + scale_px(12));
}
