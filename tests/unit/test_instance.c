/* base/instance.c: names, paths, and directories that somebody else may
 * have made first.  All of it below a directory of its own in /tmp. */
#include "base/instance.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "tests/unit/unit.h"

static char home[] = "/tmp/barewire-test-XXXXXX";
static struct instance instance;

/* A fresh directory as $XDG_RUNTIME_DIR, and the instance "lab-1" in it. */
static void
begin(void)
{
	(void)strcpy(home + sizeof(home) - 7, "XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(home));
	(void)setenv("XDG_RUNTIME_DIR", home, 1);
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, "lab-1"));
}

static const char *
below(const char *name)
{
	static char path[256];

	(void)snprintf(path, sizeof(path), "%s/%s", home, name);
	return path;
}

static void
end(void)
{
	(void)rmdir(below("barewire/lab-1"));
	(void)unlink(below("barewire/lab-1"));
	(void)rmdir(below("barewire"));
	(void)unlink(below("barewire"));
	(void)rmdir(below("elsewhere"));
	(void)unlink(below("file"));
	CU_ASSERT_EQUAL(rmdir(home), 0);
}

static void
refused(const char *reason)
{
	const char *fault = instance_make_dir(&instance);

	CU_ASSERT_PTR_NOT_NULL(fault);
	if (fault != NULL && strstr(fault, reason) == NULL)
		printf("\n      %s", fault);
	CU_ASSERT(fault != NULL && strstr(fault, reason) != NULL);
}

static void
good_names(void)
{
	static const char *const names[] = { "default", "a", "A.b_c-9",
	    "...", "-", ("0123456789012345678901234567890123456789012345678901"
	    "234567890123") };
	size_t i;

	(void)setenv("XDG_RUNTIME_DIR", "/", 1);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		CU_ASSERT_PTR_NULL(instance_init(&instance, names[i]));
		CU_ASSERT_STRING_EQUAL(instance.name, names[i]);
	}
}

static void
bad_names(void)
{
	static const char *const names[] = { "", ".", "..", "a/b", "a b",
	    "../x", "/x", "a\n", "J\xc3\xb6rg", "a\x01", "a%s",
	    ("0123456789012345678901234567890123456789012345678901"
	    "2345678901234") };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		CU_ASSERT_PTR_NOT_NULL(instance_init(&instance, names[i]));
}

static void
paths(void)
{
	char want[256];

	begin();
	(void)snprintf(want, sizeof(want), "/barewire.%u.lab-1", geteuid());
	CU_ASSERT_STRING_EQUAL(instance.shm_name, want);
	CU_ASSERT_STRING_EQUAL(instance.dir, below("barewire/lab-1"));
	CU_ASSERT_STRING_EQUAL(instance.lock_path,
	    below("barewire/lab-1/lock"));
	CU_ASSERT_STRING_EQUAL(instance.control_path,
	    below("barewire/lab-1/control"));
	/* nothing was made */
	CU_ASSERT_NOT_EQUAL(access(below("barewire"), F_OK), 0);
	end();
}

static void
expect_tmp(const char *runtime_dir)
{
	char want[64];

	if (runtime_dir != NULL)
		(void)setenv("XDG_RUNTIME_DIR", runtime_dir, 1);
	else
		(void)unsetenv("XDG_RUNTIME_DIR");
	(void)snprintf(want, sizeof(want), "/tmp/barewire-%u/x", geteuid());
	CU_ASSERT_PTR_NULL(instance_init(&instance, "x"));
	CU_ASSERT_STRING_EQUAL(instance.dir, want);
}

static void
session_unused(const char *reason)
{
	const char *fault = instance_session_fault(&instance);

	CU_ASSERT_PTR_NOT_NULL_FATAL(fault);
	CU_ASSERT_PTR_NOT_NULL(strstr(fault, reason));
}

/* What XDG_RUNTIME_DIR names is used only when it can be trusted. */
static void
runtime_dirs(void)
{
	int fd;

	begin();
	expect_tmp(NULL);
	expect_tmp("");
	CU_ASSERT_PTR_NULL(instance_session_fault(&instance));
	expect_tmp("tmp");
	session_unused("is no absolute path");
	expect_tmp("./");
	expect_tmp(below("missing"));
	fd = creat(below("file"), 0600);
	CU_ASSERT(fd >= 0 && close(fd) == 0);
	expect_tmp(below("file"));
	CU_ASSERT_EQUAL(chmod(home, 0777), 0);
	expect_tmp(home);
	CU_ASSERT_EQUAL(chmod(home, 0770), 0);
	expect_tmp(home);
	session_unused("has mode 0770, so others may write to it");
	CU_ASSERT_EQUAL(chmod(home, 0700), 0);
	if (geteuid() == 0) {
		CU_ASSERT_EQUAL(chown(home, 65534, 0), 0);
		expect_tmp(home);
		CU_ASSERT_EQUAL(chown(home, 0, 0), 0);
	} else {
		expect_tmp("/usr");
	}
	end();
}

