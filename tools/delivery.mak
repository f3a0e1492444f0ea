# What is installed, and where; make install, uninstall and dist.
#
# What goes to one place is one line of the list below: a new file is added to
# a FILES_ line, a new place gets a TO_, a FILES_ and, for programs, a MODE_.
# PREFIX, DESTDIR and the directories may hold any character but a line's end.

PREFIX	?= /usr/local
BINDIR	?= $(PREFIX)/bin
MANDIR	?= $(PREFIX)/share/man
DATADIR	?= $(PREFIX)/share/barewire
APPDIR	?= $(PREFIX)/share/X11/app-defaults

PLACES	:= bin man1 man7 man8 data app
TO_bin	= $(BINDIR)
TO_man1	= $(MANDIR)/man1
TO_man7	= $(MANDIR)/man7
TO_man8	= $(MANDIR)/man8
TO_data	= $(DATADIR)
TO_app	= $(APPDIR)

# barewired is run by users: not in sbin, although its page is in man8.
FILES_bin = $(PROGRAMS)
MODE_bin = 755
FILES_man1 = $(filter %.1,$(MAN))
FILES_man7 = $(filter %.7,$(MAN))
FILES_man8 = $(filter %.8,$(MAN))
# For tshark, Prometheus and Grafana, Gradescope and GitHub.
FILES_data = contrib/barewire.lua contrib/prometheus.yml \
	contrib/prometheus-rules.yml contrib/grafana/barewire.json \
	contrib/gradescope/setup.sh contrib/gradescope/run_autograder \
	contrib/gradescope/grade.conf contrib/github/grade.yml
# Without .ad, the class is the file's name.
FILES_app = $(AD)

# place install|remove,PLACE
place	= DESTDIR=$(call quote,$(DESTDIR)) NOTES=$(call quote,$(DATADIR)) \
	  tools/place $(1) $(call quote,$(TO_$(2))) $(or $(MODE_$(2)),644) \
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

dist:	## make barewire-VERSION.tar.gz of the last commit
	git archive --prefix=barewire-$(VERSION)/ \
	    -o barewire-$(VERSION).tar.gz HEAD

.PHONY: install uninstall dist
