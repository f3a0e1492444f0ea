/*
 * A picture into a file, as PNG (ISO/IEC 15948): eight bits each of red, green
 * and blue, written a few rows at a time.
 *
 * Pure but for the file; no X.  libpng does it.
 */
#ifndef GUI_MODEL_PNG_OUT_H
#define GUI_MODEL_PNG_OUT_H

#include <stdbool.h>
#include <stdio.h>

struct png_out;

/* NULL: no memory, or no such size.  out is the caller's, and outlives it;
 * what it could not take is the caller's to ask. */
struct png_out *png_out_begin(FILE *out, int width, int height);
/* rgb: 3 * width bytes a row.  False: no memory. */
bool png_out_rows(struct png_out *png, const unsigned char *rgb, int rows);
/* Frees it; false when it is not whole. */
bool png_out_end(struct png_out *png);

#endif
