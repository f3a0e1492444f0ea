/* Painting the words under the hood: the lock, the journal, the commands for
 * the process that is picked. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/hood.h"
#include "gui/toolkit/paragraph.h"

#define HALF	(HOOD_LINE_SIZE / 2)
_Static_assert(JOURNAL_READERS + 3 <= HOOD_LINES,
    "a line for each reader");

/* "alice@wait (4711)", or "process 4711" of one that is none of ours. */
static void
put_whom(struct hood_window *window, uint32_t pid, char out[HALF])
{
	const struct hood_process *process = hood_find(&window->hood,
	    (int)pid);
	char name[HOOD_NAME_SIZE] = "", number[WORDING_NUMBER_SIZE];

	if (process != NULL)
		hood_name(&window->hood, process, name);
	wording_put(out, HALF, app_text(&window->monitor->app, process == NULL ?
	    "hood.nobodys" : "hood.whom", "%2"), name,
	    wording_number(number, pid), NULL);
}

static void
put_lock(struct hood_window *window, struct hood_line lines[HOOD_LINES])
{
	const struct hood_lock *lock = &window->hood.lock;
	struct app *app = &window->monitor->app;
	char whom[HALF], a[WORDING_NUMBER_SIZE], b[WORDING_NUMBER_SIZE];

	put_whom(window, lock->owner, whom);
	wording_put(lines[0].left, HOOD_LINE_SIZE, app_text(app,
	    lock->owner != 0 ? "hood.lock.held" : lock->died ?
	    "hood.lock.died" : "hood.lock.free", "%1"), whom, NULL);
	lines[0].left_bad = lock->owner != 0 || lock->died;
	(void)text_copy(lines[1].left, HOOD_LINE_SIZE, app_text(app,
	    lock->waits ? "hood.lock.waits" : "hood.lock.nobody", ""));
	lines[1].left_bad = lock->waits;
	wording_put(lines[2].left, HOOD_LINE_SIZE, app_text(app,
	    "hood.lock.repairs", "%1 %2"), wording_number(a, lock->repairs),
	    wording_number(b, lock->deaths), NULL);
	lines[2].left_bad = lock->repairs != 0;
	put_whom(window, lock->last_owner, whom);
	wording_put(lines[3].left, HOOD_LINE_SIZE, app_text(app,
	    lock->last_owner == 0 ? "hood.lock.unseen" : "hood.lock.last",
	    "%1"), whom, NULL);
	(void)snprintf(whom, sizeof(whom), "%lld",
	    (long long)(lock->longest_ns / NS_PER_MS));
	if (lock->last_owner != 0)
		wording_put(lines[4].left, HOOD_LINE_SIZE, app_text(app,
		    lock->longest_ns == 0 ? "hood.lock.short" :
		    "hood.lock.longest", "%1"), whom, NULL);
	wording_put(lines[lock->last_owner != 0 ? 5 : 4].left,
	    HOOD_LINE_SIZE, app_text(app, "hood.lock.samples", "%1 %2"),
	    wording_number(a, lock->looks), wording_number(b, lock->held),
	    NULL);
}

/* The feeder is as far as those that it feeds. */
static const char *
reader_words(const struct hood_reader *reader, bool feeds)
{
	if (!reader->there)
		return "hood.journal.absent";
	if (feeds)
		return reader->starts == 1 ? "hood.journal.feederOnce" :
		    "hood.journal.feeder";
	return reader->starts == 1 ? "hood.journal.readerOnce" :
	    "hood.journal.reader";
}

static void
put_reader(struct app *app, const struct hood_reader *reader, bool feeds,
    struct hood_line *line)
{
	char behind[WORDING_NUMBER_SIZE], missed[WORDING_NUMBER_SIZE];
	char starts[WORDING_NUMBER_SIZE];

	wording_put(line->right, HOOD_LINE_SIZE, app_text(app,
	    reader_words(reader, feeds), "%1"),
	    reader->title, wording_number(behind, reader->behind),
	    wording_number(missed, reader->missed),
	    wording_number(starts, reader->starts), NULL);
	line->right_bad = reader->there && (reader->missed != 0 ||
	    reader->starts > 1);
}

static void
put_journal(struct hood_window *window, struct hood_line lines[HOOD_LINES])
{
	const struct hood_journal *journal = &window->hood.journal;
	struct app *app = &window->monitor->app;
	char a[WORDING_NUMBER_SIZE], b[WORDING_NUMBER_SIZE];
	char c[WORDING_NUMBER_SIZE], clock[WHEN_CLOCK_SIZE];
	unsigned i, line = 1;

	wording_put(lines[0].right, HOOD_LINE_SIZE, app_text(app,
	    !journal->there ? "hood.journal.none" : journal->taken >
	    journal->cells ? "hood.journal.round" : "hood.journal.fill",
	    "%1 %2"), wording_number(a, journal->taken),
	    wording_number(b, journal->cells), NULL);
	for (i = 0; i < JOURNAL_READERS && line < HOOD_LINES - 2; i++)
		put_reader(app, &journal->readers[i], i == JOURNAL_FEEDER,
		    &lines[line++]);
	wording_put(lines[line].right, HOOD_LINE_SIZE, app_text(app,
	    "hood.journal.watchers", "%1 %2 %3"),
	    wording_number(a, journal->watchers),
	    wording_number(b, journal->behind),
	    wording_number(c, journal->dropped), NULL);
	lines[line++].right_bad = journal->dropped != 0;
	if (journal->oldest_wall_ns <= 0 || line == HOOD_LINES)
		return;
	when_clock(clock, journal->oldest_wall_ns);
	wording_put(lines[line].right, HOOD_LINE_SIZE, app_text(app,
	    "hood.journal.oldest", "%1"), clock, NULL);
}

