/*
 * base/text_name.c, text_same.c, text_mixed.c and name_at.c under any bytes:
 * the first byte is the first text's length, the rest is two texts.
 *
 * Must hold: what is a name is short, printable and the same as itself; what is
 * the same has one hash under every key, whichever of both stands first; what
 * people type for a name reads back as it was written.
 */
#include "base/name_at.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

/* As a name is kept: terminated, of its own size. */
static char *
keep(const char *text, size_t len)
{
	char *kept = malloc(len + 1);

	must(kept != NULL);
	memcpy(kept, text, len);
	kept[len] = '\0';
	return kept;
}

static void
name_check(const char *name, size_t len)
{
	char shown[NAME_SIZE], both[NAME_AT_SIZE];
	struct name_at at;

	(void)text_name_mixed(name, len);
	if (text_name_fault(name, len) != NULL)
		return;
	must(len >= 1 && len <= NAME_MAX_BYTES);
	must(text_escape(shown, sizeof(shown), name, len));
	must(strlen(shown) == len && memcmp(shown, name, len) == 0);
	must(text_name_same(name, len, name, len));
	name_at_put(both, shown, LAB_CHAT);
	must(name_at_parse(&at, both, strlen(both)) == NULL);
	must(at.lab == LAB_CHAT && name_at_is(&at, shown, LAB_CHAT));
	must(!name_at_is(&at, shown, LAB_CALC));
}

static void
typed_check(const char *text, size_t len)
{
	struct name_at at;

	if (name_at_parse(&at, text, len) != NULL)
		return;
	must(at.lab <= LAB_COUNT && at.name >= text &&
	    at.len <= len && at.name + at.len <= text + len);
}

static void
pair_check(const char *a, const char *b)
{
	size_t a_len = strlen(a), b_len = strlen(b);
	bool same = text_name_same(a, a_len, b, b_len);

	must(same == text_name_same(b, b_len, a, a_len));
	if (text_name_fault(a, a_len) != NULL ||
	    text_name_fault(b, b_len) != NULL)
		return;
	if (same)
		must(text_name_hash(a, 7) == text_name_hash(b, 7) &&
		    text_name_hash(a, ~0ull) == text_name_hash(b, ~0ull) &&
		    text_name_mixed(a, a_len) == text_name_mixed(b, b_len));
	if (a_len == b_len && memcmp(a, b, a_len) == 0)
		must(same);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t first;
	char *a, *b;

	if (size == 0)
		return 0;
	first = data[0] < size - 1 ? data[0] : size - 1;
	a = keep((const char *)data + 1, first);
	b = keep((const char *)data + 1 + first, size - 1 - first);
	name_check(a, first);
	name_check(b, size - 1 - first);
	typed_check(a, first);
	typed_check(b, size - 1 - first);
	/* Among the bytes may be NULs. */
	(void)text_name_same(a, first, b, size - 1 - first);
	pair_check(a, b);
	free(b);
	free(a);
	return 0;
}

/* What tests/fuzz/driver.c starts from. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const char *const seeds[] = {
		"\x06" "J\xc3\xb6rg" "1Jo\xcc\x88rg1",
		"\x08" "\xd0\xb0lice1" "x" "alice@chat",
		"\x07" "\xed\x95\x9c\xea\xb8\x80x" "\xe1\x84\x92\xe1\x85\xa1"
		    "\xe1\x86\xab\xe1\x84\x80\xe1\x85\xb3\xe1\x86\xafx",
		"\x06" "q\xcc\xa3\xcc\x87z" "q\xcc\x87\xcc\xa3z",
	};
	size_t len;

	if (number >= sizeof(seeds) / sizeof(seeds[0]))
		return 0;
	len = strlen(seeds[number]);
	must(len <= out_size);
	memcpy(out, seeds[number], len);
	return len;
}
