# What is installed, and where; make install, uninstall, dist, deb.
#
# A place is a word of PLACES with a TO_ and a FILES_ line.  A file goes there
# by its own name, FILE=NAME by another one, which may begin with directories;
# it can be executed there if it can here.  FILL_ says that @VERSION@, @DATE@,
# @BINDIR@ and @DOCDIR@ in it are replaced.  PREFIX, DESTDIR and the directories
# may hold any character but a line's end.

PREFIX	?= /usr/local
BINDIR	?= $(PREFIX)/bin
SHAREDIR ?= $(PREFIX)/share
MANDIR	?= $(SHAREDIR)/man
DATADIR	?= $(SHAREDIR)/barewire
DOCDIR	?= $(SHAREDIR)/doc/barewire
# Also the windows' own idea of where it is (gui/toolkit/defaults.h).
APPDIR	?= $(SHAREDIR)/X11/app-defaults
BASHDIR	?= $(SHAREDIR)/bash-completion/completions
ZSHDIR	?= $(SHAREDIR)/zsh/site-functions
UNITDIR	?= $(PREFIX)/lib/systemd/system
USERUNITDIR ?= $(PREFIX)/lib/systemd/user

PLACES	:= bin man1 man7 man8 data doc examples bash zsh unit userunit
PLACES_X := app desktop icons metainfo

# barewired is run by users: not in sbin, although its page is in man8.
TO_bin	= $(BINDIR)
FILES_bin = $(PROGRAMS)

TO_man1	= $(MANDIR)/man1
FILES_man1 = $(filter %.1,$(MAN))
TO_man7	= $(MANDIR)/man7
FILES_man7 = $(filter %.7,$(MAN))
TO_man8	= $(MANDIR)/man8
FILES_man8 = $(filter %.8,$(MAN))

# For tshark, Prometheus and Grafana, Gradescope and GitHub.
TO_data	= $(DATADIR)
FILES_data = contrib/barewire.lua contrib/prometheus.yml \
	contrib/prometheus-rules.yml contrib/grafana/barewire.json \
	contrib/gradescope/setup.sh contrib/gradescope/run_autograder \
	contrib/gradescope/grade.conf contrib/github/grade.yml

# README.md, and what it and the pages in doc/ link to.
TO_doc	= $(DOCDIR)
LINKED	:= $(filter-out examples/%,$(shell tools/linked \
	   $(wildcard README.md doc/*.md)))
FILES_doc = README.md NEWS NOTICE LICENSE $(foreach f,$(sort $(LINKED) \
	$(wildcard doc/*.md)),$(f)=$(f))

tree	= $(foreach f,$(wildcard $(foreach s,* */* */*/*,$(1)/$(s))),$(if \
	  $(wildcard $(f)/.),,$(f)=$(f:$(1)/%=%)))
TO_examples = $(DOCDIR)/examples
FILES_examples = $(call tree,examples) \
	$(foreach f,$(wildcard mininet/*.py),$(f)=$(f))

TO_bash	= $(BASHDIR)
TO_zsh	= $(ZSHDIR)
ifneq ($(wildcard tools/completion),)
FILES_bash = $(addprefix obj/completion/bash/,$(notdir $(PROGRAMS)))
FILES_zsh = $(addprefix obj/completion/zsh/_,$(notdir $(PROGRAMS)))
endif

units	= $(wildcard $(foreach k,service socket target,$(1)/*.$(k)))
TO_unit	= $(UNITDIR)
FILES_unit = $(call units,delivery/systemd) \
	$(call units,delivery/systemd/system)
FILL_unit = yes
TO_userunit = $(USERUNITDIR)
FILES_userunit = $(call units,delivery/systemd/user)
FILL_userunit = yes

# Resources are found by the class, which is the file's name without .ad.
TO_app	= $(APPDIR)
FILES_app = $(foreach a,$(AD),$(a)=$(basename $(notdir $(a))))

WINDOW_ROOTS := gui/monitor/xbarewired gui/client/xbarewire
TO_desktop = $(SHAREDIR)/applications
FILES_desktop = $(foreach p,$(WINDOW_ROOTS),$(p).desktop)
TO_metainfo = $(SHAREDIR)/metainfo
FILES_metainfo = $(foreach p,$(WINDOW_ROOTS),$(p).metainfo.xml=$(strip \
	org.barewire.$(notdir $(p)).metainfo.xml))
FILL_metainfo = yes

# The picture is drawn once, in the .svg, and kept in the sizes that desktops
# ask for; make icons draws them anew.
ICON_SIZES := 16 22 24 32 48 64 128 256
TO_icons = $(SHAREDIR)/icons/hicolor
FILES_icons = $(foreach p,$(WINDOW_ROOTS),$(p).svg=scalable/apps/$(notdir \
	$(p)).svg $(foreach s,$(ICON_SIZES),$(dir \
	$(p))icons/$(s).png=$(s)x$(s)/apps/$(notdir $(p)).png))

ifneq ($(HAVE_X),)
PLACES += $(PLACES_X)
endif

# place install|remove|tidy,PLACE
place	= DESTDIR=$(call quote,$(DESTDIR)) NOTES=$(call quote,$(DATADIR)) \
	  BINDIR=$(call quote,$(BINDIR)) DOCDIR=$(call quote,$(DOCDIR)) \
	  tools/place $(1) $(call quote,$(TO_$(2))) $(if $(FILL_$(2)),fill,copy) \
	  $(FILES_$(2))
define newline


endef
each_place = $(foreach p,$(PLACES),$(if $(strip $(FILES_$(p))),$(newline)	\
	$(Q)$(call place,$(1),$(p))))

install: all ## install below $(DESTDIR)$(PREFIX), PREFIX=/usr/local
	$(call each_place,install)

uninstall: ## remove what make install installed, and the directories it made
	$(call each_place,remove)
	$(Q)$(call place,tidy,)

icons:	## draw the icons anew from their .svg (needs rsvg-convert)
	$(Q)set -e; for p in $(WINDOW_ROOTS); do for s in $(ICON_SIZES); do \
	    rsvg-convert -w $$s -h $$s $$p.svg \
	    -o $${p%/*}/icons/$$s.png; done; done

dist:	## make barewire-VERSION.tar.gz of the last commit
	git archive --prefix=barewire-$(VERSION)/ \
	    -o barewire-$(VERSION).tar.gz HEAD

deb:	## make Debian packages in obj/deb
	@tools/deb obj/deb

.PHONY: install uninstall icons dist deb
