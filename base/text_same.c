/*
 * Names that look the same because they are: e-acute is one character or two
 * (Unicode's canonical equivalence, what normal form C makes equal).  A name
 * stays as it was typed; it is compared as what it is made of.
 */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* The most that 32 bytes come to: ten of three bytes, of four parts each. */
#define PARTS_MAX 64

static const struct whole {
	uint32_t whole, first, second;
} wholes[] = {
#define WHOLE(whole, first, second) { whole, first, second },
#include "base/text_canonical.def"
#undef WHOLE
};

static const struct class_run {
	uint32_t from, to;
	uint8_t order;
} classes[] = {
#define CLASS(from, to, order) { from, to, order },
#include "base/text_canonical.def"
#undef CLASS
};

struct parts {
	uint32_t code[PARTS_MAX];
	size_t count;
};

static void
part_add(struct parts *parts, uint32_t code)
{
	if (parts->count < PARTS_MAX)
		parts->code[parts->count++] = code;
}

static int
whole_compare(const void *code, const void *entry)
{
	const struct whole *whole = entry;
	uint32_t wanted = *(const uint32_t *)code;

	return (wanted > whole->whole) - (wanted < whole->whole);
}

static const struct whole *
whole_find(uint32_t code)
{
	return bsearch(&code, wholes, sizeof(wholes) / sizeof(wholes[0]),
	    sizeof(wholes[0]), whole_compare);
}

static int
class_compare(const void *code, const void *entry)
{
	const struct class_run *run = entry;
	uint32_t wanted = *(const uint32_t *)code;

	return (wanted > run->to) - (wanted < run->from);
}

static uint8_t
class_of(uint32_t code)
{
	const struct class_run *run = bsearch(&code, classes,
	    sizeof(classes) / sizeof(classes[0]), sizeof(classes[0]),
	    class_compare);

	return run != NULL ? run->order : 0;
}

/* A Korean syllable is two or three letters (Unicode, section 3.12). */
static void
hangul_add(struct parts *parts, uint32_t code)
{
	uint32_t index = code - 0xac00;

	part_add(parts, 0x1100 + index / 588);
	part_add(parts, 0x1161 + index % 588 / 28);
	if (index % 28 != 0)
		part_add(parts, 0x11a7 + index % 28);
}

/* The first part of one may be made of others; the second never is. */
static void
code_add(struct parts *parts, uint32_t code)
{
	uint32_t behind[4];
	const struct whole *whole;
	size_t count = 0;

	while ((whole = whole_find(code)) != NULL && count < 4) {
		if (whole->second != 0)
			behind[count++] = whole->second;
		code = whole->first;
	}
	if (code >= 0xac00 && code <= 0xd7a3)
		hangul_add(parts, code);
	else
		part_add(parts, code);
	while (count > 0)
		part_add(parts, behind[--count]);
}

/* Marks of different places on a letter have no order of their own. */
static void
parts_sort(struct parts *parts)
{
	uint8_t order[PARTS_MAX], its;
	size_t i, at;
	uint32_t code;

	for (i = 0; i < parts->count; i++) {
		code = parts->code[i];
		its = class_of(code);
		for (at = i; at > 0 && its != 0 && order[at - 1] > its; at--) {
			parts->code[at] = parts->code[at - 1];
			order[at] = order[at - 1];
		}
		parts->code[at] = code;
		order[at] = its;
	}
}

static void
parts_of(struct parts *parts, const char *text, size_t len)
{
	unsigned code = 0;
	bool plain = true;
	size_t at, n;

	parts->count = 0;
	for (at = 0; at < len; at += n) {
		n = text_utf8(text + at, len - at, &code);
		if (n <= 1) {
			/* What is no UTF-8 is like nothing else. */
			part_add(parts, n == 0 ? 0x110000u +
			    (unsigned char)text[at] : code);
			n = 1;
			continue;
		}
		plain = false;
		code_add(parts, code);
	}
	if (!plain)
		parts_sort(parts);
}

/* Eight at a time. */
static bool
is_ascii(const char *text, size_t len)
{
	uint64_t eight = 0, all = 0;

	for (; len >= sizeof(eight); text += sizeof(eight),
	    len -= sizeof(eight)) {
		memcpy(&eight, text, sizeof(eight));
		all |= eight;
	}
	while (len > 0)
		all |= (unsigned char)text[--len];
	return (all & UINT64_C(0x8080808080808080)) == 0;
}

bool
text_name_same(const char *a, size_t a_len, const char *b, size_t b_len)
{
	struct parts of_a, of_b;

	if (a_len == b_len && memcmp(a, b, a_len) == 0)
		return true;
	if (a_len > NAME_MAX_BYTES || b_len > NAME_MAX_BYTES)
		return false;
	/* Most are: made of nothing but themselves. */
	if (is_ascii(a, a_len) && is_ascii(b, b_len))
		return false;
	parts_of(&of_a, a, a_len);
	parts_of(&of_b, b, b_len);
	return of_a.count == of_b.count && memcmp(of_a.code, of_b.code,
	    of_a.count * sizeof(of_a.code[0])) == 0;
}

uint32_t
text_name_hash(const char *name, uint64_t key)
{
	struct parts parts;
	size_t i;

	parts_of(&parts, name, strnlen(name, NAME_MAX_BYTES));
	for (i = 0; i < parts.count; i++) {
		key = (key ^ parts.code[i]) * UINT64_C(0x9e3779b97f4a7c15);
		key ^= key >> 29;
	}
	return (uint32_t)(key ^ key >> 32);
}
