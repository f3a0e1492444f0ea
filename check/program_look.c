/* The server under --run: what can be seen of it in /proc, and how it ended. */
#include "check/program.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A line of /proc/net/tcp or udp, "0: 0100007F:1F90 00000000:0000 0A ...":
 * does it listen there? */
static bool
line_listens(const char *line, uint16_t port, bool datagrams)
{
	unsigned long numbers[3] = { 0 };	/* behind each colon */
	const char *at = line;
	char *end = NULL;
	size_t i;

	for (i = 0; i < 3; i++) {
		at = strchr(at, ':');
		if (at == NULL)
			return false;
		at++;
		/* The first is an address, as long as it likes to be. */
		if (i > 0)
			numbers[i] = strtoul(at, &end, 16);
	}
	return numbers[1] == port && end != NULL &&
	    strtoul(end, NULL, 16) == (datagrams ? 0x07 : 0x0a);
}

static bool
file_listens(const char *path, uint16_t port, bool datagrams)
{
	FILE *file = fopen(path, "re");
	char line[512];
	bool found = false;

	if (file == NULL)
		return false;
	while (!found && fgets(line, sizeof(line), file) != NULL)
		found = line_listens(line, port, datagrams);
	(void)fclose(file);
	return found;
}

bool
program_listens(uint16_t port, bool datagrams)
{
	return datagrams ?
	    file_listens("/proc/net/udp", port, true) ||
	    file_listens("/proc/net/udp6", port, true) :
	    file_listens("/proc/net/tcp", port, false) ||
	    file_listens("/proc/net/tcp6", port, false);
}

/* Ended by a signal, itself or (as the shell says it) what it had started. */
static int
signal_of(const struct program *program)
{
	if (!program->exited || program->asked)
		return 0;
	if (WIFSIGNALED(program->status))
		return WTERMSIG(program->status);
	return WIFEXITED(program->status) &&
	    WEXITSTATUS(program->status) > 128 &&
	    WEXITSTATUS(program->status) <= 128 + 31 ?
	    WEXITSTATUS(program->status) - 128 : 0;
}

bool
program_crashed(const struct program *program)
{
	return signal_of(program) != 0 || (program->exited &&
	    !program->asked && program->traceback &&
	    WEXITSTATUS(program->status) != 0);
}

void
program_how(const struct program *program, char out[PROGRAM_HOW_SIZE])
{
	int number = signal_of(program);

	if (!program->exited)
		(void)snprintf(out, PROGRAM_HOW_SIZE, "still running");
	else if (number != 0)
		(void)snprintf(out, PROGRAM_HOW_SIZE, "signal %d (%s)",
		    number, strsignal(number));
	else
		(void)snprintf(out, PROGRAM_HOW_SIZE, "exit status %d%s",
		    WEXITSTATUS(program->status), program->traceback ?
		    ", with a traceback" : "");
}

/* The first line of a file; false: it is not there. */
static bool
first_line(const char *path, char *line, size_t size)
{
	FILE *file = fopen(path, "re");
	bool read;

	if (file == NULL)
		return false;
	read = fgets(line, (int)size, file) != NULL;
	(void)fclose(file);
	return read;
}

/* The state of a process of /proc that is in that group; 0: it is in none. */
static char
state_in(const char *number, pid_t group)
{
	char path[64], line[512], *at;
	char state, *end;

	if (number[0] < '1' || number[0] > '9' || strlen(number) > 20)
		return 0;
	(void)snprintf(path, sizeof(path), "/proc/%s/stat", number);
	if (!first_line(path, line, sizeof(line)))
		return 0;
	/* A program's name may hold anything, and ends at the last ")". */
	at = strrchr(line, ')');
	if (at == NULL || at[1] != ' ' || at[2] == '\0')
		return 0;
	/* Behind the state is the parent, then the group. */
	state = at[2];
	(void)strtol(at + 3, &end, 10);
	return strtol(end, NULL, 10) == group ? state : 0;
}

unsigned
program_zombies(struct program *program, pid_t *first)
{
	DIR *proc = opendir("/proc");
	const struct dirent *entry;
	unsigned count = 0;
	pid_t pid;

	if (proc == NULL)
		return 0;
	/* Those that were left to us are ours to wait for. */
	(void)program_heirs(program, 0);
	while ((entry = readdir(proc)) != NULL) {
		pid = (pid_t)strtol(entry->d_name, NULL, 10);
		if (pid == program->pid ||
		    state_in(entry->d_name, program->pid) != 'Z')
			continue;
		if (count++ == 0)
			*first = pid;
	}
	(void)closedir(proc);
	return count;
}

/* The second number of schedstat (proc(5)): nanoseconds on a run queue. */
static int64_t
thread_delayed_ns(const char *process, const char *thread)
{
	char path[96], line[128], *end;
	int64_t delayed_ns;

	(void)snprintf(path, sizeof(path), "/proc/%.20s/task/%.20s/schedstat",
	    process, thread);
	if (!first_line(path, line, sizeof(line)))
		return 0;
	(void)strtoll(line, &end, 10);
	delayed_ns = strtoll(end, NULL, 10);
	return delayed_ns > 0 ? delayed_ns : 0;
}

static int64_t
process_delayed_ns(const char *process)
{
	char path[64];
	const struct dirent *entry;
	int64_t delayed_ns = 0;
	DIR *tasks;

	(void)snprintf(path, sizeof(path), "/proc/%.20s/task", process);
	tasks = opendir(path);
	while (tasks != NULL && (entry = readdir(tasks)) != NULL)
		if (entry->d_name[0] != '.')
			delayed_ns += thread_delayed_ns(process,
			    entry->d_name);
	if (tasks != NULL)
		(void)closedir(tasks);
	return delayed_ns;
}

int64_t
program_delayed_ns(const struct program *program)
{
	const struct dirent *entry;
	int64_t delayed_ns = 0;
	DIR *proc = program->pid == 0 ? NULL : opendir("/proc");

	while (proc != NULL && (entry = readdir(proc)) != NULL)
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
		    getpgid((pid_t)strtol(entry->d_name, NULL, 10)) ==
		    program->pid)
			delayed_ns += process_delayed_ns(entry->d_name);
	if (proc != NULL)
		(void)closedir(proc);
	return delayed_ns;
}
