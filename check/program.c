/* The server under --run: its port, its start, its end. */
#include "check/program.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/when.h"

#define PORT_LOW	10240
#define PORT_TRIES	200
#define COMMAND_SIZE	4096
#define END_MS		3000	/* between SIGTERM and SIGKILL */

/* Where ports that the kernel gives away begin. */
static unsigned
port_ephemeral(void)
{
	FILE *file = fopen("/proc/sys/net/ipv4/ip_local_port_range", "re");
	char line[64] = "";
	long low = 32768;

	if (file != NULL) {
		if (fgets(line, sizeof(line), file) != NULL)
			low = strtol(line, NULL, 10);
		(void)fclose(file);
	}
	return low > PORT_LOW + 1000 && low < 65536 ? (unsigned)low : 32768;
}

static bool
port_free(uint16_t port, int type)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_port = htons(port) };
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
	bool is_free;

	if (fd == -1)
		return false;
	is_free = bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0;
	(void)close(fd);
	return is_free;
}

/* Between this and the server's bind others look for a port, too: a name of
 * Linux's abstract namespace, as narrow as the ports' own, is held meanwhile
 * and until the next. */
static bool
port_take(uint16_t port)
{
	static int taken = -1;
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int len;

	if (taken != -1)
		(void)close(taken);
	taken = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (taken == -1)
		return true;
	len = snprintf(name.sun_path + 1, sizeof(name.sun_path) - 1,
	    "barewire-check-%u", port);
	return bind(taken, (struct sockaddr *)&name, (socklen_t)(offsetof(
	    struct sockaddr_un, sun_path) + 1 + (size_t)len)) == 0;
}

uint16_t
program_port(void)
{
	unsigned top = port_ephemeral(), number = 0, tries;
	uint16_t port;

	for (tries = 0; tries < PORT_TRIES; tries++) {
		if (getrandom(&number, sizeof(number), 0) == -1)
			return 0;
		port = (uint16_t)(PORT_LOW + number % (top - PORT_LOW));
		if (port_take(port) && port_free(port, SOCK_STREAM) &&
		    port_free(port, SOCK_DGRAM))
			return port;
	}
	return 0;
}

/* The command with each {port} replaced. */
static bool
command_write(char out[COMMAND_SIZE], const char *command, uint16_t port)
{
	static const char word[] = "{port}";
	size_t len = 0;
	int wrote;

	while (*command != '\0') {
		if (strncmp(command, word, sizeof(word) - 1) == 0) {
			wrote = snprintf(out + len, COMMAND_SIZE - len, "%u",
			    port);
			command += sizeof(word) - 1;
		} else {
			wrote = snprintf(out + len, COMMAND_SIZE - len, "%c",
			    *command++);
		}
		if (wrote < 0 || (size_t)wrote >= COMMAND_SIZE - len)
			return false;
		len += (size_t)wrote;
	}
	return true;
}

