/* server/capture_out.c: whole blocks, whatever the disk takes. */
#include "server/capture_out.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/labs.h"
#include "tests/unit/unit.h"

static struct capture_out out;

static int
file_new(void)
{
	char name[] = "capture_out.XXXXXX";
	int fd = mkstemp(name);

	CU_ASSERT_FATAL(fd != -1);
	(void)unlink(name);
	CU_ASSERT_EQUAL_FATAL(fcntl(fd, F_SETFL, O_APPEND), 0);
	memset(&out, 0, sizeof(out));
	out.fd = fd;
	return fd;
}

static off_t
file_len(int fd)
{
	struct stat status;

	CU_ASSERT_EQUAL_FATAL(fstat(fd, &status), 0);
	return status.st_size;
}

/* So long a block each. */
static size_t
put(uint64_t number)
{
	const struct pcapng_about about = { .local = "" };
	struct feed_message message = { .event = FEED_MESSAGE, .client = 7,
	    .name = "alice", .peer = "127.0.0.1:1", .note = "",
	    .lab = LAB_CALC, .direction = FEED_RECEIVED, .bytes = "1 + 1\n",
	    .bytes_len = 6, .message_bytes = 6, .facts = { .number = number }
	};
	size_t len = pcapng_put(capture_out_room(&out), &message, &about);

	capture_out_add(&out, len);
	return len;
}

static void
put_lost(uint64_t missed)
{
	const struct pcapng_about about = { .local = "" };
	struct feed_message lost;

	pcapng_lost(&lost, 1, missed);
	capture_out_add(&out, pcapng_put(capture_out_room(&out), &lost,
	    &about));
}

static void
who_follows_goes_on_behind_the_last_whole_block(void)
{
	struct capture_out_had had = { .next = 0 };
	int fd = file_new();
	off_t whole;

	(void)put(3);
	put_lost(5);
	(void)put(9);
	(void)put(8);
	CU_ASSERT(capture_out_flush(&out));
	whole = file_len(fd);
	(void)put(10);
	CU_ASSERT_EQUAL(capture_out_len(&out), whole + (off_t)out.used);
	CU_ASSERT(capture_out_flush(&out));
	CU_ASSERT_EQUAL_FATAL(ftruncate(fd, file_len(fd) - 5), 0);
	memset(&out, 0, sizeof(out));
	out.fd = fd;
	capture_out_mend(&out, &had);
	CU_ASSERT_EQUAL(file_len(fd), whole);
	CU_ASSERT_EQUAL(out.len, whole);
	CU_ASSERT_EQUAL(had.recorded, 3);
	CU_ASSERT_EQUAL(had.lost, 5);
	CU_ASSERT_EQUAL(had.next, 10);
	(void)close(fd);
}

/* Of a write of which the disk took a part. */
static void
whole_blocks_of_a_part_stay(void)
{
	struct rlimit limit, before;
	int fd = file_new();
	size_t len, i;

	len = put(0);
	for (i = 1; i < 6; i++)
		CU_ASSERT_EQUAL(put(i), len);
	(void)signal(SIGXFSZ, SIG_IGN);
	CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 3 * len + len / 2;
	CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &limit), 0);
	CU_ASSERT_FALSE(capture_out_flush(&out));
	CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &before), 0);
	CU_ASSERT_EQUAL(out.error, EFBIG);
	CU_ASSERT_EQUAL(file_len(fd), (off_t)(3 * len));
	CU_ASSERT_EQUAL(out.len, (off_t)(3 * len));
	/* It gets no more. */
	(void)put(7);
	CU_ASSERT_FALSE(capture_out_flush(&out));
	CU_ASSERT_EQUAL(file_len(fd), (off_t)(3 * len));
	(void)close(fd);
}

static void
there_is_room_for_two(void)
{
	int fd = file_new();

	CU_ASSERT(capture_out_fits(&out, 4));
	CU_ASSERT_FALSE(capture_out_fits(&out, 5));
	(void)put(0);
	CU_ASSERT(capture_out_fits(&out, 3));
	CU_ASSERT_FALSE(capture_out_fits(&out, 4));
	(void)close(fd);
}

UNIT_MAIN("capture_out", TEST(who_follows_goes_on_behind_the_last_whole_block),
    TEST(whole_blocks_of_a_part_stay), TEST(there_is_room_for_two))
