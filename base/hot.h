/*
 * Data that a connection writes, on as few pages as there are.
 *
 * After a fork every page that is written, by parent or child, is a page
 * fault, and a copy.  So what both write for each connection stands together,
 * in a section of its own: `static struct x x HOT_DATA;`.  Small things
 * only: all that is written for a connection fits into a page.  It is ordinary
 * data but for that: no process sees what another one wrote after the fork.
 */
#ifndef BASE_HOT_H
#define BASE_HOT_H

#define HOT_DATA __attribute__((section("hot_data")))

#endif
