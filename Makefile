# Barewire.  `make help` lists the targets.
#
# Objects go to obj/VARIANT, programs to bin/ (bin/VARIANT for another
# variant: make VARIANT=asan).  Every .c of a room is part of the room's
# programs; nothing is listed by hand.  Local settings go into config.mak.

-include config.mak
.DEFAULT_GOAL := all

VARIANT	?= release
ifeq ($(origin CC),default)
CC	:= gcc
endif
OBJ	:= obj/$(VARIANT)
BIN	:= $(if $(filter release,$(VARIANT)),bin,bin/$(VARIANT))
VERSION	:= $(shell sed -n 's/.*BAREWIRE_VERSION "\(.*\)"/\1/p' base/version.h)
# Commands are shown short; V=1 shows them whole, make -s nothing.
Q	:= $(if $(V),,@)
SILENT	= $(findstring s,$(filter-out -%,$(firstword $(MAKEFLAGS))))
say	= $(if $(V)$(SILENT),,@printf '  %-5s %s\n' '$(1)' '$(2)')
# A word for the shell, whatever is in it.
quote	= '$(subst ','\'',$(1))'
# A make that was not told how many jobs to run uses every core below.
JOBS	= $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

hash	:= \#
comma	:= ,
WARN	:= -Wall -Wextra -Wshadow -Wstrict-prototypes \
	   -Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	   -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wimplicit-fallthrough
# What runs under the sanitizers needs lines for their reports, not speed; with
# so little knowledge of values gcc cannot tell what fits.  Fuzzing needs speed,
# and clang, which make fuzz asks for.
CFLAGS	?= $(if $(filter asan,$(VARIANT)),-O1 -g1,-O2 -g)
FLAGS	:= -std=c11 -fPIE -D_GNU_SOURCE -I. -I$(OBJ) -pthread $(WARN)
SANITIZED := $(filter asan fuzz,$(VARIANT))
ifneq ($(SANITIZED),)
FLAGS	+= -fsanitize=address,undefined -fno-sanitize-recover=all \
	   -fno-omit-frame-pointer -Wno-format-truncation
endif
ifeq ($(VARIANT),fuzz)
FLAGS	+= -fsanitize=fuzzer-no-link -w
endif

# What the compiler knows of these (gcc before 12 has no zeroing); sanitizers have
# checks of their own, and fortified calls would hide errors from them.
known	= $(shell echo 'int x;' | $(CC) -Werror -O2 $(1) -x c -c -o /dev/null - \
	  2>/dev/null && echo '$(1)')
ifeq ($(SANITIZED),)
FORTIFY	:= $(shell printf '%s\n' '$(hash)include <features.h>' \
	   '$(hash)if __USE_FORTIFY_LEVEL == 3' ok '$(hash)endif' | \
	   $(CC) -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -E - 2>/dev/null | \
	   grep -qx ok && echo 3 || echo 2)
# Without optimization there is no fortifying.
FLAGS	+= $(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),-U_FORTIFY_SOURCE \
	   -D_FORTIFY_SOURCE=$(FORTIFY)) $(foreach \
	   f,-fstack-protector-strong -fstack-clash-protection \
	   -ftrivial-auto-var-init=zero,$(call known,$(f)))
endif

# Resolved at the start: else every child resolves for itself, in pages of its
# own, and tables of function pointers stay writable.
HARDEN	:= -Wl,-z,relro,-z,now,-z,noexecstack

all:	## build every program into bin/

