/* Under the hood: what /proc says of processes, and who may trace them. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/when.h"
#include "watch/hood.h"

#define PATH_SIZE	(INSTANCE_PATH_SIZE + 64)
#define STAT_SIZE	512
/* Sooner than that a share of the processor says little. */
#define SHARE_LEAST_NS	(NS_PER_S / 2)

/* The start of a small file; false when there is none. */
static bool
read_small(const char *path, char line[STAT_SIZE])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd == -1)
		return false;
	got = read(fd, line, STAT_SIZE - 1);
	(void)close(fd);
	line[got > 0 ? got : 0] = '\0';
	return got > 0;
}

static bool
read_of(const struct hood *hood, int pid, const char *name,
    char line[STAT_SIZE])
{
	char path[PATH_SIZE];

	(void)snprintf(path, sizeof(path), "%s/%d/%s", hood->proc, pid, name);
	return read_small(path, line);
}

static bool
add_child(struct hood *hood, int pid)
{
	uint32_t room = hood->child_room * 2 + 64;
	int *more;

	if (hood->child_count == hood->child_room) {
		more = realloc(hood->children, room * sizeof(*more));
		if (more == NULL)
			return false;
		hood->children = more;
		hood->child_room = room;
	}
	hood->children[hood->child_count++] = pid;
	return true;
}

/* Numbers, each with a blank behind it. */
static void
read_children(struct hood *hood, const char *path)
{
	FILE *file = fopen(path, "re");
	char *word = NULL;
	size_t size = 0;
	long pid;

	if (file == NULL)
		return;
	hood->children_known = true;
	while (getdelim(&word, &size, ' ', file) > 0) {
		pid = strtol(word, NULL, 10);
		if (pid <= 0 || pid > INT32_MAX || !add_child(hood, (int)pid))
			break;
	}
	free(word);
	(void)fclose(file);
}

/* Each thread has a list of its own. */
bool
hood_children(struct hood *hood, int pid)
{
	char path[PATH_SIZE];
	struct dirent *entry;
	DIR *tasks;

	hood->child_count = 0;
	hood->children_known = false;
	(void)snprintf(path, sizeof(path), "%s/%d/task", hood->proc, pid);
	tasks = opendir(path);
	if (tasks == NULL)
		return false;
	while ((entry = readdir(tasks)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%d/task/%.20s/children",
		    hood->proc, pid, entry->d_name);
		read_children(hood, path);
	}
	(void)closedir(tasks);
	return hood->children_known;
}

/* The name, field 2 of stat, stands in parentheses and may hold any. */
bool
hood_title(const struct hood *hood, int pid, char out[HOOD_TITLE_SIZE])
{
	char line[STAT_SIZE], *from, *to;

	out[0] = '\0';
	if (!read_of(hood, pid, "stat", line))
		return false;
	from = strchr(line, '(');
	to = strrchr(line, ')');
	if (from == NULL || to == NULL || to < from)
		return false;
	*to = '\0';
	(void)text_copy(out, HOOD_TITLE_SIZE, from + 1);
	return true;
}

/* So many fields further; 0 when there are fewer. */
static uint64_t
number_after(const char *at, int fields)
{
	while (at != NULL && fields-- > 0) {
		at = strchr(at, ' ');
		if (at != NULL)
			at++;
	}
	return at == NULL ? 0 : strtoull(at, NULL, 10);
}

/* Fields 3, 14, 15 and 22 of stat, see proc(5). */
static bool
read_stat(const struct hood *hood, int pid, char *state, uint64_t *ticks,
    uint64_t *start)
{
	char line[STAT_SIZE], *at;

	if (!read_of(hood, pid, "stat", line) ||
	    (at = strrchr(line, ')')) == NULL || at[1] != ' ')
		return false;
	at += 2;
	*state = *at;
	*ticks = number_after(at, 14 - 3) + number_after(at, 15 - 3);
	*start = number_after(at, 22 - 3);
	return true;
}

static const struct hood_before *
before_of(const struct hood *hood, int pid, uint64_t start)
{
	uint32_t i;

	for (i = 0; i < hood->before_count; i++)
		if (hood->before[i].pid == pid &&
		    hood->before[i].start == start)
			return &hood->before[i];
	return NULL;
}

/* Since it was measured before; of one that was not, nothing is known yet. */
static struct hood_before
share_of(const struct hood *hood, int pid, uint64_t start, uint64_t ticks,
    int64_t now_ns)
{
	const struct hood_before *before = before_of(hood, pid, start);
	struct hood_before now = { .pid = pid, .cpu_permille = -1,
	    .start = start, .ticks = ticks, .at_ns = now_ns };
	int64_t hz = sysconf(_SC_CLK_TCK), used_ns;

	if (before == NULL)
		return now;
	if (now_ns - before->at_ns < SHARE_LEAST_NS || ticks < before->ticks)
		return *before;
	used_ns = (int64_t)(ticks - before->ticks) * (NS_PER_S / hz);
	now.cpu_permille = (int)(used_ns * 1000 / (now_ns - before->at_ns));
	return now;
}

