# Barewire.  `make help` lists the targets.
#
# Objects go to obj/VARIANT, programs to bin/ (bin/VARIANT for another
# variant: make VARIANT=asan).  Every .c of a room is part of the room's
# programs; nothing is listed by hand.  Local settings go into config.mak.

-include config.mak

VARIANT	?= release
ifeq ($(origin CC),default)
CC	:= gcc
endif
PREFIX	?= /usr/local
BINDIR	?= $(PREFIX)/bin
MANDIR	?= $(PREFIX)/share/man
APPDIR	?= $(PREFIX)/share/X11/app-defaults
OBJ	:= obj/$(VARIANT)
BIN	:= $(if $(filter release,$(VARIANT)),bin,bin/$(VARIANT))
VERSION	:= $(shell sed -n 's/.*BAREWIRE_VERSION "\(.*\)"/\1/p' base/version.h)
# Commands are shown short; V=1 shows them whole.
Q	:= $(if $(V),,@)
say	= $(if $(V),,@printf '  %-5s %s\n' '$(1)' '$(2)')
# A make that was not told how many jobs to run uses every core below.
JOBS	= $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

WARN	:= -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
	   -Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	   -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wimplicit-fallthrough
CFLAGS	?= -O2 -g
FLAGS	:= -std=c11 -D_GNU_SOURCE -I. -I$(OBJ) -pthread $(WARN)
ifeq ($(VARIANT),asan)
FLAGS	+= -fsanitize=address,undefined -fno-sanitize-recover=all \
	   -fno-omit-frame-pointer
endif

# Resolved at the start: else every child resolves for itself, in pages of its
# own, and tables of function pointers stay writable.
HARDEN	:= -Wl,-z,relro,-z,now

all:	## build every program into bin/

include tools/llhttp.mak

