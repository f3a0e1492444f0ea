/* Mischief as text, and what it does to a message. */
#include "wire/mischief.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define STREAMS		MISCHIEF_STREAMS
#define DATAGRAMS	MISCHIEF_DATAGRAMS
#define EITHER		MISCHIEF_EITHER

static const struct mischief_info infos[MISCHIEF_KIND_COUNT] = {
#define MISCHIEF(symbol, word, unit, min, max, over, one_in, note, bare, text) \
	{ word, unit, min, max, over, one_in, note, bare, text },
#include "wire/mischief.def"
#undef MISCHIEF
};

#define SEED_WORD	"seed"
#define OFF_WORD	"off"

const struct mischief_info *
mischief_info(enum mischief_kind kind)
{
	return &infos[kind];
}

/* Digits only; false: it is none, or more than max. */
static bool
number_read(const char *text, size_t len, uint32_t max, uint32_t *number)
{
	uint64_t value = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(text[i] - '0');
		if (value > max)
			return false;
	}
	*number = (uint32_t)value;
	return len > 0;
}

static bool
word_is(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(text, word, len) == 0;
}

static enum mischief_kind
kind_find(const char *word, size_t len)
{
	unsigned kind;

	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
		if (word_is(word, len, infos[kind].word))
			break;
	return kind;
}

/* One of the list: a word, and what stands behind its "=" (NULL: nothing). */
struct item {
	const char *word;
	size_t word_len;
	const char *value;
	size_t value_len;
};

static bool __attribute__((format(printf, 2, 3)))
wrong(char fault[MISCHIEF_FAULT_SIZE], const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(fault, MISCHIEF_FAULT_SIZE, format, arguments);
	va_end(arguments);
	return false;
}

/* "there is no mischief "spilt": split, join, ..." */
static bool
wrong_word(char fault[MISCHIEF_FAULT_SIZE], const struct item *item)
{
	char shown[40];
	size_t at;
	unsigned kind;

	(void)text_escape(shown, sizeof(shown), item->word, item->word_len);
	at = (size_t)snprintf(fault, MISCHIEF_FAULT_SIZE,
	    "\"%s\" is none of ", shown);
	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
		at += (size_t)snprintf(fault + at, MISCHIEF_FAULT_SIZE - at,
		    "%s, ", infos[kind].word);
	(void)snprintf(fault + at, MISCHIEF_FAULT_SIZE - at, SEED_WORD);
	return false;
}

static bool
seed_read(struct mischief *mischief, const struct item *item,
    char fault[MISCHIEF_FAULT_SIZE])
{
	if (mischief->seed != 0)
		return wrong(fault, SEED_WORD " is there twice");
	if (item->value == NULL || !number_read(item->value, item->value_len,
	    UINT32_MAX, &mischief->seed) || mischief->seed == 0)
		return wrong(fault, SEED_WORD " takes a number of 1 to %ju: "
		    SEED_WORD "=7", (uintmax_t)UINT32_MAX);
	return true;
}

static bool
item_read(struct mischief *mischief, const struct item *item,
    char fault[MISCHIEF_FAULT_SIZE])
{
	enum mischief_kind kind;
	const struct mischief_info *info;
	uint32_t *number;

	if (word_is(item->word, item->word_len, SEED_WORD))
		return seed_read(mischief, item, fault);
	kind = kind_find(item->word, item->word_len);
	if (kind == MISCHIEF_KIND_COUNT)
		return wrong_word(fault, item);
	info = &infos[kind];
	number = &mischief->numbers[kind];
	if ((mischief->kinds & MISCHIEF_BIT(kind)) != 0)
		return wrong(fault, "%s is there twice", info->word);
	mischief->kinds |= MISCHIEF_BIT(kind);
	if (info->unit[0] == '\0')
		return item->value == NULL ||
		    wrong(fault, "%s takes no number", info->word);
	if (item->value == NULL || !number_read(item->value, item->value_len,
	    info->max, number) || *number < info->min)
		return wrong(fault, "%s=%s takes a number of %ju to %ju",
		    info->word, info->unit, (uintmax_t)info->min,
		    (uintmax_t)info->max);
	return true;
}

