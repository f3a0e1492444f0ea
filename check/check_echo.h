/*
 * The echo lab's check, in two files: connections, and datagrams.
 */
#ifndef CHECK_CHECK_ECHO_H
#define CHECK_CHECK_ECHO_H

#include "check/stage.h"

void echo_play_datagrams(struct stage *stage);

#endif
