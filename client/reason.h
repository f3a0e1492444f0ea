/*
 * Why something failed, in the project's words: lower case, no full stop.
 * Any thread; pure.
 */
#ifndef CLIENT_REASON_H
#define CLIENT_REASON_H

/* "connection refused"; text is static or the calling thread's, valid until
 * the next call. */
const char *reason_errno(int error);
/* The text so, unless it begins with an abbreviation. */
const char *reason_lower(const char *text);

#endif