static void
paint_line(struct canvas *canvas, bool bold, bool bad, struct area area,
    const char *words)
{
	(void)paragraph_paint(canvas, bold ? FONT_UI_BOLD : FONT_UI, bad ?
	    COLOUR_ERROR : COLOUR_TEXT, area, ALIGN_LEFT, words);
}

static uint32_t
look_of(const struct hood_line *line)
{
	uint32_t hash = draw_hash(DRAW_HASH_START, line->left,
	    strlen(line->left) + 1);

	return draw_hash(hash + line->left_bad + 2U * line->right_bad,
	    line->right, strlen(line->right) + 1) | 1;
}

bool
draw_hood_runs(const struct hood_window *window)
{
	const struct hood_process *process = hood_find(&window->hood,
	    window->picked);

	return process != NULL && (process->role != HOOD_CLIENT ||
	    window->hood.rows[process->row].state != STATE_ENDED);
}

/* Why the first of the commands needs more rights, or cannot be at all. */
static const char *
why_bar(struct app *app, enum hood_bar bar)
{
	static const char *const names[] = {
		[HOOD_OTHER_USER] = "hood.bar.user",
		[HOOD_NOT_DUMPABLE] = "hood.bar.dumpable",
		[HOOD_PTRACE_SCOPE] = "hood.bar.scope",
		[HOOD_NOBODY_MAY] = "hood.bar.nobody",
	};

	return bar == HOOD_MAY ? "" : app_text(app, names[bar], "");
}

static void
put_commands(struct hood_window *window)
{
	struct app *app = &window->monitor->app;
	char commands[HOOD_COMMANDS][HOOD_COMMAND_SIZE];
	enum hood_bar bar = hood_bar(&window->hood, HOOD_STRACE,
	    window->picked);
	int i;

	for (i = 0; i < HOOD_COMMANDS; i++)
		hood_command((enum hood_command)i, hood_bar(&window->hood,
		    (enum hood_command)i, window->picked), window->picked,
		    commands[i]);
	if (draw_hood_runs(window))
		wording_put(window->commands, sizeof(window->commands),
		    app_text(app, "hood.commands", "%1 %2 %3 %4"),
		    commands[HOOD_STRACE], commands[HOOD_GDB],
		    commands[HOOD_FILES], why_bar(app, bar), NULL);
	else
		(void)text_copy(window->commands, sizeof(window->commands),
		    app_text(app, "hood.over", ""));
}

void
draw_hood_words(struct hood_window *window)
{
	memset(window->words, 0, sizeof(window->words));
	put_lock(window, window->words);
	put_journal(window, window->words);
	put_commands(window);
}

void
draw_hood_lines(struct hood_window *window)
{
	struct canvas *canvas = &window->canvas;
	const struct hood_place *place = &window->place;
	const struct hood_line *line = window->words;
	struct area all = { 0, 0, canvas->width, 0 }, half = { HOOD_EDGE, 0,
	    place->middle - 2 * HOOD_EDGE, 0 };
	unsigned i;

	for (i = 0; i < HOOD_LINES; i++, line++) {
		all.y = half.y = place->words[i];
		all.height = half.height = place->words[i + 1] - all.y;
		if ((!window->repaint && window->line_looks[i] ==
		    look_of(line)) || !draw_hood_fits(window, all.y,
		    all.height))
			continue;
		window->line_looks[i] = look_of(line);
		paint_fill(canvas, COLOUR_SURFACE, all);
		half.x = HOOD_EDGE;
		paint_line(canvas, i == 0, line->left_bad, half, line->left);
		half.x = place->middle;
		paint_line(canvas, i == 0, line->right_bad, half,
		    line->right);
		paint_mark(canvas, all);
	}
}

void
draw_hood_commands(struct hood_window *window)
{
	const struct hood_place *place = &window->place;
	struct area area = { HOOD_EDGE, place->commands, window->canvas.width -
	    2 * HOOD_EDGE, place->command_lines * place->line };
	uint32_t hash = draw_hash(DRAW_HASH_START, window->commands,
	    strlen(window->commands) + 1) | 1;

	if (!window->repaint && window->line_looks[HOOD_LINES + 2] == hash)
		return;
	window->line_looks[HOOD_LINES + 2] = hash;
	paint_fill(&window->canvas, COLOUR_SURFACE, (struct area){ 0, area.y,
	    window->canvas.width, window->canvas.height - area.y });
	(void)paragraph_paint(&window->canvas, FONT_UI, COLOUR_MUTED, area,
	    ALIGN_LEFT, window->commands);
	paint_mark(&window->canvas, area);
}
