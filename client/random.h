/*
 * Random numbers without a seed to forget.  Any thread; getrandom(2), which
 * does not block once the system has booted.
 */
#ifndef CLIENT_RANDOM_H
#define CLIENT_RANDOM_H

/* A whole number from low to high, both included, each as likely. */
long random_between(long low, long high);

#endif
