/*
 * Where a window's settings are: $XDG_CONFIG_HOME/barewire/PROGRAM.conf, else
 * ~/.config/barewire/PROGRAM.conf.
 *
 * A file is written beside its place and renamed: of two windows the last to
 * write wins, and nobody sees half of one.  Mode 0600.  Nothing is written
 * into another user's directory, and what is no file of ours is not replaced.
 *
 * Any thread; these calls may wait for a disk.
 */
#ifndef GUI_MODEL_SETTINGS_FILE_H
#define GUI_MODEL_SETTINGS_FILE_H

#include "gui/model/settings.h"

#define SETTINGS_PATH_SIZE	1024

/* NULL, or why there is no such place. */
const char *settings_path(char out[SETTINGS_PATH_SIZE], const char *program);

/* Reads what there is; no file is none.  NULL, or why it cannot be read; *line
 * is 0, or the first line that is not understood. */
const char *settings_load(struct settings *settings, const char *path,
    unsigned *line);

/* NULL, or why not; nothing has changed then. */
const char *settings_save(const struct settings *settings, const char *path);

#endif
