/* A picture into a file, as PNG. */
#include "gui/model/png_out.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>

/* Flat colours and letters: as small as with 9, and much sooner. */
#define LEVEL	6

struct png_out {
	png_structp png;
	png_infop info;
	int width, height, row;
	bool failed;
};

/* libpng says it in the terminal otherwise. */
static void
fail(png_structp png, png_const_charp why)
{
	(void)why;
	png_longjmp(png, 1);
}

static void
warn(png_structp png, png_const_charp what)
{
	(void)png;
	(void)what;
}

static void
put(png_structp png, png_bytep bytes, size_t len)
{
	FILE *out = png_get_io_ptr(png);

	/* The caller asks the file. */
	(void)fwrite(bytes, 1, len, out);
}

static void
flush(png_structp png)
{
	(void)png;
}

/* Nothing of this function's own is needed behind the jump. */
static bool
put_head(struct png_out *self)
{
	if (setjmp(png_jmpbuf(self->png)) != 0)
		return false;
	png_set_compression_level(self->png, LEVEL);
	png_set_filter(self->png, 0, PNG_FILTER_NONE);
	png_set_IHDR(self->png, self->info, (png_uint_32)self->width,
	    (png_uint_32)self->height, 8, PNG_COLOR_TYPE_RGB,
	    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	    PNG_FILTER_TYPE_DEFAULT);
	png_write_info(self->png, self->info);
	return true;
}

struct png_out *
png_out_begin(FILE *out, int width, int height)
{
	struct png_out *self;

	if (width <= 0 || height <= 0)
		return NULL;
	self = calloc(1, sizeof(*self));
	if (self == NULL)
		return NULL;
	self->width = width;
	self->height = height;
	self->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail,
	    warn);
	self->info = self->png == NULL ? NULL :
	    png_create_info_struct(self->png);
	if (self->info != NULL) {
		png_set_write_fn(self->png, out, put, flush);
		if (put_head(self))
			return self;
	}
	png_destroy_write_struct(&self->png, &self->info);
	free(self);
	return NULL;
}

bool
png_out_rows(struct png_out *self, const unsigned char *rgb, int rows)
{
	int i;

	if (self->failed || rows > self->height - self->row)
		return false;
	if (setjmp(png_jmpbuf(self->png)) != 0) {
		self->failed = true;
		return false;
	}
	for (i = 0; i < rows; i++)
		png_write_row(self->png, rgb + (size_t)i * 3 *
		    (size_t)self->width);
	self->row += rows;
	return true;
}

static bool
put_end(struct png_out *self)
{
	if (self->failed || self->row != self->height)
		return false;
	if (setjmp(png_jmpbuf(self->png)) != 0)
		return false;
	png_write_end(self->png, NULL);
	return true;
}

bool
png_out_end(struct png_out *self)
{
	bool whole = put_end(self);

	png_destroy_write_struct(&self->png, &self->info);
	free(self);
	return whole;
}
