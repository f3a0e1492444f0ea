# llhttp, which tests and fuzz targets compare our HTTP parser with: the
# system's library where there is one, else Debian's node-llhttp, which ships
# the C sources.  Strict mode: loose parsing is not for us.

LLHTTP_SRC ?= /usr/share/llhttp
LLHTTP_INC ?= /usr/share/include/llhttp
CROSSCHECK_FLAGS := -DHTTP_CROSSCHECK

ifneq ($(wildcard /usr/include/llhttp.h /usr/local/include/llhttp.h),)
LLHTTP	:=
LLHTTP_LIBS := -lllhttp
else ifneq ($(wildcard $(LLHTTP_INC)/llhttp.h),)
LLHTTP	:= $(patsubst %,$(OBJ)/llhttp/%.o,llhttp api http)
LLHTTP_LIBS :=
CROSSCHECK_FLAGS += -isystem $(LLHTTP_INC) -DLLHTTP_STRICT_MODE=1
$(OBJ)/llhttp/%.o: $(LLHTTP_SRC)/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -std=gnu11 $(CFLAGS) $(filter -fsanitize%,$(FLAGS)) \
	    -DLLHTTP_STRICT_MODE=1 -I$(LLHTTP_INC) -c -o $@ $<
else
LLHTTP	:= llhttp-is-missing
LLHTTP_LIBS :=
endif

llhttp-is-missing:
	@printf '%s\n' 'not installed: llhttp.h, which the tests compare our' \
	    'HTTP parser with.  This installs what is missing:' '' \
	    '    make deps-test' '' >&2; exit 1

# wire/http_*.c once more, with llhttp looking on.  What includes only
# wire/http.h is the same with and without.
CROSSCHECK := $(patsubst %.c,$(OBJ)/crosscheck/%.o, \
	   $(sort $(wildcard wire/http_*.c)))
$(OBJ)/crosscheck/%.o $(OBJ)/tests/%.o $(OBJ)/tests/%.tidy: \
    FLAGS += $(CROSSCHECK_FLAGS)
$(OBJ)/crosscheck/%.o: %.c $(OBJ)/flags
	$(compile)
.PHONY: llhttp-is-missing