static _Noreturn void
program_become(const char *command, int out)
{
	static const int numbers[] = { SIGPIPE, SIGINT, SIGTERM, SIGHUP };
	sigset_t none;
	size_t i;
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	(void)setpgid(0, 0);
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		(void)signal(numbers[i], SIG_DFL);
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	if (null != -1)
		(void)dup2(null, 0);
	(void)dup2(out, 1);
	(void)dup2(out, 2);
	/* What a program prints into a pipe would come only at its end. */
	(void)setenv("PYTHONUNBUFFERED", "1", 1);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

bool
program_start(struct program *program, const char *command, uint16_t port)
{
	char line[COMMAND_SIZE];
	int out[2];

	memset(program, 0, sizeof(*program));
	program->out = -1;
	errno = E2BIG;
	if (!command_write(line, command, port) ||
	    pipe2(out, O_CLOEXEC | O_NONBLOCK) == -1)
		return false;
	/* Ours does not block, the program's does. */
	(void)fcntl(out[1], F_SETFL, 0);
	program->pid = fork();
	if (program->pid == 0)
		program_become(line, out[1]);
	(void)close(out[1]);
	program->out = out[0];
	if (program->pid == -1) {
		program->pid = 0;
		(void)close(out[0]);
		return false;
	}
	(void)setpgid(program->pid, program->pid);
	return true;
}

/* The last of it is kept, for a traceback is at the end. */
static void
program_keep(struct program *program, const char *bytes, size_t len)
{
	size_t spare = sizeof(program->text) - program->len, drop;

	if (len > spare) {
		drop = len - spare;
		if (drop < sizeof(program->text) / 2)
			drop = sizeof(program->text) / 2;
		if (drop > program->len)
			drop = program->len;
		memmove(program->text, program->text + drop,
		    program->len - drop);
		program->len -= drop;
	}
	memcpy(program->text + program->len, bytes, len);
	program->len += len;
	program->traceback |= memmem(program->text, program->len,
	    "Traceback (most recent call last)", 33) != NULL ||
	    memmem(program->text, program->len,
	    "Exception in thread ", 20) != NULL;
}

void
program_read(struct program *program)
{
	char bytes[4096];
	ssize_t got;
	unsigned reads;

	for (reads = 0; program->out != -1 && reads < 64; reads++) {
		got = read(program->out, bytes, sizeof(bytes));
		if (got > 0) {
			program_keep(program, bytes, (size_t)got);
			continue;
		}
		if (got == -1 && (errno == EAGAIN || errno == EINTR))
			return;
		(void)close(program->out);
		program->out = -1;
	}
}

unsigned
program_heirs(struct program *program, int signal)
{
	char list[4096];
	unsigned count = 0;
	int fd = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
	ssize_t len = fd == -1 ? 0 : read(fd, list, sizeof(list) - 1), at;
	pid_t pid = 0;
	int status;

	if (fd != -1)
		(void)close(fd);
	for (at = 0; at < len; at++) {
		if (list[at] >= '0' && list[at] <= '9') {
			pid = 10 * pid + (list[at] - '0');
			continue;
		}
		if (pid > 0 && pid != program->pid) {
			if (waitpid(pid, &status, WNOHANG) == 0) {
				count++;
				(void)kill(pid, signal);
			} else if (program->away) {
				program->status = status;
			}
		}
		pid = 0;
	}
	return count;
}

/* It is waited for in program_end: until then its number, which is its
 * group's, is nobody else's. */
bool
program_exited(struct program *program)
{
	siginfo_t info = { 0 };

	if (program->pid == 0 || program->exited)
		return program->exited;
	if (!program->away) {
		if (waitid(P_PID, (id_t)program->pid, &info, WEXITED |
		    WNOHANG | WNOWAIT) == -1 || info.si_pid != program->pid)
			return false;
		program->status = info.si_code == CLD_EXITED ?
		    info.si_status << 8 : info.si_status;
		program->away = program->status == 0;
	}
	program->exited = !program->away || program_heirs(program, 0) == 0;
	return program->exited;
}

void
program_end(struct program *program)
{
	int64_t until_ns = when_mono_ns() + END_MS * NS_PER_MS;
	int status = 0;

	if (program->pid == 0)
		return;
	program->asked |= !program_exited(program);
	if (!program->exited)
		(void)kill(-program->pid, SIGTERM);
	(void)program_heirs(program, SIGTERM);
	while ((!program_exited(program) || program_heirs(program, 0) > 0) &&
	    when_mono_ns() < until_ns) {
		program_read(program);
		(void)usleep(5000);
	}
	(void)kill(-program->pid, SIGKILL);
	if (waitpid(program->pid, &status, 0) == program->pid &&
	    !program->away)
		program->status = status;
	/* Who loses a parent now is left to us, too. */
	until_ns = when_mono_ns() + END_MS * NS_PER_MS;
	while (program_heirs(program, SIGKILL) > 0 &&
	    when_mono_ns() < until_ns)
		(void)usleep(5000);
	program->exited = true;
	program_read(program);
	if (program->out != -1)
		(void)close(program->out);
	program->out = -1;
	program->pid = 0;
}
