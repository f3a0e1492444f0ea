/*
 * The window's state as text, in the property _BAREWIRE_STATE of its main
 * window: what tests look at.  xbarewired(1) lists the words.
 */
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/monitor.h"

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

void
monitor_publish(struct monitor *monitor)
{
	const struct row_data *row = table_selected(&monitor->table);
	struct log_counts counts = log_counts(monitor->log);
	char text[1024], selected[NAME_SIZE], event[200];
	const struct stream *stream = monitor->stream;
	const struct log_entry *picked = stream_picked_entry(stream);
	Widget focus = XmGetFocusWidget(monitor->app.shell);

	if (!monitor->res.publish_state)
		return;
	one_word(selected, sizeof(selected), row == NULL ? "" : row->name);
	one_word(event, sizeof(event), monitor->event.text);
	snprintf(text, sizeof(text), "attach=%s connected=%u ended=%u shown=%u"
	    " selected=%s top=%u sort=%s/%d seen=%llu kept=%llu letgo=%llu"
	    " lost=%llu lines=%llu entries=%zu at=%llu follow=%d paused=%d"
	    " only=%d received=%d sent=%d ends=%d hex=%d dark=%d size=%d"
	    " focus=%s picked=%llu event=%s",
	    attach_word(&monitor->attach), monitor->table.connected,
	    monitor->table.ended, monitor->table.list.count, selected,
	    monitor->table.top,
	    row_column_info(monitor->table.order.column)->word,
	    monitor->table.order.reverse,
	    (unsigned long long)counts.seen, (unsigned long long)counts.kept,
	    (unsigned long long)counts.let_go,
	    (unsigned long long)counts.lost,
	    (unsigned long long)(stream_end(stream) - stream_first(stream)),
	    stream_shown(stream),
	    (unsigned long long)(stream_top(stream) - stream_first(stream)),
	    stream_follows(stream), stream_paused(stream),
	    monitor->want.only_client != 0, monitor->want.received,
	    monitor->want.sent, monitor->lines.line_ends, monitor->lines.hex,
	    monitor->app.scheme == SCHEME_DARK, monitor->app.res.font_size,
	    focus == NULL ? "-" : XtName(focus), picked == NULL ? 0ULL :
	    (unsigned long long)picked->id, event);
	app_publish_state(&monitor->app, text);
}