room	= $(patsubst %.c,$(OBJ)/%.o,$(sort $(wildcard $(1)/*.c)))
objects	= $(filter-out $(OBJ)/$(1)/main.o $(OBJ)/$(1)/main_%.o,$(call room,$(1)))

COMMON	:= $(call objects,base) $(call objects,wire) $(call objects,shm)
WATCH	:= $(call objects,watch)
CLIENT	:= $(call objects,client)
CTL	:= $(call objects,ctl)
SERVER	:= $(call objects,server)
MODELS	:= $(call objects,gui/model)
# What both windows are made of.  The models come as an archive, so that they
# are linked by themselves and each window takes those it calls.
GUI	:= $(foreach r,toolkit shim pane,$(call objects,gui/$(r)))

hash	:= \#
# Xt declares its string literals char *.
X_FLAGS	:= -I/usr/include/freetype2 -Wno-write-strings
HAVE_X	:= $(shell printf '%s\n' '$(hash)include <Xm/Xm.h>' \
	   '$(hash)include <X11/Xft/Xft.h>' | $(CC) -E -x c $(X_FLAGS) - \
	   >/dev/null 2>&1 && echo yes)
# A model that asked for X would not compile.
$(foreach r,toolkit shim pane monitor client,$(OBJ)/gui/$(r)/%.o): \
    FLAGS += $(X_FLAGS)

CLIENT_LIBS :=
CTL_LIBS := -ljansson -lncursesw
X_LIBS	:= -lXm -lXt -lXft -lXrender -lfontconfig -lX11 -lm

PROGRAMS := $(BIN)/barewired $(BIN)/barewire $(BIN)/barewirectl
ifeq ($(HAVE_X),yes)
PROGRAMS += $(BIN)/xbarewired $(BIN)/xbarewire
endif

all: $(PROGRAMS) man
ifneq ($(HAVE_X),yes)
	@echo "left out: xbarewired and xbarewire, because the Motif and Xft" \
	    "headers are not installed (make deps installs them)"
endif

link	= $(Q)$(CC) $(FLAGS) $(CFLAGS) -o $@ $(filter %.o %.a,$^) $(LLHTTP_LIBS) $(1) \
	  $(HARDEN) $(LDFLAGS)

$(PROGRAMS): $(COMMON) $(LLHTTP)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(call link,$(LIBS))
$(BIN)/barewired: $(call room,server)
$(BIN)/barewire: $(call room,client)
$(BIN)/barewire: LIBS = $(CLIENT_LIBS) -lreadline
$(BIN)/barewirectl: $(call room,ctl) $(WATCH)
$(BIN)/barewirectl: LIBS = $(CTL_LIBS)
$(BIN)/xbarewired: $(call room,gui/monitor) $(GUI) $(OBJ)/lib/models.a \
    $(WATCH)
$(BIN)/xbarewire: $(call room,gui/client) $(GUI) $(OBJ)/lib/models.a \
    $(CLIENT) $(WATCH)
$(BIN)/xbarewired $(BIN)/xbarewire: LIBS = $(X_LIBS) $(CLIENT_LIBS)

$(OBJ)/%.o: %.c $(OBJ)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(FLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Other flags than last time: everything is built anew.
$(shell mkdir -p $(OBJ); echo '$(CC) $(FLAGS) $(CFLAGS)' | \
    cmp -s - $(OBJ)/flags || echo '$(CC) $(FLAGS) $(CFLAGS)' >$(OBJ)/flags)

# ROOM/NAME.ad as C strings, for #include "ROOM/NAME.ad.h" as fallbacks.
AD	:= $(sort $(wildcard gui/*/*.ad))
$(OBJ)/%.ad.h: %.ad tools/ad-strings
	@mkdir -p $(@D)
	$(call say,AD,$<)
	$(Q)tools/ad-strings $< >$@.new && mv $@.new $@
$(call room,gui/monitor) $(call room,gui/client): | \
    $(patsubst %,$(OBJ)/%.h,$(AD))

# The man pages, with what comes out of the lists in the sources.
PAGES	:= $(foreach p,server/barewired ctl/barewirectl client/barewire \
	   gui/monitor/xbarewired gui/client/xbarewire,$(wildcard $(p).1))
MAN	:= $(addprefix obj/man/,$(notdir $(PAGES)))
LISTS	:= $(wildcard */*.def */*/*.def)
define man_rule
obj/man/$(notdir $(1)): $(1) $(LISTS) tools/options-man base/version.h
	@mkdir -p $$(@D)
	$$(call say,MAN,$(1))
	$$(Q)tools/options-man $(1) >$$@.new && mv $$@.new $$@
endef
$(foreach p,$(PAGES),$(eval $(call man_rule,$(p))))
man: $(MAN)

include tools/tests.mak

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)

deps:	## install the Debian packages that make run needs
	@tools/deps run

deps-test: ## install those that make test needs besides
	@tools/deps run test

# The packages change what this file finds, so make is started anew.
run:	## install what is missing, build, and show it at work
	@tools/deps run
	@$(MAKE) --no-print-directory $(JOBS) all
	@exec tools/run

install: all ## install below $(DESTDIR)$(PREFIX), PREFIX=/usr/local
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1
	install -m 755 $(PROGRAMS) $(DESTDIR)$(BINDIR)
	$(if $(MAN),install -m 644 $(MAN) $(DESTDIR)$(MANDIR)/man1)
	$(if $(AD),install -d $(DESTDIR)$(APPDIR))
	$(foreach a,$(AD),install -m 644 $(a) \
	    $(DESTDIR)$(APPDIR)/$(notdir $(a:.ad=));)

uninstall: ## remove what make install installed
	rm -f $(addprefix $(DESTDIR)$(BINDIR)/,$(notdir $(PROGRAMS)))
	rm -f $(addprefix $(DESTDIR)$(MANDIR)/man1/,$(notdir $(MAN)))
	rm -f $(addprefix $(DESTDIR)$(APPDIR)/,$(notdir $(AD:.ad=)))

dist:	## make barewire-VERSION.tar.gz of the last commit
	git archive --prefix=barewire-$(VERSION)/ \
	    -o barewire-$(VERSION).tar.gz HEAD

clean:	## remove everything that was built
	rm -rf obj bin

help:	## show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' \
	    Makefile tools/tests.mak

.DELETE_ON_ERROR:
.PHONY: all man deps deps-test run install uninstall dist clean help
