/*
 * The window's state as text, in the property _BAREWIRE_STATE of its main
 * window: what tests look at.  xbarewired(1) lists the words.
 */
#include <Xm/Xm.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gui/model/log_verdict.h"
#include "gui/model/summary.h"
#include "gui/monitor/compare.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/empty.h"
#include "gui/monitor/hood.h"
#include "gui/monitor/ladder.h"
#include "gui/monitor/list.h"
#include "gui/monitor/replay.h"

/* Blanks would end a value. */
static void
one_word(char *out, size_t out_size, const char *text)
{
	size_t i;

	text_copy(out, out_size, text[0] == '\0' ? "-" : text);
	for (i = 0; out[i] != '\0'; i++)
		if (out[i] == ' ' || (unsigned char)out[i] >= 0x80)
			out[i] = '_';
}

static void
put_server(FILE *out, const struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);
	char selected[NAME_SIZE], mischief[MISCHIEF_TEXT_SIZE] = "";
	unsigned i;
	int column;

	one_word(selected, sizeof(selected), row == NULL ? "" : row->name);
	fprintf(out, "attach=%s feed=%d connected=%u ended=%u shown=%u"
	    " selected=%s top=%u sort=%s/%d", monitor->recorded != NULL ?
	    "recorded" : monitor->others[0] != '\0' ? "others" :
	    attach_word(&monitor->attach),
	    !monitor_feedless(monitor), monitor->table.connected,
	    monitor->table.ended, monitor->table.list.count, selected,
	    monitor->table.top,
	    row_column_info(monitor->table.order.column)->word,
	    monitor->table.order.reverse);
	for (column = 0; column < COLUMN_END; column++)
		fprintf(out, "%s%d", column == 0 ? " columns=" : ",",
		    monitor->table_view.widths[column]);
	for (i = 0; i < monitor->table_view.seen_count; i++)
		fprintf(out, "%s%s", i == 0 ? " titles=" : ",",
		    row_column_info(monitor->table_view.seen[i])->word);
	fprintf(out, " mischief=%s", row == NULL ||
	    !watch_mischief_text(row, mischief) ? "-" : mischief);
	fprintf(out, " compact=%d blocks=%u page=%u",
	    monitor->table_view.compact, monitor->table_view.blocks,
	    monitor->table.page);
	fprintf(out, " side=%s beside=%d room=%d/%d",
	    monitor_beside_word(monitor->beside_when), monitor->beside,
	    draw_table_room(monitor),
	    monitor->canvases[AREA_TABLE].height <= 0 ? 0 :
	    monitor->messages.pane.view.canvas.height /
	    messages_line_height(&monitor->app));
}

static void
put_messages(FILE *out, const struct monitor *monitor)
{
	const struct stream *stream = monitor->stream;
	const struct log_entry *picked = stream_picked_entry(stream);
	struct log_counts counts = log_counts(monitor->log);
	int64_t found_at;
	uint64_t found = stream_found(stream, &found_at);

	fprintf(out, " seen=%" PRIu64 " kept=%" PRIu64 " letgo=%" PRIu64
	    " lost=%" PRIu64 " lines=%" PRIu64 " entries=%zu at=%" PRIu64
	    " picked=%" PRIu64 " found=%" PRIu64 "@%" PRId64 " notok=%" PRIu64
	    " of=%s mark=%s judge=%d", counts.seen,
	    counts.kept, counts.let_go, counts.lost,
	    stream_end(stream) - stream_first(stream), stream_shown(stream),
	    stream_top(stream) - stream_first(stream),
	    picked == NULL ? 0 : picked->id, found, found_at, counts.not_ok,
	    picked == NULL ? "-" :
	    picked->kind == LOG_MESSAGE ? "message" : "event",
	    picked == NULL ? "-" : log_mark_word(log_mark(monitor->log,
	    picked)), log_judge(monitor->log)->there);
}

static void
put_list(FILE *out, const struct monitor *monitor)
{
	static const char *const asked[] = { "-", "open", "answered", "gone",
	    "unknown" };
	const struct exchange_list *list = monitor->exchanges;
	const struct log_entry *picked = stream_picked_entry(monitor->stream);
	uint64_t at = exchange_list_picked(list);
	const struct exchange_row *row = exchange_list_row(list, at);
	char words[SUMMARY_SIZE] = "", summary[120];

	if (picked != NULL)
		summary_words(picked, words);
	one_word(summary, sizeof(summary), words);
	fprintf(out, " list=%d bytes=%d rows=%" PRIu64 " row=%" PRId64
	    " listtop=%" PRIu64 " listpage=%u under=%d folded=%d asked=%s"
	    " unseen=%" PRIu64 " summary=%s", monitor->listing,
	    monitor->list_bytes, exchange_list_rows(list),
	    row == NULL ? -1 : (int64_t)at,
	    exchange_list_top(list), exchange_list_page(list),
	    row != NULL && row->under, row != NULL && row->entry->folded,
	    asked[picked == NULL ? LOG_ASKED_NOTHING : picked->asked],
	    exchange_list_unseen(list), summary);
}

