/*
 * Text that came from outside, made fit for a terminal, a log or a label,
 * and the rule for client names.
 *
 * Any process; pure, no allocation, no locale needed; no X.  Every output
 * buffer is terminated and takes its size.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A client name is at most this many bytes; buffers hold one more. */
#define NAME_MAX_BYTES	32
#define NAME_SIZE	(NAME_MAX_BYTES + 1)

/*
 * Writes len bytes into out so that they are harmless and unambiguous:
 * printable UTF-8 as it is; \r \n \t \\ by those names; every other control
 * (C0, DEL, C1, bidi marks and other format characters) and every byte that
 * is not valid UTF-8 as \xHH; a run of NULs once, with its length, as
 * \x00 x1003 (text_nul_run).  Returns false when it did not all fit; out
 * then ends in "..." (never inside a character or an escape).
 */
bool text_escape(char *out, size_t out_size, const void *bytes, size_t len);

/* The number in decimal digits; returns how many. */
#define TEXT_NUMBER_SIZE 21
size_t text_number(char out[TEXT_NUMBER_SIZE], uint64_t number);

/* What a hexadecimal digit stands for, or -1. */
int text_hex_digit(char digit);

/* As text_escape, of the first line only, without its line end. */
bool text_escape_line(char *out, size_t out_size, const void *bytes,
    size_t len);

/* As those two, for sentences and what people say: harmless, but not
 * unambiguous, for a backslash stays one.  Whoever must know which bytes came
 * looks at the message itself. */
bool text_show(char *out, size_t out_size, const void *bytes, size_t len);
bool text_show_line(char *out, size_t out_size, const void *bytes,
    size_t len);

/*
 * Buffers are padded with NULs by the thousand.  text_nul_run says how many
 * stand at the start when they are so many that they are written once with
 * their number, else 0; text_nul_put writes them so, with a blank behind when
 * more follows, and returns the length.
 */
#define TEXT_NULS_SIZE	32
size_t text_nul_run(const void *bytes, size_t len);
size_t text_nul_put(char out[TEXT_NULS_SIZE], size_t run, bool more);

/* How many of the bytes make a piece of about most bytes (at least 4), to be
 * shown apart: it ends within no character and no run of NULs, which may make
 * it longer, but not what is shown of it. */
size_t text_piece(const void *bytes, size_t len, size_t most);

/*
 * Writes what one client said so that it can be passed on to the programs and
 * terminals of others: always valid UTF-8, always one line.  A byte that is
 * not valid UTF-8, and every character that a terminal would obey (C0 but the
 * tab, DEL, C1, bidi controls, line and paragraph separators), as \xHH; CR and
 * LF as spaces; all else as it is.  Returns the length; *cut says that it did
 * not all fit (never inside a character or an escape).  out_size is 1 at
 * least.
 */
size_t text_mend(char *out, size_t out_size, const void *bytes, size_t len,
    bool *cut);

/*
 * The length, 1 to 4, of the valid UTF-8 character at the start, 0 when
 * there is none (RFC 3629: no overlong forms, no surrogates).  code_point
 * may be NULL.
 */
size_t text_utf8(const void *bytes, size_t len, unsigned *code_point);

/* True when the character shows as a glyph: not a control, not a format
 * character that reorders or hides others. */
bool text_printable(unsigned code_point);

/*
 * NULL when the bytes are a good client name: 1 to 32 bytes of UTF-8
 * letters, digits, '.', '_' and '-'.  Otherwise the reason, one lower-case
 * line without a full stop.
 */
const char *text_name_fault(const char *name, size_t len);
/* Reads what it needs to know of letters: a process that may open no files
 * later has done it before. */
void text_prepare(void);

/* Are they one name?  As normal form C has it: a letter with its accent is the
 * same as the letter and then the accent. */
bool text_name_same(const char *a, size_t a_len, const char *b,
    size_t b_len);
/* The same for names that are one; another for every key. */
uint32_t text_name_hash(const char *name, uint64_t key);

/* Does it mix letters of scripts that look alike, as a Cyrillic one among
 * Latin ones? */
bool text_name_mixed(const char *name, size_t len);
/* What stands before the name then, where people see it. */
extern const char text_name_mixed_mark[];

/* The rule as one sentence, for error answers and manuals. */
extern const char text_name_rule[];

/* How much of a text that has more than len bytes to keep, so that it does not
 * end inside a character: len, or up to 3 less. */
size_t text_whole(const char *text, size_t len);

/* Copies with truncation; the result is always terminated.  Returns false
 * when it was cut (at a character boundary). */
bool text_copy(char *out, size_t out_size, const char *from);

#endif