room	= $(patsubst %.c,$(OBJ)/%.o,$(sort $(wildcard $(1)/*.c)))
objects	= $(filter-out $(OBJ)/$(1)/main.o $(OBJ)/$(1)/main_%.o,$(call room,$(1)))

COMMON	:= $(call objects,base) $(call objects,wire) $(call objects,shm)
WATCH	:= $(call objects,watch)
CLIENT	:= $(call objects,client)
CTL	:= $(call objects,ctl)
CHECK	:= $(call objects,check)
SERVER	:= $(foreach r,server server/labs,$(call objects,$(r)))
MODELS	:= $(call objects,gui/model)
# What both windows are made of.  The models come as an archive, so that they
# are linked by themselves and each window takes those it calls.
GUI	:= $(foreach r,toolkit pane,$(call objects,gui/$(r)))

# Xt declares its string literals char *.
BIDI_FLAGS := -I/usr/include/fribidi
X_FLAGS	:= -I/usr/include/freetype2 -Wno-write-strings
HEADERS	:= seccomp.h jansson.h curses.h readline/readline.h Xm/Xm.h X11/Xft/Xft.h \
	   fribidi.h png.h
# Those that the compiler does not find; nothing when there is none to ask.
ABSENT	:= $(shell for h in $(HEADERS); do printf '%s\n' \
	   "$(hash)if !__has_include(<$$h>)" "absent $$h" '$(hash)endif'; done | \
	   $(CC) -E -x c $(X_FLAGS) $(BIDI_FLAGS) - 2>/dev/null | sed -n 's/^absent //p')
HAVE_X	:= $(if $(filter X% fribidi% png%,$(ABSENT)),,yes)
LACKING	:= $(filter-out X% fribidi% png%,$(ABSENT))
# A model that asked for X would not compile.
$(foreach r,toolkit shim pane monitor client,$(OBJ)/gui/$(r)/%.o): \
    FLAGS += $(X_FLAGS)
$(OBJ)/gui/model/bidi.o: FLAGS += $(BIDI_FLAGS)

SERVER_LIBS := -lseccomp
CLIENT_LIBS :=
CHECK_LIBS := -ljansson
CTL_LIBS := -ljansson -lncursesw
X_LIBS	:= -ljansson -lXm -lXt -lXft -lXrender -lfontconfig -lfribidi -lpng -lX11 -lm

PROGRAMS := $(BIN)/barewired $(BIN)/barewire $(BIN)/barewirectl
# With NO_SHIM=yes the windows are those without gui/shim, see its README.
WINDOWS	:= $(BIN)/xbarewired $(BIN)/xbarewire
UNSHIMMED := $(BIN)/noshim/xbarewired $(BIN)/noshim/xbarewire
ifeq ($(HAVE_X),yes)
PROGRAMS += $(if $(NO_SHIM),$(UNSHIMMED),$(WINDOWS))
endif

all: $(PROGRAMS) man completion
ifneq ($(HAVE_X),yes)
	@echo "left out: xbarewired and xbarewire, because the Motif, Xft," \
	    "FriBidi and libpng headers are not installed (make deps installs them)" >&2
endif

# Once, before the first file that could not be compiled.
libraries:
ifneq ($(strip $(LACKING)),)
	@printf '%s\n' 'not installed: $(strip $(LACKING)).  This installs' \
	    'what is missing:' '' '    make deps' '' >&2; exit 1
endif

link	= $(Q)$(CC) $(FLAGS) $(CFLAGS) -o $@ \
	  $(filter-out $(WITHOUT),$(filter %.o %.a,$^)) \
	  $(if $(filter -static-pie,$(1)),,-pie) $(1) $(HARDEN) $(LDFLAGS)

# The server is linked statically where that can be (STATIC=no: never): a child
# then has a third fewer page faults, and there are half as many again in a
# second.  DYNAMIC is the other one, for valgrind.
DYNAMIC	:= $(BIN)/dynamic/barewired
STATIC	?= $(if $(filter release,$(VARIANT)),$(if $(filter 3,$(words $(filter \
	   /%,$(foreach f,libc.a rcrt1.o libseccomp.a,$(shell $(CC) \
	   -print-file-name=$(f) 2>/dev/null))))),yes))
# GNU ld alone reads that; others leave the order as it is.
CHILD_ORDER = $(if $(findstring GNU ld,$(shell $(CC) -Wl,--version \
	2>/dev/null)),-Wl$(comma)-T$(comma)tools/child.ld)
ifeq ($(STATIC),yes)
$(BIN)/barewired: $(call room,server/getent)
$(BIN)/barewired: LIBS = -static-pie $(CHILD_ORDER) $(SERVER_LIBS)
$(BIN)/barewired: tools/child.ld
$(BIN)/barewired: WITHOUT = $(OBJ)/base/resolve_system.o
else
$(BIN)/barewired: LIBS = $(SERVER_LIBS)
endif
$(DYNAMIC): LIBS = $(SERVER_LIBS)

$(sort $(PROGRAMS) $(WINDOWS) $(UNSHIMMED) $(DYNAMIC)): $(COMMON)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(call link,$(LIBS))
$(BIN)/barewired $(DYNAMIC): $(foreach r,server server/labs,$(call room,$(r)))
$(BIN)/barewire: $(call room,client) $(CHECK)
$(BIN)/barewire: LIBS = $(CLIENT_LIBS) $(CHECK_LIBS) -lreadline -lm
$(BIN)/barewirectl: $(call room,ctl) $(WATCH)
$(BIN)/barewirectl: LIBS = $(CTL_LIBS)
$(filter %d,$(WINDOWS) $(UNSHIMMED)): $(call room,gui/monitor) $(GUI) \
    $(OBJ)/lib/models.a $(WATCH)
$(filter %e,$(WINDOWS) $(UNSHIMMED)): $(call room,gui/client) $(GUI) \
    $(OBJ)/lib/models.a $(CLIENT) $(WATCH)
$(WINDOWS): $(call room,gui/shim)
$(UNSHIMMED): $(call room,gui/shim/none)
$(WINDOWS) $(UNSHIMMED): LIBS = $(X_LIBS) $(CLIENT_LIBS)

# With WERROR=yes a warning is an error; so is one that was only shown when
# the file was compiled before.  An empty file of that kind is another make's,
# which compiles just now.
WARNED	= $(@:.o=.warned)
define compile
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(FLAGS) $(if $(WERROR),-Werror) $(CFLAGS) \
	    $(if $(MAKE_TERMERR),-fdiagnostics-color=always) -MMD -MP -c \
	    -o $@ $< 2>$(WARNED) || { cat $(WARNED) >&2; exit 1; }; \
	    cat $(WARNED) >&2; [ -s $(WARNED) ] || rm -f $(WARNED)
endef
$(OBJ)/%.o: %.c $(OBJ)/flags | libraries
	$(compile)
ifneq ($(WERROR),)
$(shell find $(OBJ) -name '*.warned' ! -empty -exec sh -c 'for w; do \
    rm -f "$$w" "$${w%.warned}.o"; done' - {} + 2>/dev/null)
endif

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

# The manual pages, with what comes out of the lists in the sources.
PAGES	:= $(sort $(filter-out obj/%,$(foreach s,1 7 8,$(wildcard */*.$(s) */*/*.$(s)))))
MAN	:= $(addprefix obj/man/,$(notdir $(PAGES)))
LISTS	:= $(wildcard */*.def */*/*.def)
define man_rule
obj/man/$(notdir $(1)): $(1) $(LISTS) $(AD) $(wildcard tools/options-man*) \
    tools/lists.awk base/version.h
	@mkdir -p $$(@D)
	$$(call say,MAN,$(1))
	$$(Q)tools/options-man $(1) >$$@.new && mv $$@.new $$@
endef
$(foreach p,$(PAGES),$(eval $(call man_rule,$(p))))
man: $(MAN)

# What completes the programs' words in bash and zsh, from the same lists.
COMPLETED := barewired barewire barewirectl xbarewired xbarewire
COMPLETION := $(foreach p,$(COMPLETED),obj/completion/bash/$(p) \
	      obj/completion/zsh/_$(p))
define completion_rule
$(1): $(LISTS) $(wildcard client/lab_*.c client/arguments.c) \
    $(wildcard tools/completion*) tools/lists.awk
	@mkdir -p $$(@D)
	$$(call say,SH,$(1))
	$$(Q)tools/completion $(2) $(3) >$$@.new && mv $$@.new $$@
endef
$(foreach p,$(COMPLETED),$(foreach s,bash zsh,$(eval $(call \
    completion_rule,obj/completion/$(s)/$(if $(filter zsh,$(s)),_)$(p),$(s),$(p)))))
completion: $(COMPLETION)

include tools/llhttp.mak
include tools/tests.mak
include tools/handouts.mak
include tools/delivery.mak

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

# What it is told: make mininet MININET="echo --loss 10".
mininet: all ## the labs on a small network of Mininet's hosts (as root)
	@exec mininet/lab.py $(MININET)

clean:	## remove everything that was built
	rm -rf obj bin

help:	## show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' \
	    Makefile tools/tests.mak tools/delivery.mak tools/handouts.mak

.DELETE_ON_ERROR:
.PHONY: all libraries man completion deps deps-test run clean help mininet
