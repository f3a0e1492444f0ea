/*
 * How long the window was away: the longest time between two looks of the
 * event loop at what is to be done, as time that passed and as work of this
 * thread.
 *
 * "No call blocks the window for more than 50 ms" is measured, not believed:
 * tests read both from the state property.  A turn that waits for an answer
 * of the X server has not ended; one that is put aside by a busy machine has
 * taken long, but has not worked long.
 *
 * One thread, the one that runs the loop.
 */
#ifndef GUI_CLIENT_LOOP_LATENCY_H
#define GUI_CLIENT_LOOP_LATENCY_H

/* Counts from now on, in the thread that calls it. */
void turn_begin(void);

/* Milliseconds, rounded up, of the turns that have ended. */
long turn_longest_ms(void);
long turn_longest_work_ms(void);

#endif
