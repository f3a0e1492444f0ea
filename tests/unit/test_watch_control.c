/* Asking over the control socket, of servers that answer and that do not. */
#include "tests/unit/unit.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/text.h"

#include "watch/control.h"

static struct instance instance;
static char reply[CONTROL_LINE_MAX];

static void
begin(void)
{
	char name[48];

	(void)snprintf(name, sizeof(name), "test-%d-ask", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
	CU_ASSERT_PTR_NULL_FATAL(instance_make_dir(&instance));
	reply[0] = '\0';
}

static void
end(void)
{
	(void)unlink(instance.control_path);
	CU_ASSERT_EQUAL(rmdir(instance.dir), 0);
}

static int
listen_here(int backlog)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	(void)text_copy(address.sun_path, sizeof(address.sun_path),
	    instance.control_path);
	CU_ASSERT_EQUAL_FATAL(bind(fd, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	CU_ASSERT_EQUAL_FATAL(listen(fd, backlog), 0);
	return fd;
}

/* Asks, and has the request answered as a server would. */
static int
ask(int server, const char *request, const char *answer)
{
	char line[CONTROL_LINE_MAX + 1];
	int fd, asked;
	ssize_t got;

	fd = control_start(&instance, request, reply, sizeof(reply));
	CU_ASSERT_FATAL(fd != -1);
	asked = accept(server, NULL, NULL);
	got = read(asked, line, sizeof(line) - 1);
	CU_ASSERT_FATAL(got > 0);
	line[got] = '\0';
	CU_ASSERT_EQUAL(line[got - 1], '\n');
	line[got - 1] = '\0';
	CU_ASSERT_STRING_EQUAL(line, request);
	CU_ASSERT_EQUAL(write(asked, answer, strlen(answer)),
	    (ssize_t)strlen(answer));
	close(asked);
	return control_finish(fd, reply, sizeof(reply));
}

static void
answers_are_told_apart(void)
{
	int server;

	begin();
	server = listen_here(8);
	CU_ASSERT_EQUAL(ask(server, "kick alice", "ok\n"), 0);
	CU_ASSERT_EQUAL(ask(server, "kick bob",
	    "error no client is called \"bob\"\n"), -1);
	CU_ASSERT_STRING_EQUAL(reply, "no client is called \"bob\"");
	CU_ASSERT_EQUAL(ask(server, "kick bob", "error \x1b]0;x\x07\n"), -1);
	CU_ASSERT_STRING_EQUAL(reply, "\\x1B]0;x\\x07");
	CU_ASSERT_EQUAL(ask(server, "kick bob", "\x1b[2J\n"), -1);
	CU_ASSERT_STRING_EQUAL(reply,
	    "the server gave an unknown answer: \\x1B[2J");
	CU_ASSERT_EQUAL(ask(server, "shutdown", ""), -1);
	CU_ASSERT_STRING_EQUAL(reply,
	    "the server hung up without an answer");
	CU_ASSERT_EQUAL(ask(server, "shutdown", "okay\n"), -1);
	CU_ASSERT_STRING_EQUAL(reply,
	    "the server gave an unknown answer: okay");
	close(server);
	end();
}

static void
no_server_is_said(void)
{
	begin();
	CU_ASSERT_EQUAL(control_ask(&instance, "shutdown", 1000, reply,
	    sizeof(reply)), -1);
	CU_ASSERT_EQUAL(strncmp(reply, "no server runs for instance \"test-",
	    34), 0);
	/* A socket that a killed server left. */
	close(listen_here(1));
	reply[0] = '\0';
	CU_ASSERT_EQUAL(control_ask(&instance, "shutdown", 1000, reply,
	    sizeof(reply)), -1);
	CU_ASSERT_EQUAL(strncmp(reply, "no server runs for instance \"test-",
	    34), 0);
	end();
}

static void
a_stopped_server_is_not_waited_for(void)
{
	int server, fds[10], count;

	begin();
	server = listen_here(1);
	CU_ASSERT_EQUAL(control_ask(&instance, "shutdown", 50, reply,
	    sizeof(reply)), -1);
	CU_ASSERT_PTR_NOT_NULL(strstr(reply, "did not answer within 0.1 s"));
	/* Its backlog fills: connecting must not block either. */
	for (count = 0; count < 10; count++) {
		fds[count] = control_start(&instance, "shutdown", reply,
		    sizeof(reply));
		if (fds[count] == -1)
			break;
	}
	CU_ASSERT_TRUE(count < 10);
	CU_ASSERT_PTR_NOT_NULL(strstr(reply, "takes no requests"));
	while (count-- > 0)
		close(fds[count]);
	close(server);
	end();
}

static void
only_one_line_is_asked(void)
{
	char request[CONTROL_LINE_MAX + 1];
	int server;

	begin();
	server = listen_here(8);
	CU_ASSERT_EQUAL(control_start(&instance, "kick a\nshutdown", reply,
	    sizeof(reply)), -1);
	CU_ASSERT_PTR_NOT_NULL(strstr(reply, "not one line"));
	CU_ASSERT_EQUAL(control_start(&instance, "", reply, sizeof(reply)),
	    -1);
	memset(request, 'a', sizeof(request) - 1);
	request[sizeof(request) - 1] = '\0';
	CU_ASSERT_EQUAL(control_start(&instance, request, reply,
	    sizeof(reply)), -1);
	request[CONTROL_LINE_MAX - 1] = '\0';
	CU_ASSERT_EQUAL(ask(server, request, "ok\n"), 0);
	close(server);
	end();
}

/* Whoever listens there is not believed when he is somebody else. */
static void
another_user_is_not_believed(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (geteuid() != 0)
		return;
	begin();
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	(void)text_copy(address.sun_path, sizeof(address.sun_path),
	    instance.control_path);
	CU_ASSERT_EQUAL_FATAL(bind(fd, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	/* The peer is who listened. */
	CU_ASSERT_EQUAL_FATAL(seteuid(65534), 0);
	CU_ASSERT_EQUAL(listen(fd, 8), 0);
	CU_ASSERT_EQUAL_FATAL(seteuid(0), 0);
	CU_ASSERT_EQUAL(control_start(&instance, "shutdown", reply,
	    sizeof(reply)), -1);
	CU_ASSERT_PTR_NOT_NULL(strstr(reply, "no server runs"));
	(void)close(fd);
	end();
}

UNIT_MAIN("watch_control",
    TEST(answers_are_told_apart),
    TEST(another_user_is_not_believed),
    TEST(no_server_is_said),
    TEST(a_stopped_server_is_not_waited_for),
    TEST(only_one_line_is_asked))
