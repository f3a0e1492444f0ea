/*
 * For the calc servers in C here: a name, then expressions until q, with
 * what one recv gives for a message.
 */
#ifndef CALC_SERVER_H
#define CALC_SERVER_H

#include "tests/servers/lab_server.h"

/* A number, a divisor of 0, or no expression: in words. */
static inline void answer_to(const char *text, const char *format,
    char out[256])
{
	double a, b, value;
	char operator;

	if (sscanf(text, "%lf %c %lf", &a, &operator, &b) != 3 ||
	    !strchr("+-*/", operator)) {
		strcpy(out, "not an expression");
		return;
	}
	if (operator == '/' && b == 0) {
		strcpy(out, "cannot divide by zero");
		return;
	}
	value = operator == '+' ? a + b : operator == '-' ? a - b :
	    operator == '*' ? a * b : a / b;
	snprintf(out, 256, format, value);
}

/* False at the end. */
static inline bool take_line(int fd, char text[256])
{
	ssize_t n = recv(fd, text, 255, 0);

	text[n > 0 ? n : 0] = '\0';
	text[strcspn(text, "\r\n")] = '\0';
	return n > 0;
}

#endif
