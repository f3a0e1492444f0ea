/* What a window remembers: the file's lines, and the file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gui/model/settings.h"
#include "gui/model/settings_file.h"
#include "gui/model/shares.h"
#include "tests/unit/unit.h"

static const struct setting list[] = {
	{ "geometry", SETTING_WORDS, 0, 20 },
	{ "size", SETTING_NUMBER, 6, 48 },
	{ "dark", SETTING_SWITCH, 0, 0 },
};

static struct settings settings;
static char dir[64], path[SETTINGS_PATH_SIZE];

static unsigned
parse(const char *text)
{
	settings_init(&settings, list, 3);
	return settings_parse(&settings, text, strlen(text));
}

static void
expect(unsigned number, const char *value)
{
	const char *is = settings_value(&settings, number);

	CU_ASSERT_PTR_NOT_NULL_FATAL(is);
	CU_ASSERT_STRING_EQUAL(is, value);
}

static void
lines(void)
{
	CU_ASSERT_EQUAL(parse("# nothing: here\n\n  size :  12 \r\n"
	    "dark:True\ngeometry: 10x20+3+4"), 0);
	expect(0, "10x20+3+4");
	expect(1, "12");
	expect(2, "True");
	CU_ASSERT_EQUAL(parse(""), 0);
	CU_ASSERT_PTR_NULL(settings_value(&settings, 0));
	CU_ASSERT_EQUAL(parse("geometry:\n"), 0);
	expect(0, "");
	CU_ASSERT_EQUAL(parse("size: 7\nsize: 8"), 0);
	expect(1, "8");
	CU_ASSERT_PTR_NULL(settings_value(&settings, 3));
}

/* The first that is wrong is told, the others are taken. */
static void
nonsense(void)
{
	static const char *const texts[] = {
		"size: 5", "size: 49", "size: 1e1", "size:", "size: 12 pt",
		"size: 99999999999999999999999", "size 12", "Size: 12",
		"sized: 12", "siz: 12", ": 12", "dark: true", "dark: 1",
		("geometry: a\x01" "b"), "geometry: \xff", "geometry: \x7f",
		"geometry: 123456789012345678901", "\xff\xfe\xfd", "dark",
	};
	char long_line[2000];
	unsigned i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		CU_ASSERT_EQUAL(parse(texts[i]), 1);
		CU_ASSERT_PTR_NULL(settings_value(&settings, 0));
		CU_ASSERT_PTR_NULL(settings_value(&settings, 1));
		CU_ASSERT_PTR_NULL(settings_value(&settings, 2));
	}
	CU_ASSERT_EQUAL(parse("size: 9\n\nnonsense\nmore\ndark: False"), 3);
	expect(1, "9");
	expect(2, "False");
	memset(long_line, 'x', sizeof(long_line) - 1);
	memcpy(long_line, "geometry: ", 10);
	long_line[sizeof(long_line) - 1] = '\0';
	CU_ASSERT_EQUAL(parse(long_line), 1);
	settings_init(&settings, list, 3);
	CU_ASSERT_EQUAL(settings_parse(&settings, "dark: True\0x\nsize: 9",
	    20), 1);
	expect(1, "9");
}

static void
there_and_back(void)
{
	char text[SETTINGS_TEXT_SIZE];

	CU_ASSERT_EQUAL(parse("geometry: \xc3\xa9 :#\\\nsize: 12"), 0);
	CU_ASSERT_EQUAL(settings_format(&settings, text), strlen(text));
	CU_ASSERT_EQUAL(parse(text), 0);
	expect(0, "\xc3\xa9 :#\\");
	expect(1, "12");
	CU_ASSERT_PTR_NULL(settings_value(&settings, 2));
	CU_ASSERT_FALSE(settings_put(&settings, 1, "5"));
	CU_ASSERT_FALSE(settings_put(&settings, 3, "5"));
	CU_ASSERT_FALSE(settings_put(&settings, 0, "two\nlines"));
	expect(1, "12");
	settings_clear(&settings);
	CU_ASSERT_PTR_NULL(settings_value(&settings, 1));
	CU_ASSERT_TRUE(settings_put(&settings, 1, "48"));
}

static void
make_dir(void)
{
	(void)snprintf(dir, sizeof(dir), "%s/settings-XXXXXX",
	    getenv("TMPDIR") == NULL ? "/tmp" : getenv("TMPDIR"));
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(dir));
	CU_ASSERT_EQUAL_FATAL(setenv("XDG_CONFIG_HOME", dir, 1), 0);
	CU_ASSERT_PTR_NULL_FATAL(settings_path(path, "window"));
}

static void
where_it_is(void)
{
	make_dir();
	CU_ASSERT_EQUAL(strncmp(path, dir, strlen(dir)), 0);
	CU_ASSERT_STRING_EQUAL(path + strlen(dir), "/barewire/window.conf");
	CU_ASSERT_EQUAL(setenv("XDG_CONFIG_HOME", "relative", 1), 0);
	CU_ASSERT_EQUAL(setenv("HOME", "/home/of", 1), 0);
	CU_ASSERT_PTR_NULL(settings_path(path, "window"));
	CU_ASSERT_STRING_EQUAL(path,
	    "/home/of/.config/barewire/window.conf");
	CU_ASSERT_EQUAL(unsetenv("HOME"), 0);
	CU_ASSERT_PTR_NOT_NULL(settings_path(path, "window"));
}

