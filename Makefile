# Barewire.  The user's targets: all deps run test install clean help.
#
# Objects go to obj/VARIANT, programs to bin/ (bin/VARIANT for a sanitizer
# build: make VARIANT=asan).  Every .c of a room is part of that room's
# library; nothing is listed by hand.  Local settings: config.mak.

-include config.mak

VARIANT	?= release
CC	?= gcc
OBJ	:= obj/$(VARIANT)
BIN	:= $(if $(filter release,$(VARIANT)),bin,bin/$(VARIANT))

WARN	:= -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
	   -Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	   -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wimplicit-fallthrough
CFLAGS	?= -O2 -g
FLAGS	:= -std=c11 -D_GNU_SOURCE -I. -I$(OBJ) -pthread $(WARN)
ifeq ($(VARIANT),asan)
FLAGS	+= -fsanitize=address,undefined -fno-sanitize-recover=all \
	   -fno-omit-frame-pointer
endif

include tools/llhttp.mak

room	= $(patsubst %.c,$(OBJ)/%.o,$(wildcard $(1)/*.c))
objects	= $(filter-out $(OBJ)/$(1)/main.o $(OBJ)/$(1)/main_%.o,$(call room,$(1)))

COMMON	:= $(call objects,base) $(call objects,wire) $(call objects,shm)
WATCH	:= $(call objects,watch)
CLIENT	:= $(call objects,client)
GUI	:= $(call objects,gui)

HAVE_X	:= $(shell printf '\#include <Xm/Xm.h>\n\#include <X11/Xft/Xft.h>\n' \
	   | $(CC) -E -I/usr/include/freetype2 -x c - >/dev/null 2>&1 && echo yes)
X_FLAGS	:= -I/usr/include/freetype2
X_LIBS	:= -lXm -lXt -lXft -lfontconfig -lX11
$(OBJ)/gui/%.o: FLAGS += $(X_FLAGS)

PROGRAMS := $(BIN)/barewired $(BIN)/barewire $(BIN)/barewirectl
ifeq ($(HAVE_X),yes)
PROGRAMS += $(BIN)/xbarewired $(BIN)/xbarewire
endif

all: $(PROGRAMS)
ifneq ($(HAVE_X),yes)
	@echo "left out: xbarewired and xbarewire, because the Motif and Xft" \
	    "headers are not installed (make deps installs them)"
endif

$(BIN)/barewired: $(call room,server) $(COMMON) $(LLHTTP)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -o $@ $^ $(LLHTTP_LIBS) $(LDFLAGS)
$(BIN)/barewire: $(call room,client) $(COMMON) $(LLHTTP)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -o $@ $^ $(LLHTTP_LIBS) $(LDFLAGS)
$(BIN)/barewirectl: $(call room,ctl) $(WATCH) $(COMMON) $(LLHTTP)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -o $@ $^ $(LLHTTP_LIBS) -ljansson -lncursesw \
	    $(LDFLAGS)
$(BIN)/xbarewired: $(OBJ)/gui/main_monitor.o $(GUI) $(CLIENT) $(WATCH) \
    $(COMMON) $(LLHTTP)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -o $@ $^ $(LLHTTP_LIBS) $(X_LIBS) \
	    $(LDFLAGS)
$(BIN)/xbarewire: $(OBJ)/gui/main_client.o $(GUI) $(CLIENT) $(WATCH) \
    $(COMMON) $(LLHTTP)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -o $@ $^ $(LLHTTP_LIBS) $(X_LIBS) \
	    $(LDFLAGS)

$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(shell find obj -name '*.d' 2>/dev/null)

clean:
	rm -rf obj bin

.PHONY: all clean
