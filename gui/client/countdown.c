/* The pause counting down. */
#include "gui/client/countdown.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/when.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/toolkit/scale.h"

#define MARGIN	scale_px(12)
#define PAD	scale_px(12)
#define STEP_MS	100
#define GAP	scale_px(8)
#define BAR	scale_px(10)	/* its height */

static int
number_width(const struct app *app)
{
	return 5 * font_digit(app->fonts, FONT_BIG);
}

static void
paint_number(struct canvas *canvas, struct area card, const char *number,
    bool pausing)
{
	struct area area = { card.x + PAD, card.y, number_width(canvas->app),
	    card.height };

	paint_label(canvas, FONT_BIG, pausing ? COLOUR_TEXT : COLOUR_FAINT,
	    area, ALIGN_CENTRE, number);
}

static void
paint_bar(struct canvas *canvas, struct area area, double left)
{
	struct area full = area;

	paint_round(canvas, COLOUR_TROUGH, area);
	full.width = (int)(area.width * left + 0.5);
	if (full.width >= area.height)
		paint_round(canvas, COLOUR_ACCENT, full);
}

/* "connecting" until something can be sent, "waiting" while the pause lasts,
 * "due" when the answer is overdue, "partly" when half of it is there. */
static const char *
word_for(const struct countdown *countdown, int64_t now_ns)
{
	const struct session *session = countdown->session;

	if (!session_live(session))
		return session->answers > 0 ? "over" : "idle";
	if (session->state == CONVERSATION_LOOKING_UP ||
	    session->state == CONVERSATION_CONNECTING)
		return "connecting";
	if (session_pausing(session) && session_left_ns(session, now_ns) > 0)
		return "waiting";
	if (session_partly(session))
		return "partly";
	if (session_pausing(session))
		return "due";
	return !session->registered ? "entering" :
	    countdown->page->held ? "held" : "live";
}

const char *
countdown_word(const struct countdown *countdown)
{
	return word_for(countdown, when_mono_ns());
}

static void
words_for(const struct countdown *countdown, int64_t now_ns, char *out,
    size_t out_size)
{
	const struct session *session = countdown->session;
	struct app *app = countdown->view.group->app;
	char asked[24], answers[24], word[32];
	const char *args[2] = { asked, answers };

	(void)snprintf(asked, sizeof(asked), "%ld", session->pause_seconds);
	(void)snprintf(answers, sizeof(answers), "%u", session->answers);
	(void)snprintf(word, sizeof(word), "countdown.%s",
	    word_for(countdown, now_ns));
	wording_expand(out, out_size, app_text(app, word, word), args, 2);
}

static double
part_left(const struct session *session, int64_t now_ns)
{
	int64_t whole = session->pause_until_ns - session->pause_from_ns;
	int64_t left = session_left_ns(session, now_ns);

	if (!session_pausing(session) || left <= 0 || whole <= 0)
		return 0;
	return left >= whole ? 1 : (double)left / (double)whole;
}

static void
paint(struct view *view)
{
	struct countdown *countdown = view->owner;
	struct canvas *canvas = &view->canvas;
	struct font_set *fonts = canvas->app->fonts;
	int64_t now_ns = when_mono_ns();
	bool pausing = session_pausing(countdown->session);
	struct area card = { MARGIN, 0, canvas->width - 2 * MARGIN,
	    canvas->height - MARGIN }, area = card;
	char words[160], number[24] = "\xe2\x80\x93";

	if (pausing)
		(void)snprintf(number, sizeof(number), "%ld",
		    session_left_seconds(countdown->session, now_ns));
	words_for(countdown, now_ns, words, sizeof(words));
	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	paint_fill(canvas, COLOUR_SURFACE, card);
	paint_number(canvas, card, number, pausing);
	area.x += number_width(canvas->app) + 2 * PAD;
	area.width = card.x + card.width - PAD - area.x;
	area.height = font_height(fonts, FONT_UI);
	area.y += (card.height - area.height - BAR - GAP) / 2;
	paint_label(canvas, FONT_UI, pausing ? COLOUR_TEXT : COLOUR_MUTED,
	    area, ALIGN_LEFT, words);
	area.y += area.height + GAP;
	area.height = BAR;
	paint_bar(canvas, area, part_left(countdown->session, now_ns));
	paint_mark_all(canvas);
}

static void
step(XtPointer data, XtIntervalId *id)
{
	struct countdown *countdown = data;

	(void)id;
	countdown->timer = 0;
	countdown_update(countdown);
}

void
countdown_update(struct countdown *countdown)
{
	view_touch(&countdown->view);
	if (countdown->timer == 0 && session_pausing(countdown->session))
		countdown->timer = XtAppAddTimeOut(
		    countdown->view.group->app->context, STEP_MS, step,
		    countdown);
}

void
countdown_make(struct countdown *countdown, struct client_page *page,
    Widget parent)
{
	countdown->page = page;
	countdown->session = &page->session;
	countdown->view.owner = countdown;
	countdown->view.paint = paint;
	view_make(&countdown->view, &page->client->views, parent,
	    "countdown", NULL);
}

void
countdown_fit(struct countdown *countdown)
{
	struct font_set *fonts = countdown->view.group->app->fonts;

	view_set_height(&countdown->view, 2 * font_height(fonts, FONT_UI) +
	    BAR + GAP + 2 * PAD + MARGIN);
}