/* A socket's address holds 107 bytes; a longer path is said, not cut. */
static void
long_paths(void)
{
	char dir[128];
	size_t len = sizeof(((struct sockaddr_un *)0)->sun_path) -
	    sizeof("/barewire/x/control");

	(void)memset(dir, '/', sizeof(dir));
	dir[len] = '\0';
	if (geteuid() != 0)
		return;		/* only root owns a path of just any length */
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	CU_ASSERT_PTR_NULL(instance_init(&instance, "x"));
	CU_ASSERT_EQUAL(strlen(instance.control_path),
	    sizeof(((struct sockaddr_un *)0)->sun_path) - 1);
	dir[len] = '/';
	dir[len + 1] = '\0';
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	CU_ASSERT_PTR_NOT_NULL(instance_init(&instance, "x"));
}

static void
makes_directories(void)
{
	struct stat st;
	mode_t mask = umask(0);

	begin();
	CU_ASSERT_PTR_NULL(instance_make_dir(&instance));
	CU_ASSERT_EQUAL(lstat(below("barewire"), &st), 0);
	CU_ASSERT_EQUAL(st.st_mode, S_IFDIR | 0700);
	CU_ASSERT_EQUAL(lstat(instance.dir, &st), 0);
	CU_ASSERT_EQUAL(st.st_mode, S_IFDIR | 0700);
	/* and finds them again */
	CU_ASSERT_PTR_NULL(instance_make_dir(&instance));
	end();
	(void)umask(mask);
}

static void
refuses_a_link(void)
{
	begin();
	CU_ASSERT_EQUAL(mkdir(below("elsewhere"), 0700), 0);
	CU_ASSERT_EQUAL(symlink("elsewhere", below("barewire")), 0);
	refused("symbolic link");
	CU_ASSERT_NOT_EQUAL(access(below("elsewhere/lab-1"), F_OK), 0);
	CU_ASSERT_EQUAL(unlink(below("barewire")), 0);
	CU_ASSERT_EQUAL(mkdir(below("barewire"), 0700), 0);
	CU_ASSERT_EQUAL(symlink("../elsewhere", below("barewire/lab-1")), 0);
	refused("symbolic link");
	end();
}

static void
refuses_a_file(void)
{
	int fd;

	begin();
	fd = creat(below("barewire"), 0700);
	CU_ASSERT(fd >= 0 && close(fd) == 0);
	refused("not a directory");
	end();
}

static void
refuses_open_directories(void)
{
	begin();
	CU_ASSERT_EQUAL(mkdir(below("barewire"), 0700), 0);
	CU_ASSERT_EQUAL(chmod(below("barewire"), 0755), 0);
	refused("mode 0700");
	CU_ASSERT_EQUAL(chmod(below("barewire"), 01777), 0);
	refused("mode 0700");
	CU_ASSERT_EQUAL(chmod(below("barewire"), 0700), 0);
	CU_ASSERT_EQUAL(mkdir(below("barewire/lab-1"), 0700), 0);
	CU_ASSERT_EQUAL(chmod(below("barewire/lab-1"), 0770), 0);
	refused("mode 0700");
	CU_ASSERT_EQUAL(chmod(below("barewire/lab-1"), 0700), 0);
	CU_ASSERT_PTR_NULL(instance_make_dir(&instance));
	end();
}

static void
refuses_what_is_not_ours(void)
{
	begin();
	if (geteuid() == 0) {
		CU_ASSERT_EQUAL(mkdir(below("barewire"), 0700), 0);
		CU_ASSERT_EQUAL(chown(below("barewire"), 65534, 65534), 0);
		refused("(uid 65534): only that user or root");
		CU_ASSERT_EQUAL(rmdir(below("barewire")), 0);
		CU_ASSERT_EQUAL(symlink("/", below("barewire")), 0);
		CU_ASSERT_EQUAL(lchown(below("barewire"), 12345, 1), 0);
		refused("belongs to uid 12345: only");
	} else {
		(void)strcpy(instance.dir, "/usr/lab-1");
	}
	refused("belongs to ");
	end();
}

static void
says_why_it_cannot(void)
{
	begin();
	(void)snprintf(instance.dir, sizeof(instance.dir), "%s/a/b/c", home);
	refused("No such file");
	refused("a/b");
	(void)snprintf(instance.dir, sizeof(instance.dir), "%s/a\n/b/c",
	    home);
	refused("a\\n/b");
	(void)strcpy(instance.dir, "/x");
	refused("no place");
	end();
}

UNIT_MAIN("instance", TEST(good_names), TEST(bad_names), TEST(paths),
    TEST(runtime_dirs), TEST(long_paths), TEST(makes_directories),
    TEST(refuses_a_link), TEST(refuses_a_file),
    TEST(refuses_open_directories), TEST(refuses_what_is_not_ours),
    TEST(says_why_it_cannot))
