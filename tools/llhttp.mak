# llhttp: the system's library where there is one, else Debian's node-llhttp,
# which ships the C sources.  Strict mode: loose parsing is not for us.

LLHTTP_SRC ?= /usr/share/llhttp
LLHTTP_INC ?= /usr/share/include/llhttp

ifneq ($(wildcard /usr/include/llhttp.h /usr/local/include/llhttp.h),)
LLHTTP	:=
LLHTTP_LIBS := -lllhttp
else ifneq ($(wildcard $(LLHTTP_INC)/llhttp.h),)
LLHTTP	:= $(patsubst %,$(OBJ)/llhttp/%.o,llhttp api http)
LLHTTP_LIBS :=
FLAGS	+= -isystem $(LLHTTP_INC) -DLLHTTP_STRICT_MODE=1
$(OBJ)/llhttp/%.o: $(LLHTTP_SRC)/%.c | libraries
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -std=gnu11 $(CFLAGS) $(filter -fsanitize%,$(FLAGS)) \
	    -DLLHTTP_STRICT_MODE=1 -I$(LLHTTP_INC) -c -o $@ $<
else
LLHTTP	:=
LLHTTP_LIBS :=
LLHTTP_ABSENT := llhttp.h
endif
