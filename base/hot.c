/* The page of hot data begins here: this file is linked before those that have
 * any. */
#include "base/hot.h"

extern char hot_begin[64];
char hot_begin[64] HOT_DATA __attribute__((aligned(4096)));
