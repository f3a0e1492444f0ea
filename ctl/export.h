/*
 * What a capture becomes: one form for each thing that people do with one.
 *
 * barewirectl only; pure but for reading the capture and writing.  What clients
 * sent comes out as its form asks: escaped where people read it.
 */
#ifndef CTL_EXPORT_H
#define CTL_EXPORT_H

#include <stdio.h>

#include "watch/capture_view.h"

/* Each reads all of the view and writes all of it to out.  NULL, or what is
 * wrong, one line; what out could not take its user sees (ferror). */
typedef const char *export_function(struct capture_view *view, FILE *out);
export_function export_har, export_text, export_log, export_json,
    export_ladder, export_svg, export_pcapng;

#endif
