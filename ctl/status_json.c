/* The snapshot as JSON. */
#include "ctl/status.h"

#include <stdlib.h>
#include <string.h>

#include "ctl/json_value.h"

/* Both arrays come from the same list. */
static json_t *
json_listening(const struct watch_view *view, bool with_lab)
{
	json_t *array = json_array(), *entry;
	uint32_t i;

	for (i = 0; i < view->listening_count; i++) {
		entry = json_value_text(view->listening[i].address);
		if (with_lab)
			entry = json_pack("{s:s, s:o}", "lab",
			    lab_info(view->listening[i].lab)->name,
			    "address", entry);
		(void)json_array_append_new(array, entry);
	}
	return array;
}

static bool
json_totals(json_t *object, const struct watch_totals *totals)
{
	const struct {
		const char *name;
		uint64_t value;
	} counts[] = {
		{ "accepted", totals->accepted },
		{ "active", totals->active },
		{ "peak", totals->peak },
		{ "refused", totals->refused },
		{ "gave_way", totals->gave_way },
		{ "crashed", totals->crashed },
		{ "left", totals->left },
		{ "messages_in", totals->messages_in },
		{ "messages_out", totals->messages_out },
		{ "bytes_in", totals->bytes_in },
		{ "bytes_out", totals->bytes_out },
		{ "faults", totals->faults },
		{ "feed_dropped", totals->feed_dropped },
		{ "log_dropped", totals->log_dropped },
		{ "lock_recoveries", totals->lock_recoveries },
	};
	bool done = true;
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		done &= json_value_set(object, counts[i].name,
		    json_value_count(counts[i].value));
	return done;
}

static json_t *
json_server(const struct watch_view *view)
{
	json_t *object = json_object();
	bool done = object != NULL;

	done &= json_value_set(object, "instance",
	    json_value_text(view->instance));
	done &= json_value_set(object, "state",
	    json_string(watch_state_word(view->state)));
	done &= json_value_set(object, "pid", json_integer(view->server_pid));
	done &= json_value_set(object, "version",
	    json_value_text(view->version));
	done &= json_value_set(object, "started",
	    json_value_time(view->started_wall_ns));
	done &= json_value_set(object, "addresses",
	    json_listening(view, false));
	done &= json_value_set(object, "listening",
	    json_listening(view, true));
	done &= json_value_set(object, "max_clients",
	    json_value_count(view->max_clients));
	done &= json_totals(object, &view->totals);
	if (done)
		return object;
	json_decref(object);
	return NULL;
}

/* Milliseconds are enough, and a float's tail of digits is no truth. */
static json_t *
json_seconds(double seconds)
{
	return seconds < 0 ? json_null() :
	    json_real((double)(int64_t)(seconds * 1000 + 0.5) / 1000);
}

/* What is not a member of every client: a copy in doubt is rare. */
static bool
json_rarely(json_t *object, const struct row_data *row, bool stale)
{
	char mischief[MISCHIEF_TEXT_SIZE];
	bool done = true;

	if (text_name_mixed(row->name, strlen(row->name)))
		done &= json_value_set(object, "mixed", json_true());
	if (watch_mischief_text(row, mischief))
		done &= json_value_set(object, "mischief",
		    json_value_text(mischief));
	if (stale)
		done &= json_value_set(object, "stale", json_true());
	return done;
}

static json_t *
json_client(const struct row_data *row, bool stale, int64_t now_mono_ns)
{
	json_t *object = json_object();
	char end[WATCH_END_SIZE];
	bool done = object != NULL;

	watch_end_text(row, end);
	done &= json_value_set(object, "name", json_value_text(row->name));
	done &= json_value_set(object, "lab",
	    json_string(lab_info(row->lab)->name));
	done &= json_value_set(object, "state",
	    json_string(state_word(row->state)));
	done &= json_value_set(object, "pid", json_integer(row->pid));
	done &= json_value_set(object, "peer", json_value_or_null(row->peer));
	done &= json_value_set(object, "connected",
	    json_value_time(row->connected_wall_ns));
	done &= json_value_set(object, "state_since",
	    json_value_time(row->since_wall_ns));
	done &= json_value_set(object, "messages_in",
	    json_value_count(row->messages_in));
	done &= json_value_set(object, "messages_out",
	    json_value_count(row->messages_out));
	done &= json_value_set(object, "bytes_in",
	    json_value_count(row->bytes_in));
	done &= json_value_set(object, "bytes_out",
	    json_value_count(row->bytes_out));
	done &= json_value_set(object, "seconds_left",
	    json_seconds(watch_seconds_left(row, now_mono_ns)));
	done &= json_value_set(object, "last_message",
	    json_value_or_null(row->last_message));
	done &= json_value_set(object, "ended", json_value_or_null(end));
	done &= json_rarely(object, row, stale);
	if (done)
		return object;
	json_decref(object);
	return NULL;
}

/* Takes the value over. */
static bool
json_write(FILE *out, json_t *value)
{
	char *text = value == NULL ? NULL : json_value_ascii(value,
	    JSON_REAL_PRECISION(12));

	json_decref(value);
	if (text == NULL)
		return false;
	(void)fputs(text, out);
	free(text);
	return true;
}

/* A client a line, each made when it is written: for thousands of them a tree
 * of all costs several times what they cost. */
bool
status_json(const struct watch_view *view, const struct filter *filter,
    FILE *out)
{
	const char *before = "";
	bool done;
	uint32_t i;

	(void)fputs("{\"server\": ", out);
	done = json_write(out, json_server(view));
	(void)fputs(",\n\"clients\": [", out);
	for (i = 0; done && i < view->row_count; i++) {
		if (!row_filter_match(filter, &view->rows[i],
		    view->now_mono_ns))
			continue;
		(void)fprintf(out, "%s\n", before);
		before = ",";
		done = json_write(out, json_client(&view->rows[i],
		    view->stale[i], view->now_mono_ns));
	}
	(void)fputs("\n]}\n", out);
	return done;
}
