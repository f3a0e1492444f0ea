/*
 * Is it the order lab's result?  Every server words it in its own way: "X:
 * alice received before Y: bob", "bob was first, alice second", "X : a, Y :
 * b".  So it is judged by what it must hold: two names, and "before", "first"
 * or a comma that brings them in an order; the other words may be any that
 * people use for it, spelled as they like.
 *
 * Pure, bounded; any thread; no X.
 */
#ifndef WIRE_ORDER_RESULT_H
#define WIRE_ORDER_RESULT_H

#include <stdbool.h>
#include <stddef.h>

#define ORDER_RESULT_NAME_SIZE	64

enum order_result {
	ORDER_NONE,		/* not of a result's form */
	ORDER_OURS,		/* us and somebody else */
	ORDER_OTHERS,		/* X and Y, two names, neither is ours */
	ORDER_UNORDERED,	/* us and somebody else, in no order */
	ORDER_NAMELESS		/* "X received before Y": the letters only */
};

/* names: the two, escaped, in the order they stand, for ORDER_OTHERS and
 * ORDER_UNORDERED. */
struct order_names {
	char names[2][ORDER_RESULT_NAME_SIZE];
};

/* name is ours; lines in the text are as good as blanks.  others may be
 * NULL. */
enum order_result order_result(const char *text, size_t len,
    const char *name, struct order_names *others);

/* Could a result begin with this line, when the name in it was read with the
 * newline that ends it?  It names us, or somebody behind a letter, and no
 * more. */
bool order_result_begins(const char *text, size_t len, const char *name);

#endif
