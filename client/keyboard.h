/*
 * The user's lines into a conversation.  main only: main_keyboard.c, which the
 * windows do not link, as it needs readline.
 *
 * On a terminal: a line editor with history (readline), under which what
 * arrives is shown without touching the line being typed.  From a pipe or a
 * file: line after line, each when the conversation is ready for it (its
 * state is "connected"), so that answers and questions do not overlap.
 */
#ifndef CLIENT_KEYBOARD_H
#define CLIENT_KEYBOARD_H

#include "client/conversation.h"

/* For a conversation that takes input; there is only one keyboard. */
void keyboard_open(struct conversation *conversation);
/* Gives the terminal back as it was; harmless when it is not open. */
void keyboard_close(void);

/* To be polled for POLLIN; -1: not now. */
int keyboard_fd(void);
/* It is ready. */
void keyboard_ready(int64_t now_ns);
/* A line that was held may be due. */
void keyboard_tick(int64_t now_ns);

/* Around every output: takes the line being typed away, and puts it back. */
void keyboard_hide(void);
void keyboard_show(void);

#endif