/* NULL: its files are to be read. */
static const struct hood_before *
fresh_of(const struct hood *hood, int pid, int64_t now_ns)
{
	uint32_t i;

	for (i = 0; i < hood->before_count; i++)
		if (hood->before[i].pid == pid)
			return now_ns - hood->before[i].read_ns <
			    HOOD_MEASURE_NS ? &hood->before[i] : NULL;
	return NULL;
}

static bool
measure(const struct hood *hood, struct hood_process *process,
    int64_t now_ns, struct hood_before *now)
{
	struct hood_figures *figures = &process->figures;
	uint64_t ticks, start;
	char line[STAT_SIZE];

	memset(figures, 0, sizeof(*figures));
	figures->there = read_stat(hood, process->pid, &figures->state,
	    &ticks, &start);
	if (!figures->there)
		return false;
	if (read_of(hood, process->pid, "statm", line))
		figures->memory_kib = number_after(line, 1) *
		    (uint64_t)sysconf(_SC_PAGESIZE) / 1024;
	figures->age_ns = now_ns - (int64_t)start * (NS_PER_S /
	    sysconf(_SC_CLK_TCK));
	if (figures->age_ns < 0)
		figures->age_ns = 0;
	*now = share_of(hood, process->pid, start, ticks, now_ns);
	figures->cpu_permille = now->cpu_permille;
	now->read_ns = now_ns;
	now->figures = *figures;
	return true;
}

void
hood_measure(struct hood *hood, uint32_t first, uint32_t count,
    int64_t now_ns)
{
	struct hood_before now[HOOD_MEASURED];
	const struct hood_before *fresh;
	struct hood_process *process;
	uint32_t i, known = 0;

	for (i = first; i < hood->process_count && i - first < count &&
	    known < HOOD_MEASURED; i++) {
		process = &hood->processes[i];
		/* Its number may be another's by now. */
		if (process->role == HOOD_CLIENT &&
		    hood->rows[process->row].state == STATE_ENDED)
			continue;
		fresh = fresh_of(hood, process->pid, now_ns);
		if (fresh == NULL) {
			known += measure(hood, process, now_ns, &now[known]);
			continue;
		}
		process->figures = fresh->figures;
		now[known++] = *fresh;
	}
	memcpy(hood->before, now, known * sizeof(now[0]));
	hood->before_count = known;
}

enum hood_bar
hood_bar_of(enum hood_command command, uid_t user, uid_t owner,
    uid_t file_owner, int scope)
{
	bool traces = command != HOOD_FILES;

	if (traces && scope >= 3)
		return HOOD_NOBODY_MAY;
	if (user == 0)
		return HOOD_MAY;
	if (owner != user)
		return HOOD_OTHER_USER;
	if (file_owner != owner)
		return HOOD_NOT_DUMPABLE;
	return traces && scope >= 1 ? HOOD_PTRACE_SCOPE : HOOD_MAY;
}

enum hood_bar
hood_bar(const struct hood *hood, enum hood_command command, int pid)
{
	char path[PATH_SIZE], line[STAT_SIZE];
	struct stat owner, file;
	int scope = 0;

	(void)snprintf(path, sizeof(path), "%s/sys/kernel/yama/ptrace_scope",
	    hood->proc);
	if (read_small(path, line))
		scope = (int)strtol(line, NULL, 10);
	(void)snprintf(path, sizeof(path), "%s/%d", hood->proc, pid);
	if (stat(path, &owner) != 0)
		return HOOD_MAY;
	(void)snprintf(path, sizeof(path), "%s/%d/stat", hood->proc, pid);
	if (stat(path, &file) != 0)
		file.st_uid = owner.st_uid;
	return hood_bar_of(command, geteuid(), owner.st_uid, file.st_uid,
	    scope);
}

void
hood_command(enum hood_command command, enum hood_bar bar, int pid,
    char out[HOOD_COMMAND_SIZE])
{
	const char *sudo = bar == HOOD_MAY || bar == HOOD_NOBODY_MAY ? "" :
	    "sudo ";

	switch (command) {
	case HOOD_STRACE:
		(void)snprintf(out, HOOD_COMMAND_SIZE, "%sstrace -p %d", sudo,
		    pid);
		break;
	case HOOD_GDB:
		(void)snprintf(out, HOOD_COMMAND_SIZE, "%sgdb -p %d", sudo,
		    pid);
		break;
	default:
		(void)snprintf(out, HOOD_COMMAND_SIZE, "%sls /proc/%d/fd",
		    sudo, pid);
	}
}
