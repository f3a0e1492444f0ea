# Tests and checks.  tests/run runs the programs and scripts built or found
# here, each alone in a directory and session of its own; see tests/README.md.

tests_in = $(patsubst %.c,$(OBJ)/%,$(sort $(wildcard \
	tests/$(1)/test_*.c tests/$(1)/fuzz_*.c)))
# libFuzzer brings a main of its own.
helpers_in = $(filter-out $(OBJ)/tests/$(1)/test_% $(OBJ)/tests/$(1)/fuzz_% \
	$(if $(filter fuzz,$(VARIANT)),%/driver.o),$(call room,tests/$(1)))
scripts_in = $(filter-out %/lib.sh,$(sort $(wildcard tests/$(1)/*.sh)))

UNIT_TESTS := $(call tests_in,unit)
PROC_TESTS := $(call tests_in,proc)
FUZZ_TESTS := $(call tests_in,fuzz)
E2E_TESTS := $(call scripts_in,e2e)
GUI_TESTS := $(call scripts_in,gui)

# A room as an archive, so that a test links what it calls and no more.
archive = $(OBJ)/lib/$(1).a
define archive_rule
$(call archive,$(1)): $(2)
	@mkdir -p $$(@D)
	$$(Q)rm -f $$@ && ar rcs $$@ $$^
endef
$(foreach r,base shm watch client check ctl,$(eval \
    $(call archive_rule,$(r),$(call objects,$(r)))))
$(eval $(call archive_rule,wire,$(filter-out $(OBJ)/wire/http_%, \
    $(call objects,wire)) $(CROSSCHECK) $(call room,tests/crosscheck) \
    $(LLHTTP)))
$(eval $(call archive_rule,server,$(SERVER)))
$(eval $(call archive_rule,models,$(MODELS)))

# The rooms a test links, users first: the lower ones always, the others when
# its own file or a helper in its directory includes from them.  What includes
# from where, FILE:ROOM, is looked up once, for there are many tests.
INCLUDED := $(shell grep -oE '^$(hash)include "[a-z]+/' /dev/null \
	$(wildcard $(foreach d,unit proc fuzz,tests/$(d)/*.[ch])) | \
	sed 's,:.*",:,; s,/$$,,' | sort -u)
include_from = $(filter $(foreach room,$(1),$(2:%=%:$(room))),$(INCLUDED))
test_rooms = $(strip \
	$(if $(call include_from,gui,$(1)),models) \
	$(if $(call include_from,server,$(1)),server) \
	$(if $(call include_from,ctl,$(1)),ctl) \
	$(if $(call include_from,check,$(1)),check) \
	$(if $(call include_from,client gui,$(1)),client) \
	$(if $(call include_from,watch ctl gui,$(1)),watch) \
	shm wire base)
LIBS_server = $(SERVER_LIBS)
LIBS_ctl = $(CTL_LIBS)
LIBS_watch = -ljansson
LIBS_check = $(CHECK_LIBS)
LIBS_models = -lfribidi -lpng
LIBS_client = $(CLIENT_LIBS)
LIBS_unit = -lcunit
LIBS_proc = -lcunit
LIBS_fuzz = $(if $(filter fuzz,$(VARIANT)),-fsanitize=fuzzer)

define test_rule
$(1): $(1).o $(call helpers_in,$(3)) $(foreach r,$(2),$(call archive,$(r)))
	$$(call say,LINK,$$@)
	$$(call link,$(LLHTTP_LIBS) -lm $(LIBS_$(3)) $(foreach r,$(2),$(LIBS_$(r))))
endef
sources_of = tests/$(1)/$(notdir $(2)).c \
	$(patsubst $(OBJ)/%.o,%.c,$(call helpers_in,$(1))) \
	$(wildcard tests/$(1)/*.h)
$(foreach d,unit proc fuzz,$(foreach t,$(call tests_in,$(d)),$(eval \
    $(call test_rule,$(t),$(call test_rooms,$(call sources_of,$(d),$(t))),$(d)))))

# Builds what it can.  A program that could not be built anew must not be
# run as it was: it is removed, and tests/run reports it as failed.
QUIET	= --no-print-directory $(if $(V),,-s)
build_tests = +@$(MAKE) $(QUIET) -k $(JOBS) $(1) || for t in $(1); do \
	    $(MAKE) $(QUIET) -q $$t 2>/dev/null || rm -f $$t; done

run_tests = @VARIANT=$(VARIANT) tests/run

unit:	## run the unit tests (VARIANT=asan: under the sanitizers)
	$(call build_tests,$(UNIT_TESTS))
	$(run_tests) $(UNIT_TESTS)

proc:	## run the tests that fork, stop and kill processes
	$(call build_tests,$(PROGRAMS) $(PROC_TESTS))
	$(run_tests) $(PROC_TESTS)

# Under the sanitizers those with the line "# tree" do not run: they try our
# tools and scripts, which is once enough.
E2E_TREE = $(shell grep -l '^$(hash) tree' $(E2E_TESTS) 2>/dev/null)
E2E_HERE = $(if $(filter asan,$(VARIANT)),$(filter-out \
	$(E2E_TREE),$(E2E_TESTS)),$(E2E_TESTS))
e2e:	## run the end-to-end tests of server, client and barewirectl
	$(call build_tests,$(PROGRAMS))
	$(run_tests) $(E2E_HERE)

# Under the sanitizers only those with the line "# sanitized" run.
GUI_SANITIZED = $(shell grep -l '^$(hash) sanitized' $(GUI_TESTS) 2>/dev/null)
GUI_HERE = $(if $(filter asan,$(VARIANT)),$(GUI_SANITIZED),$(GUI_TESTS))
WINDOWS_NEED = $(if $(HAVE_X),$(UNSHIMMED)) \
	$(foreach room,base wire shm,$(call archive,$(room)))
gui:	## run the tests of the windows, each on an X display of its own
	$(call build_tests,$(PROGRAMS) $(WINDOWS_NEED))
	$(run_tests) $(GUI_HERE)

asan:	## unit, proc, e2e and gui under AddressSanitizer and UBSan
	@$(MAKE) $(QUIET) VARIANT=asan unit
	@$(MAKE) $(QUIET) VARIANT=asan proc
	@$(MAKE) $(QUIET) VARIANT=asan e2e
	@$(MAKE) $(QUIET) VARIANT=asan gui

# Scripts that carry the line "# valgrind" are fit for its slowness.  Those
# with more on that line start dozens of clients, seconds each: make test-memory,
# which has them under the sanitizers, leaves them to make valgrind.
valgrind_scripts = $(shell grep -l '^$(hash) valgrind$(1)' $(E2E_TESTS) 2>/dev/null)
VALGRIND_SCRIPTS = $(call valgrind_scripts)
VALGRIND_SHORT = $(call valgrind_scripts,$$)
valgrind: ## the unit tests and marked end-to-end tests under valgrind
	$(call build_tests,$(PROGRAMS) $(DYNAMIC) $(UNIT_TESTS))
	$(run_tests) --valgrind $(UNIT_TESTS) $(VALGRIND_SCRIPTS)

# clang-tidy's verdict on a room holds until a file of it, a header or the
# settings change: to start it takes as long as to judge a file, so a room is
# one call.  It knows gcc's flags but not all of its warnings.
C_FILES := $(sort $(wildcard $(addsuffix /*.c,base wire shm watch server \
	   server/labs client check ctl tests/unit tests/proc tests/fuzz tests/crosscheck \
	   bench)))
GUI_ROOMS := $(addprefix gui/,toolkit shim shim/none model pane monitor \
	     client)
ifeq ($(HAVE_X),yes)
C_FILES += $(sort $(wildcard $(addsuffix /*.c,$(GUI_ROOMS)) tests/gui/*.c))
endif
TIDY	:= $(patsubst %/,$(OBJ)/%/room.tidy,$(sort $(dir $(C_FILES))))
$(foreach t,$(TIDY),$(eval $(t): \
    $(filter $(t:$(OBJ)/%/room.tidy=%)/%.c,$(wildcard $(t:$(OBJ)/%/room.tidy=%)/*.c))))
$(foreach r,$(GUI_ROOMS),$(OBJ)/$(r)/%.tidy): FLAGS += $(X_FLAGS)
$(foreach r,$(GUI_ROOMS),$(OBJ)/$(r)/%.tidy): | $(patsubst %,$(OBJ)/%.h,$(AD))
$(OBJ)/gui/model/%.tidy: FLAGS += $(BIDI_FLAGS)
$(OBJ)/%/room.tidy: .clang-tidy tests/.clang-tidy
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -MM -MP -MT $@ $(filter %.c,$^) >$@.d
	$(Q)clang-tidy --quiet --warnings-as-errors='*' $(filter %.c,$^) -- \
	    $(filter-out -W% -f% -D_FORTIFY%,$(FLAGS)) 2>$@.err || { cat $@.err; exit 1; }
	$(Q)touch $@
tidy: $(TIDY)

lint:	## check includes, lengths, C sources, scripts and manual pages
	@tools/lint "$(MAKE) --no-print-directory -k $(JOBS)" $(MAN)

# The fuzz targets twice: with our own driver, as a test that takes seconds
# and begins with all of tests/fuzz/corpus (sanitized: under VARIANT=asan), and
# with libFuzzer for as long as you like.
SECONDS	?= 60
TARGETS	?=
fuzz:	## fuzz every decoder with libFuzzer (SECONDS=60 each, TARGETS="http")
	@tools/deps test fuzz
	@$(MAKE) $(QUIET) VARIANT=fuzz CC=clang fuzz-programs
	@tests/fuzz/run "$(SECONDS)" $(TARGETS)

fuzz-corpus: ## take what make fuzz has found since into tests/fuzz/corpus
	@tests/fuzz/run --keep $(TARGETS)

fuzz-programs: $(FUZZ_TESTS)

# Longer than make test has them, of which each is one end-to-end test.
MINUTES	?= 60
soak:	all ## all labs at work for MINUTES=60, with kills: does anything leak?
	@TEST_LIMIT=$$(awk 'BEGIN { print int($(MINUTES) * 60 + 300) }') \
	    tests/run-one tests/e2e/server_soak.sh "$(MINUTES)"

# tests/servers/, of which make test has a part.
TIMES	?= 3
servers: all ## barewire check on all of tests/servers/, TIMES=3 times
	@BAREWIRE=bin/barewire python3 -B tests/servers/grade.py --jobs 4 \
	    --times "$(TIMES)"

KILLS	?= 10000
storm:	all ## KILLS=10000, then everything else that may fail under a server
	@TEST_LIMIT=$$((600 + $(KILLS) / 5)) \
	    tests/run-one tests/e2e/server_storm.sh "$(KILLS)"

# Which tests of this variant make test or make test-memory runs, and what
# they need: those of all variants are one queue.
SCRIPTS_NEED = $(PROGRAMS) $(WINDOWS_NEED)
GUI_VALGRIND = $(filter %_valgrind.sh,$(GUI_TESTS))
SET_test_release = $(UNIT_TESTS) $(PROC_TESTS) $(E2E_HERE) \
	$(filter-out $(GUI_VALGRIND),$(GUI_HERE))
NEED_test_release = $(UNIT_TESTS) $(PROC_TESTS) $(SCRIPTS_NEED)
SET_test_asan = $(UNIT_TESTS) $(PROC_TESTS) $(FUZZ_TESTS)
NEED_test_asan = $(SET_test_asan)
SET_memory_release = $(addprefix valgrind:,$(UNIT_TESTS) $(VALGRIND_SHORT)) \
	$(GUI_VALGRIND)
NEED_memory_release = $(UNIT_TESTS) $(SCRIPTS_NEED) $(DYNAMIC)
SET_memory_asan = $(E2E_HERE) $(GUI_HERE)
NEED_memory_asan = $(SCRIPTS_NEED)
test-programs: $(PROGRAMS) $(UNIT_TESTS) $(PROC_TESTS) $(FUZZ_TESTS) \
    $(WINDOWS_NEED)
test-set-test test-set-memory: test-set-%:
	$(call build_tests,$(NEED_$*_$(VARIANT)))
	@printf '%s\n' $(foreach t,$(SET_$*_$(VARIANT)),$(if \
	    $(findstring :,$(t)),,$(VARIANT):)$(t)) >$(OBJ)/test-set

fuzz-short: ## fuzz them for some seconds, always with the same inputs
	$(call build_tests,$(FUZZ_TESTS))
	$(run_tests) $(FUZZ_TESTS)

ROUNDS	?=
QUICK	?=
KEEP	?=
JSON	?=
bench:	all ## figures beside other servers' (ROUNDS=3 QUICK=yes JSON=FILE)
	@bench/bench.py $(if $(ROUNDS),--rounds $(ROUNDS)) \
	    $(if $(QUICK),--quick) $(if $(KEEP),--keep) \
	    $(if $(JSON),--json $(call quote,$(JSON)))

bench-windows: ## figures of the monitor: cost, flicker, latency, memory (20 min)
	@bench/windows.sh

screenshots: ## pictures of both windows, their pages and dialogs, into doc/
	$(call build_tests,$(PROGRAMS))
	@tests/run-one tests/gui/monitor_pictures.sh $(CURDIR)/doc
	@tests/run-one tests/gui/client_pictures.sh $(CURDIR)/doc
	@for screen in '1024x768 96 1024' '1920x1080 96 1920' \
	    '2560x1440 192 192dpi'; do tests/run-one \
	    tests/gui/views_pictures.sh $(CURDIR)/doc/views $$screen || \
	    exit 1; done

# What is built in other ways than ours, and installed.
DELIVERY_TESTS := $(call scripts_in,delivery)
test-delivery: ## install, package; imake, clang, arm64; twice the same? (5 min)
	@tools/deps run test fuzz delivery || \
	    echo "what needs those packages is skipped"
	$(run_tests) $(if $(TEST_JUNIT),--junit $(call quote,$(TEST_JUNIT))) \
	    $(DELIVERY_TESTS)

COUNT	?= 40
SEED	?= 1
KINDS	?= unit proc e2e
mutate:	## break the code COUNT=40 times by SEED=1: does a test fail?
	@tests/mutate "$(COUNT)" "$(SEED)" "$(KINDS)"

check:	## lint, unit and process tests, before a commit (two minutes)
	@$(MAKE) $(QUIET) unit && $(MAKE) $(QUIET) proc && \
	    $(MAKE) $(QUIET) lint

test:	## install what is missing, then run every check and test
	@tools/deps run test
	+@MAKE="$(MAKE)" tests/run-all test

test-memory: ## scripts under the sanitizers, unit tests under valgrind
	@tools/deps run test
	+@MAKE="$(MAKE)" tests/run-all memory

.PHONY: test-programs test-set-test test-set-memory test-memory unit proc e2e gui asan valgrind tidy lint fuzz \
	fuzz-corpus fuzz-programs fuzz-short soak servers storm bench bench-windows screenshots mutate test-delivery check test