static void
put_settings(FILE *out, const struct monitor *monitor)
{
	Widget focus = XmGetFocusWidget(monitor->app.shell);

	fprintf(out, " follow=%d paused=%d only=%d received=%d sent=%d"
	    " match=%" PRIu64 "/%" PRIu64 " ends=%d hex=%d dark=%d size=%d"
	    " missing=%d faults=%d report=%s class=0 focus=%s",
	    monitor_follows(monitor), stream_paused(monitor->stream),
	    monitor->want.only_client != 0, monitor->want.received,
	    monitor->want.sent, monitor->messages.matches.found,
	    monitor->messages.matches.all, monitor->lines.line_ends,
	    monitor->lines.hex,
	    monitor->app.scheme == SCHEME_DARK, monitor->app.res.font_size,
	    monitor->messages.missing, monitor->faults_only,
	    monitor->report == NULL ? "-" : monitor->report,
	    focus == NULL ? "-" : XtName(focus));
}

static void
put_timeline(FILE *out, const struct monitor *monitor)
{
	const struct timeline *timeline = &monitor->timeline;
	const struct timeline_place *place = &timeline->place;
	struct timeline_counts counts;
	unsigned state;

	fprintf(out, " timeline=%d", timeline->on);
	if (!XtIsManaged(monitor->areas[AREA_TIMELINE]))
		return;
	timeline_count(monitor, &counts);
	fprintf(out, " span=%" PRId64 " held=%d lanes=%u/%u from=%u scale=%d"
	    " lane=%d doing=", lanes_window_span_ms(&timeline->window),
	    timeline->window.held, place->shown, monitor->table.list.count,
	    place->first, place->top, place->lane_height);
	for (state = STATE_FREE + 1; state < STATE_COUNT; state++)
		fprintf(out, "%s%u", state == STATE_FREE + 1 ? "" : ",",
		    counts.states[state]);
	fprintf(out, " ticks=%u/%u faulty=%u odd=%u came=%u went=%u"
	    " crashes=%u", counts.shapes[SHAPE_RECEIVED],
	    counts.shapes[SHAPE_SENT], counts.shapes[SHAPE_FAULT],
	    counts.shapes[SHAPE_MISCHIEF], counts.shapes[SHAPE_CONNECT],
	    counts.shapes[SHAPE_CLOSE], counts.shapes[SHAPE_CRASH]);
}

static void
put_hood(FILE *out, const struct monitor *monitor)
{
	const struct hood_window *window = monitor->hood;
	const struct hood *hood;
	const struct hood_process *picked;
	char end[WATCH_END_SIZE] = "", words[WATCH_END_SIZE];

	fprintf(out, " hood=%s", window == NULL ? "-" : window->why != NULL ?
	    window->why + strlen("hood.") : "open");
	if (window == NULL || window->why != NULL)
		return;
	hood = &window->hood;
	picked = hood_find(hood, window->picked);
	if (picked != NULL && picked->role == HOOD_CLIENT)
		watch_end_text(&hood->rows[picked->row], end);
	one_word(words, sizeof(words), end);
	fprintf(out, " lock=%u locklast=%u locklong=%" PRId64 " locklooks=%"
	    PRIu64 " deaths=%" PRIu64 " repairs=%" PRIu64 " cells=%u"
	    " waitcells=%u torn=%u crashed=%u processes=%u rowsfrom=%u/%u"
	    " head=%u/%u cellsfrom=%u/%u place=%d,%d,%d,%u,%d,%d"
	    " pid=%d there=%d memory=%" PRIu64 " end=%s taken=%" PRIu64
	    " fed=%u", hood->lock.owner, hood->lock.last_owner,
	    hood->lock.longest_ns / NS_PER_MS, hood->lock.looks,
	    hood->lock.deaths, hood->lock.repairs, hood->row_count,
	    hood->counts[STATE_WAITING], hood->counts[HOOD_DOUBTFUL],
	    hood->counts[HOOD_CRASHED], hood->process_count, window->top,
	    window->place.page, window->shift, window->place.head_rows,
	    window->place.cells_first, window->place.cells_shown,
	    window->place.cells, window->place.rows,
	    window->place.row_height, window->place.columns,
	    window->place.cell_width, window->place.cell_height,
	    window->picked, picked != NULL &&
	    picked->figures.there, picked == NULL ? 0 :
	    picked->figures.memory_kib, words, hood->journal.taken,
	    hood->journal.watchers);
}

static void
put_all(FILE *out, const struct monitor *monitor)
{
	char event[200], note[200], save[200];

	put_server(out, monitor);
	put_messages(out, monitor);
	put_list(out, monitor);
	put_settings(out, monitor);
	put_timeline(out, monitor);
	empty_publish(out);
	put_hood(out, monitor);
	monitor_put_ladder(out, monitor);
	monitor_put_replay(out, monitor);
	monitor_put_compare(out, monitor);
	one_word(event, sizeof(event), monitor->event.text);
	one_word(note, sizeof(note), monitor->note);
	one_word(save, sizeof(save), monitor->save_words);
	fprintf(out, " save=%s event=%s note=%s", save, event, note);
}

void
monitor_publish(struct monitor *monitor)
{
	char text[3072] = "";
	FILE *out;

	if (!monitor->res.publish_state ||
	    (out = fmemopen(text, sizeof(text), "w")) == NULL)
		return;
	/* Nothing of what the window does not show either. */
	if (monitor->class_mode.on)
		monitor_put_class(out, monitor);
	else
		put_all(out, monitor);
	if (fclose(out) == 0)
		app_publish_state(&monitor->app, text);
}