/* The item that begins at text, and where the next one does (NULL: none). */
static const char *
item_take(struct item *item, const char *text)
{
	size_t len = strcspn(text, ",");
	const char *equals = memchr(text, '=', len);

	*item = (struct item){ .word = text, .word_len = len };
	if (equals != NULL) {
		item->word_len = (size_t)(equals - text);
		item->value = equals + 1;
		item->value_len = len - item->word_len - 1;
	}
	return text[len] == ',' ? text + len + 1 : NULL;
}

bool
mischief_read(struct mischief *mischief, const char *text,
    char fault[MISCHIEF_FAULT_SIZE])
{
	struct item item;

	memset(mischief, 0, sizeof(*mischief));
	fault[0] = '\0';
	if (strcmp(text, OFF_WORD) == 0)
		return true;
	while (text != NULL) {
		text = item_take(&item, text);
		if (!item_read(mischief, &item, fault)) {
			memset(mischief, 0, sizeof(*mischief));
			return false;
		}
	}
	if (mischief->kinds == 0)
		return wrong(fault, SEED_WORD " alone does nothing");
	return true;
}

size_t
mischief_write(char text[MISCHIEF_TEXT_SIZE], const struct mischief *mischief)
{
	size_t at = 0;
	unsigned kind;

	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++) {
		if ((mischief->kinds & MISCHIEF_BIT(kind)) == 0)
			continue;
		at += (size_t)snprintf(text + at, MISCHIEF_TEXT_SIZE - at,
		    "%s%s", at == 0 ? "" : ",", infos[kind].word);
		if (infos[kind].unit[0] != '\0')
			at += (size_t)snprintf(text + at,
			    MISCHIEF_TEXT_SIZE - at, "=%ju",
			    (uintmax_t)mischief->numbers[kind]);
	}
	if (at == 0)
		return (size_t)snprintf(text, MISCHIEF_TEXT_SIZE, OFF_WORD);
	if (mischief->seed != 0)
		at += (size_t)snprintf(text + at, MISCHIEF_TEXT_SIZE - at,
		    "," SEED_WORD "=%ju", (uintmax_t)mischief->seed);
	return at;
}

bool
mischief_fits(const struct mischief *mischief, enum mischief_over over,
    char fault[MISCHIEF_FAULT_SIZE])
{
	unsigned kind;

	fault[0] = '\0';
	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
		if ((mischief->kinds & MISCHIEF_BIT(kind)) != 0 &&
		    (infos[kind].over & over) == 0)
			return wrong(fault, over == MISCHIEF_STREAMS ?
			    "%s is for datagrams only, and this is a "
			    "connection (TCP)" :
			    "%s is for connections (TCP) only, and these are "
			    "datagrams", infos[kind].word);
	return true;
}

struct mischief
mischief_over(const struct mischief *mischief, enum mischief_over over)
{
	struct mischief only = { .seed = mischief->seed };
	unsigned kind;

	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
		if ((mischief->kinds & MISCHIEF_BIT(kind)) != 0 &&
		    (infos[kind].over & over) != 0) {
			only.kinds |= MISCHIEF_BIT(kind);
			only.numbers[kind] = mischief->numbers[kind];
		}
	if (only.kinds == 0)
		only.seed = 0;
	return only;
}

void
mischief_note(char note[MISCHIEF_NOTE_SIZE], enum mischief_kind kind,
    uint64_t number)
{
	const char *form = infos[kind].note, *mark = strchr(form, '#');

	if (mark == NULL || number == 0)
		(void)snprintf(note, MISCHIEF_NOTE_SIZE, "%s%s",
		    infos[kind].word, infos[kind].bare);
	else
		(void)snprintf(note, MISCHIEF_NOTE_SIZE, "%s %.*s%ju%s",
		    infos[kind].word, (int)(mark - form), form,
		    (uintmax_t)number, mark + 1);
}

enum mischief_kind
mischief_noted(const struct feed_message *record)
{
	size_t len;

	if (record->event != FEED_MISCHIEF || record->message == 0 ||
	    record->direction == FEED_NEITHER)
		return MISCHIEF_KIND_COUNT;
	len = strcspn(record->note, " ,");
	if (record->note[len] == ',' && record->note[len + 1] != ' ')
		return MISCHIEF_KIND_COUNT;
	return kind_find(record->note, len);
}