static void
written_and_read(void)
{
	struct stat info;
	unsigned line = 7;

	make_dir();
	CU_ASSERT_EQUAL(parse("size: 12"), 0);
	CU_ASSERT_PTR_NULL(settings_save(&settings, path));
	CU_ASSERT_EQUAL_FATAL(stat(path, &info), 0);
	CU_ASSERT_EQUAL(info.st_mode & 07777, 0600);
	settings_clear(&settings);
	CU_ASSERT_PTR_NULL(settings_load(&settings, path, &line));
	CU_ASSERT_EQUAL(line, 0);
	expect(1, "12");
	CU_ASSERT_TRUE(settings_put(&settings, 1, "13"));
	CU_ASSERT_PTR_NULL(settings_save(&settings, path));
	settings_clear(&settings);
	CU_ASSERT_PTR_NULL(settings_load(&settings, path, &line));
	expect(1, "13");
	CU_ASSERT_EQUAL(unlink(path), 0);
	CU_ASSERT_PTR_NULL(settings_load(&settings, path, &line));
	*strrchr(path, '/') = '\0';
	/* Nothing else was left in there. */
	CU_ASSERT_EQUAL(rmdir(path), 0);
}

/* What is no file is neither waited for nor replaced; a link stays one. */
static void
odd_files(void)
{
	char other[sizeof(dir) + 16];
	struct stat info;
	unsigned line;

	make_dir();
	CU_ASSERT_EQUAL(parse("size: 12"), 0);
	CU_ASSERT_PTR_NULL(settings_save(&settings, path));
	CU_ASSERT_EQUAL(unlink(path), 0);
	CU_ASSERT_EQUAL(mkfifo(path, 0600), 0);
	CU_ASSERT_PTR_NOT_NULL(settings_load(&settings, path, &line));
	CU_ASSERT_EQUAL(unlink(path), 0);
	CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
	CU_ASSERT_PTR_NOT_NULL(settings_load(&settings, path, &line));
	CU_ASSERT_PTR_NOT_NULL(settings_save(&settings, path));
	CU_ASSERT_EQUAL(rmdir(path), 0);
	(void)snprintf(other, sizeof(other), "%s/other", dir);
	CU_ASSERT_EQUAL(close(open(other, O_CREAT | O_WRONLY, 0600)), 0);
	CU_ASSERT_EQUAL(symlink(other, path), 0);
	CU_ASSERT_PTR_NULL(settings_save(&settings, path));
	CU_ASSERT_EQUAL(lstat(path, &info), 0);
	CU_ASSERT_TRUE(S_ISLNK(info.st_mode));
	CU_ASSERT_EQUAL(stat(other, &info), 0);
	CU_ASSERT_NOT_EQUAL(info.st_size, 0);
	CU_ASSERT_EQUAL(truncate(other, 70000), 0);
	CU_ASSERT_PTR_NOT_NULL(settings_load(&settings, path, &line));
}

/* Root's, in the home of somebody else. */
static void
others(void)
{
	struct stat info;

	make_dir();
	CU_ASSERT_EQUAL(parse("size: 12"), 0);
	if (geteuid() != 0) {
		CU_ASSERT_PTR_NULL(settings_save(&settings, path));
		return;
	}
	CU_ASSERT_EQUAL(chown(dir, 12345, 12345), 0);
	CU_ASSERT_PTR_NOT_NULL(settings_save(&settings, path));
	*strrchr(path, '/') = '\0';
	CU_ASSERT_NOT_EQUAL(stat(path, &info), 0);
	CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
	CU_ASSERT_EQUAL(chown(path, 12345, 12345), 0);
	path[strlen(path)] = '/';
	CU_ASSERT_PTR_NOT_NULL(settings_save(&settings, path));
	CU_ASSERT_NOT_EQUAL(stat(path, &info), 0);
}

static void
shares(void)
{
	char text[16] = "";

	CU_ASSERT_EQUAL(shares_find("wait=480 chat=384", "chat", 1), 384);
	CU_ASSERT_EQUAL(shares_find("wait=480 chat=384", "wait", 1), 480);
	CU_ASSERT_EQUAL(shares_find("await=480", "wait", 1), 1);
	CU_ASSERT_EQUAL(shares_find("wait=48x  wait= wait=0 wait=1000 wait",
	    "wait", 1), 1);
	CU_ASSERT_EQUAL(shares_find("", "wait", 7), 7);
	shares_add(text, sizeof(text), "wait", 480);
	shares_add(text, sizeof(text), "chat", 384);
	CU_ASSERT_STRING_EQUAL(text, "wait=480");
	shares_add(text, sizeof(text), "e", 999);
	CU_ASSERT_STRING_EQUAL(text, "wait=480 e=999");
}

UNIT_MAIN("model_settings", TEST(lines), TEST(nonsense),
    TEST(there_and_back), TEST(where_it_is), TEST(written_and_read),
    TEST(odd_files), TEST(others), TEST(shares))
