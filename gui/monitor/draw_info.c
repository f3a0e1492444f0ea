/* Painting the lines above the panes: what they show, and how much. */
#include <stdio.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/draw_words.h"
#include "gui/monitor/replay.h"

static int
pill_width(const struct canvas *canvas, const char *words)
{
	return words[0] == '\0' ? 0 : WORDS_APART +
	    font_height(canvas->app->fonts, FONT_UI_BOLD) + 4 +
	    draw_words_width(canvas, FONT_UI_BOLD, words);
}

/* A pill with words; returns where the next thing goes. */
static int
put_pill(struct canvas *canvas, enum colour_id fill, enum colour_id ink,
    int x, const char *words)
{
	struct font_set *fonts = canvas->app->fonts;
	int height = font_height(fonts, FONT_UI_BOLD) + 4;
	int width = pill_width(canvas, words) - WORDS_APART;
	struct area pill = { x, (canvas->height - height) / 2, width,
	    height };

	paint_round(canvas, fill, pill);
	paint_label(canvas, FONT_UI_BOLD, ink, pill, ALIGN_CENTRE, words);
	return x + width + WORDS_APART;
}

static void
draw_clients_info(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_CLIENTS_INFO];
	struct app *app = &monitor->app;
	char connected[24], ended[24], shown[24], words[192];
	const char *args[3] = { connected, ended, shown };
	uint32_t hash;
	int x;

	snprintf(connected, sizeof(connected), "%u",
	    monitor->table.connected);
	snprintf(ended, sizeof(ended), "%u", monitor->table.ended);
	snprintf(shown, sizeof(shown), "%u", monitor->table.list.count);
	wording_expand(words, sizeof(words), app_text(app,
	    monitor->table.filter.count != 0 ? "clients.filtered" :
	    monitor_replay_early(monitor) ? "clients.early" :
	    monitor->recorded != NULL ? "clients.recorded" :
	    "clients.all", "%1"), args, 3);
	if (monitor->client_filter_fault != NULL)
		text_copy(words, sizeof(words), monitor->client_filter_fault);
	hash = draw_hash(DRAW_HASH_START, words, strlen(words));
	if (!draw_words_begin(monitor, AREA_CLIENTS_INFO, hash))
		return;
	x = draw_words(canvas, FONT_UI_BOLD, COLOUR_TEXT, WORDS_MARGIN,
	    app_text(app, "clients", "Clients"));
	draw_words(canvas, FONT_UI, monitor->client_filter_fault != NULL ?
	    COLOUR_ERROR : COLOUR_MUTED, x, words);
	paint_show(canvas);
}

/* What is wrong with what is shown, or asked for; NULL: nothing. */
static const char *
messages_fault(struct monitor *monitor)
{
	if (monitor->message_filter_fault != NULL)
		return monitor->message_filter_fault;
	return monitor_feedless(monitor) ? watcher_error(monitor->watcher) :
	    NULL;
}

/* What the list has not shown, because it came too fast. */
static void
unseen_words(struct monitor *monitor, char *out, size_t out_size)
{
	uint64_t unseen = exchange_list_unseen(monitor->exchanges);
	char count[WORDING_NUMBER_SIZE], words[80];
	size_t used = strlen(out);

	if (!monitor->listing || unseen == 0)
		return;
	wording_put(words, sizeof(words), app_text(&monitor->app,
	    "list.unseen", ", %1 passed unseen"),
	    wording_number(count, unseen), NULL);
	(void)snprintf(out + used, out_size - used, "%s", words);
}

/* "5 shown of 1203 kept, 12 lost" */
static void
messages_words(struct monitor *monitor, char *out, size_t out_size)
{
	struct log_counts counts = log_counts(monitor->log);
	char kept[24], let_go[24], lost[24], shown[24], all[160];
	const char *args[3] = { kept, let_go, lost };
	const char *shown_args[2] = { shown, all };

	snprintf(kept, sizeof(kept), "%llu", (unsigned long long)counts.kept);
	snprintf(let_go, sizeof(let_go), "%llu",
	    (unsigned long long)counts.let_go);
	snprintf(lost, sizeof(lost), "%llu", (unsigned long long)counts.lost);
	wording_expand(all, sizeof(all), app_text(&monitor->app,
	    counts.let_go != 0 && counts.lost != 0 ? "messages.goneLost" :
	    counts.let_go != 0 ? "messages.gone" : counts.lost != 0 ?
	    "messages.lost" : "messages.kept", "%1"), args, 3);
	unseen_words(monitor, all, sizeof(all));
	if (!stream_filtered(monitor->stream)) {
		text_copy(out, out_size, all);
		return;
	}
	snprintf(shown, sizeof(shown), "%zu",
	    stream_messages(monitor->stream));
	wording_expand(out, out_size, app_text(&monitor->app, "messages.shown",
	    "%1 / %2"), shown_args, 2);
}

static void
draw_messages_info(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_MESSAGES_INFO];
	struct app *app = &monitor->app;
	const char *fault = messages_fault(monitor);
	bool wrong = fault != NULL || monitor->messages.missing;
	const char *title = app_text(app, "messages", "Messages");
	const char *paused = stream_paused(monitor->stream) ?
	    app_text(app, "paused", "PAUSED") : "";
	char words[256], only[80] = "";
	uint32_t hash;
	int x;

	if (fault != NULL)
		text_copy(words, sizeof(words), fault);
	else if (!messages_found_words(&monitor->messages, words,
	    sizeof(words)))
		messages_words(monitor, words, sizeof(words));
	if (monitor->only_client != 0)
		wording_put(only, sizeof(only), app_text(app, "only",
		    "only %1"), monitor->only_name, NULL);
	hash = draw_hash(DRAW_HASH_START, words, strlen(words) + 1);
	hash = draw_hash(hash, only, strlen(only) + 1);
	hash = draw_hash(hash, paused, strlen(paused) + 1);
	/* Faults come and go with the letters typed, and stand below, too. */
	if (!wrong)
		monitor_need_info(monitor, 2 * WORDS_MARGIN + WORDS_APART +
		    draw_words_width(canvas, FONT_UI_BOLD, title) +
		    pill_width(canvas, paused) + pill_width(canvas, only) +
		    draw_words_width(canvas, FONT_UI, words));
	if (!draw_words_begin(monitor, AREA_MESSAGES_INFO, hash))
		return;
	x = draw_words(canvas, FONT_UI_BOLD, COLOUR_TEXT, WORDS_MARGIN, title);
	if (paused[0] != '\0')
		x = put_pill(canvas, COLOUR_WARNING, COLOUR_ON_ACCENT, x,
		    paused);
	if (only[0] != '\0')
		x = put_pill(canvas, COLOUR_SELECTED, COLOUR_ACCENT, x, only);
	draw_words(canvas, FONT_UI, wrong ? COLOUR_ERROR : COLOUR_MUTED, x,
	    words);
	paint_show(canvas);
}

void
draw_infos(struct monitor *monitor)
{
	draw_clients_info(monitor);
	draw_messages_info(monitor);
}
