/* How the connection stands: a pill with the state, to whom, what is wrong. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/toolkit/scale.h"

#define MARGIN	scale_px(12)
#define PAD	scale_px(6)

static const struct {
	enum colour_id ink, fill;
} looks[CONVERSATION_STATE_COUNT] = {
	[CONVERSATION_NEW] = { COLOUR_MUTED, COLOUR_TROUGH },
	[CONVERSATION_LOOKING_UP] = { COLOUR_INK_SENDING,
	    COLOUR_FILL_SENDING },
	[CONVERSATION_CONNECTING] = { COLOUR_INK_SENDING,
	    COLOUR_FILL_SENDING },
	[CONVERSATION_CONNECTED] = { COLOUR_INK_RECEIVING,
	    COLOUR_FILL_RECEIVING },
	[CONVERSATION_WAITING] = { COLOUR_INK_WAITING, COLOUR_FILL_WAITING },
	[CONVERSATION_CLOSING] = { COLOUR_INK_CLOSING, COLOUR_FILL_CLOSING },
	[CONVERSATION_FINISHED] = { COLOUR_MUTED, COLOUR_TROUGH },
	[CONVERSATION_FAILED] = { COLOUR_ON_ACCENT, COLOUR_ERROR },
};

static int
paint_state(struct canvas *canvas, enum conversation_state state)
{
	struct app *app = canvas->app;
	char name[64];
	const char *word;
	int height = font_height(app->fonts, FONT_UI_BOLD) + PAD;
	struct area pill = { MARGIN, (canvas->height - height) / 2, 0,
	    height };

	snprintf(name, sizeof(name), "state.%s", client_state_symbol(state));
	word = app_text(app, name, conversation_state_word(state));
	pill.width = font_width(app->fonts, FONT_UI_BOLD, word,
	    strlen(word)) + height;
	paint_round(canvas, looks[state].fill, pill);
	paint_label(canvas, FONT_UI_BOLD, looks[state].ink, pill,
	    ALIGN_CENTRE, word);
	return pill.x + pill.width + MARGIN;
}

/* "alice at 127.0.0.1:12080" */
static void
whom(struct client_page *page, char *out, size_t out_size)
{
	const struct session *session = &page->session;
	char name[SESSION_TEXT_SIZE];
	const char *args[2] = { name, session->address };

	out[0] = '\0';
	if (session->address[0] == '\0' || !session_live(session))
		return;
	(void)text_show(name, sizeof(name), session->plan.name,
	    strlen(session->plan.name));
	wording_expand(out, out_size, app_text(&page->client->app,
	    session->registered ? "whomNamed" : "whom", "%2"), args, 2);
}

static void
paint_said(struct client_page *page, struct area area)
{
	enum transcript_kind kind;
	const char *said = client_page_said(page, &kind);

	if (said[0] != '\0' && area.width > 0)
		paint_label(&page->strip.canvas, kind == TRANSCRIPT_NOTE ?
		    FONT_UI : FONT_UI_BOLD, kind == TRANSCRIPT_NOTE ?
		    COLOUR_MUTED : kind == TRANSCRIPT_ERROR ? COLOUR_ERROR :
		    COLOUR_WARNING, area, ALIGN_LEFT, said);
}

static void
paint(struct view *view)
{
	struct client_page *page = view->owner;
	struct canvas *canvas = &view->canvas;
	char words[SESSION_TEXT_SIZE * 2];
	struct area rest;

	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	rest = (struct area){ paint_state(canvas,
	    session_state(&page->session)), 0, 0,
	    canvas->height };
	rest.width = canvas->width - MARGIN - rest.x;
	whom(page, words, sizeof(words));
	if (words[0] != '\0') {
		paint_label(canvas, FONT_UI, COLOUR_TEXT, rest, ALIGN_LEFT,
		    words);
		rest.x += font_width(canvas->app->fonts, FONT_UI, words,
		    strlen(words)) + 2 * MARGIN;
		rest.width = canvas->width - MARGIN - rest.x;
	}
	paint_said(page, rest);
	paint_mark_all(canvas);
}

void
client_strip_make(struct client_page *page, Widget parent)
{
	page->strip.owner = page;
	page->strip.paint = paint;
	view_make(&page->strip, &page->client->views, parent, "strip", NULL);
}

void
client_strip_fit(struct client_page *page)
{
	view_set_height(&page->strip, font_height(page->client->app.fonts,
	    FONT_UI_BOLD) + PAD + scale_px(14));
}
