/*
 * Between server/settings*.c: an option's text into the plan, or why not.
 * Main only; see settings.h.
 */
#ifndef SERVER_SETTINGS_PRIVATE_H
#define SERVER_SETTINGS_PRIVATE_H

#include "server/settings.h"

enum settings_result settings_wrong(struct listener_error *error, const char
    *what, const char *text);
enum settings_result settings_port(struct listener_plan *plan, const char
    *text, struct listener_error *error);
enum settings_result settings_greet(struct listener_plan *plan, const char
    *text, struct listener_error *error);
enum settings_result settings_prompt(struct listener_plan *plan, const char
    *text, struct listener_error *error);
enum settings_result settings_line_end(struct listener_plan *plan, const
    char *text, struct listener_error *error);
enum settings_result settings_address(struct listener_plan *plan, const char
    *text, struct listener_error *error);
enum settings_result settings_metrics(struct listener_plan *plan, const char
    *text, struct listener_error *error);
enum settings_result settings_mischief(struct listener_plan *plan, const
    char *text, struct listener_error *error);
enum settings_result settings_judge(struct listener_plan *plan, const char
    *text, struct listener_error *error);

#endif
