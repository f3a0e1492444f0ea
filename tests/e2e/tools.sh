# timeout: 300
# takes: 28
# The tools that hold the tree together can say no: lint, the dependency
# installer, the man page filler, the test runner.
# tree
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

tree=$work/tree
mkdir -p "$tree"/gui/{toolkit,model,client} "$tree/shm" "$tree/wire" \
    "$tree/server/labs"

# complains FILE REGEX CONTENT: lint-includes about a file like that
complains()
{
	printf '%b' "$3" >"$tree/$1"
	said=$(cd "$tree" && "$TEST_ROOT/tools/lint-includes" "$1") &&
	    fail "lint-includes has nothing against $1: $3"
	assert_match "$said" "$2"
}

accepts()
{
	printf '%b' "$2" >"$tree/$1"
	said=$(cd "$tree" && "$TEST_ROOT/tools/lint-includes" "$1") ||
	    fail "lint-includes: $said"
}

test_case "lint: a circle of includes is shown, what only looks like one is not"
circle=$(mktemp -d "$work/circle.XXXX")
(
	cd "$circle" || exit
	mkdir wire
	echo '#include "wire/b.h"' >wire/a.h
	printf '#include "wire/a_private.h"\n#include "wire/a.h"\n' >wire/a.c
	echo '#include "wire/a.h"' >wire/a_private.h
	: >wire/b.h
	"$TEST_ROOT/tools/lint-circles" wire/*.[ch]
) || fail "lint-circles complains of files without a circle"
echo '#include "wire/c.h"' >"$circle/wire/b.h"
echo '#include "wire/a_private.h"' >"$circle/wire/c.c"
said=$(cd "$circle" && "$TEST_ROOT/tools/lint-circles" wire/*.[ch]) &&
    fail "lint-circles does not see a circle of three"
assert_match "$said" 'wire/a -> wire/b -> wire/c -> wire/a'

test_case "lint: a _locked function asserts that the lock is held"
printf 'void\na_locked(void)\n{\n\tlock_assert_held(table);\n}\n' >"$tree/shm/l.c"
tools/lint-locked "$tree/shm/l.c" || fail "lint-locked has something against it"
printf 'void\nb_locked(void)\n{\n}\nvoid\nc(void)\n{\n\tlock_assert_held(t);\n}\n' \
    >"$tree/shm/l.c"
said=$(tools/lint-locked "$tree/shm/l.c") && fail "lint-locked sees nothing"
assert_match "$said" 'b_locked'

test_case "lint: who may include from whom"
complains shm/a.c 'shm/ must not include from server/' \
    '#include "server/child.h"\n'
complains wire/a.c 'wire/ must not include from gui/' \
    '#include "gui/model/a.h"\n'
complains gui/toolkit/b.c 'gui/toolkit/ must not include from gui/monitor' \
    '#include "gui/monitor/a.h"\n'
complains gui/client/b.c 'gui/client/ must not include from gui/monitor' \
    '#include "gui/monitor/a.h"\n'
complains server/a.c 'server/ must not include from watch/' \
    '#include "server/a.h"\n\n#include "watch/watcher.h"\n'
complains shm/b.c 'must not include from client/' '#include "client/x.def"\n'
accepts gui/toolkit/a.c '#include "gui/toolkit/a.h"\n\n#include <X11/Xlib.h>\n'
complains server/b.c 'belongs to gui/' '#include <X11/Xlib.h>\n'
complains gui/model/a.c 'a model knows no X' '#include <Xm/Xm.h>\n'
complains gui/model/b.c 'must not include from gui/toolkit' \
    '#include "gui/model/b.h"\n\n#include "gui/toolkit/app.h"\n'
accepts gui/model/c.c \
    '#include "gui/model/c.h"\n\n#include "gui/model/d.h"\n'
complains server/c.c 'server/ must not include from server/labs' \
    '#include "server/labs/wait.h"\n'
accepts server/labs/a.c \
    '#include "server/lab.h"\n\n#include <time.h>\n\n#include "server/limits.h"\n'
complains wire/c.c 'belongs to tests/' '#include <llhttp.h>\n'
complains shm/d.c 'not a path from the root' '#include "table.h"\n'
complains shm/e.c 'own header comes first' \
    '#include <stdio.h>\n\n#include "shm/e.h"\n'
complains shm/f.c 'comes before our own' \
    '#include "shm/f.h"\n#include "base/text.h"\n#include <stdio.h>\n'

# The first argument is how many lines the function has, the second how many
# the file has.
long_file()
{
	awk -v n="$1" -v m="$2" 'BEGIN {
		print "static int\nlong_one(void)\n{"
		for (i = 0; i < n - 2; i++)
			print "\tcall();"
		print "}"
		for (i = n + 3; i <= m; i++)
			print ""
	}' >"$tree/long.c"
}

sizes()
{
	# gawk reads its bytes as such in this locale alone, as tools/lint has it.
	said=$(LC_ALL=C "$TEST_ROOT/tools/lint-sizes" "$tree/long.c")
}

test_case "lint: lengths"
long_file 41 400
sizes || fail "41 lines in 400 are too many: $said"
assert_eq "$said" "" "about 41 lines"
long_file 42 100
sizes && fail "42 lines are not too many"
assert_match "$said" 'long_one: a function of 42 lines'
long_file 10 401
sizes && fail "401 lines are not too many"
printf '\t%073d\n' 0 >"$tree/long.c"
sizes && fail "81 columns are not too many"
assert_match "$said" ':1: a line of 81 columns'
printf '\t%071dé\n' 0 >"$tree/long.c"
sizes || fail "80 columns are too many: $said"
printf 'int x; \n' >"$tree/long.c"
sizes && fail "white space may end a line"

test_case "lint: the version is in one place"
mkdir -p "$tree/versions/base"
printf '#define BAREWIRE_VERSION "3.2.1"\n' >"$tree/versions/base/version.h"
printf 'News.\n\nSince 3.2.1\n\n3.2.1\n\n3.2.0\n' >"$tree/versions/NEWS"
echo 'Of 13.2.1, at 10.3.2.1 and 3.2.10.' >"$tree/versions/README.md"
said=$(tools/lint-version "$tree/versions") || fail "it complains: $said"
product=barewire-
for text in "Get ${product}3.1.0.tar.gz." 'It is 3.2.1 now.'; do
	echo "$text" >"$tree/versions/README.md"
	said=$(tools/lint-version "$tree/versions") && fail "\"$text\" is good"
	assert_match "$said" '^./README.md:1:'
done
rm "$tree/versions/README.md"
sed -i 's/^Since.*/3.3.0/' "$tree/versions/NEWS"
said=$(tools/lint-version "$tree/versions") && fail "NEWS of another is good"
assert_match "$said" 'NEWS: begins with "3.3.0", the version is 3.2.1'
rm -r "$tree/versions"

# keys_lint SED-EXPRESSION FILE: what lint says of the windows' keys with that
# change
keys_lint()
{
	rm -rf "$work/keys" && mkdir -p "$work/keys"/{monitor,client}
	cp gui/monitor/{XBarewired.ad,menus.def,window.c} "$work/keys/monitor/"
	cp gui/client/{XBarewire.ad,menus.def,window.c} "$work/keys/client/"
	sed -i "$1" "$work/keys/$2"
	said=$(LC_ALL=C tools/lint-keys "$work"/keys/*/*.ad \
	    "$work"/keys/*/menus.def "$work"/keys/*/window.c 2>&1)
}

test_case "lint: a key has one meaning, and is the one that is shown"
keys_lint '' monitor/window.c || fail "$said"
keys_lint 's/^\*viewHex\.accelerator: .*/*viewHex.accelerator: Ctrl<Key>j/' \
    monitor/XBarewired.ad && fail "one key twice is right"
assert_match "$said" 'ctrl\+j is both viewLineEnds and viewHex$'
assert_match "$said" 'viewHex has ctrl\+j, and says ctrl\+h$'
keys_lint 's/{ XK_F3, COMMAND_FIND_NEXT/{ XK_F9, COMMAND_FIND_NEXT/' \
    client/window.c && fail "a chord that is an accelerator is right"
assert_match "$said" 'f9 is both viewDark and editFindNext$'
keys_lint 's/^\*editCopy\.labelString: .*/*editCopy.labelString: Call/' \
    client/XBarewire.ad && fail "two meanings are right"
assert_match "$said" 'ctrl\+c is "(copy|call)", in another window "'

test_case "a manual page gets its options and lists, or there is none"
cat >"$tree/server/options.def" <<'END'
/* A comment, OPTION('x', none, NULL, "none"). */
OPTION('i', two_words, "NAME", "says \"this\" and "
    "that -- with a \\ in it")
OPTION(0, flag, NULL, "a flag")
END
printf '.ds doc-default-operating-system X @VERSION@\n.\\" @OPTIONS@\n' \
    >"$tree/server/x.1"
cp -r base "$tree/"
page=$(cd "$tree" && "$TEST_ROOT/tools/options-man" server/x.1) ||
    fail "options-man fails: $page"
assert_match "$page" '^\.ds doc-default-operating-system X [0-9]+\.[0-9]+\.[0-9]+$'
assert_match "$page" '^\.It Fl i , Fl -two-words Ar NAME$'
assert_match "$page" '^Says "this" and that \\-\\- with a \\e in it\.$'
assert_match "$page" '^\.It Fl -flag$'
cat >"$tree/server/list.def" <<'END'
COMMAND(FIRST_ONE, "NAME|off [--all [x]] [-n COUNT]...", "a note. Another")
END
printf '%s\n' '.\" @LIST server/list.def x.%1 %3 (%2)@' \
    '.\" @SYNOPSIS server/list.def@' "it's" '.Bd -literal' "it's a-b" .Ed \
    >"$tree/server/x.1"
page=$(cd "$tree" && "$TEST_ROOT/tools/options-man" server/x.1) ||
    fail "options-man fails: $page"
assert_eq "$page" "$(cat <<'END'
.It Sy x.first_one
A note.
Another (NAME|off [\-\-all [x]] [\-n COUNT]...).
.Nm
.Op Fl i Ar INSTANCE
.Op Fl -of Ar USER
.Ar NAME Ns | Ns Cm off
.Op Fl -all Cm [x]
.Oo Fl n Ar COUNT Oc Ns ...
it's
.Bd -literal
it\(aqs a\-b
.Ed
END
)"
for bad in '.\" @OPTIONS nosuch.def@' '.\" @LIST server/options.def 2 9@' \
    '.\" @LIST server/list.def 2 1@' '.\" @WHAT@' 'text @OPTIONS@'; do
	printf '%s\n' "$bad" >"$tree/server/x.1"
	(cd "$tree" && "$TEST_ROOT/tools/options-man" server/x.1) \
	    >/dev/null 2>&1 && fail "options-man accepts $bad"
done

test_case "app-defaults become strings that Xt reads as before"
printf '! no\n\n*a: b \\\n  "c"\n*d: e\\nf' >"$tree/X.ad"
assert_eq "$(tools/ad-strings "$tree/X.ad")" \
    $'\t"*a: b   \\"c\\"",\n\t"*d: e\\\\nf",' "strings"

# A machine where nothing is installed, and where apt-get is this.
mkdir "$work/fake"
cat >"$work/fake/dpkg-query" <<'END'
#!/bin/sh
echo "installed	libc6-dev"
END
cat >"$work/fake/sudo" <<'END'
#!/bin/sh
[ "$1" != -n ] || shift		# where there is no terminal it must not ask
exec "$@"
END
cat >"$work/fake/apt-get" <<'END'
#!/bin/sh
echo "$*" >>"$TMPDIR/apt-get.log"
case "$*" in *install*) exit "${APT_STATUS:-0}" ;; esac
END
chmod +x "$work"/fake/*
deps()
{
	PATH=$work/fake:$PATH tools/deps "$@" >"$work/deps.out" 2>&1
}

test_case "deps: what is missing, in one call, and nothing else"
deps run || fail "$(<"$work/deps.out")"
assert_eq "$(grep -c install "$work/apt-get.log")" 1 "install calls"
assert_match "$(<"$work/apt-get.log")" ' libmotif-dev( |$)'
assert_no_match "$(<"$work/apt-get.log")" 'libc6-dev( |$)|valgrind'
assert_match "$(<"$work/deps.out")" 'libmotif-dev +the windows'
deps run test || fail "$(<"$work/deps.out")"
assert_match "$(tail -n 1 "$work/apt-get.log")" ' valgrind( |$)'

test_case "deps: a failure says what to install by hand"
export APT_STATUS=100
deps run && fail "a failure of apt-get is success"
assert_match "$(<"$work/deps.out")" 'by hand'
unset APT_STATUS
rm "$work/apt-get.log"
DEPS=no deps run || fail "DEPS=no fails"
[ ! -e "$work/apt-get.log" ] || fail "DEPS=no installs"

# cc_without HEADER...: a compiler that does not find them.
cc_without()
{
	cat >"$work/fake/cc" <<END
#!/bin/sh
case " \$* " in
*" -E "*) sed 's,<\($1\)>,<nosuch/\1>,' | exec gcc "\$@" ;;
*) exec gcc "\$@" ;;
esac
END
	chmod +x "$work/fake/cc"
}

test_case "make leaves the windows out without their headers, and says so"
cc_without 'X[^>]*'
said=$(env -u MAKEFLAGS make -n all VARIANT=without-x CC="$work/fake/cc")
rm -rf obj/without-x
assert_match "$said" 'left out: xbarewired'
assert_match "$said" 'bin/without-x/barewirectl'
assert_no_match "$said" 'bin/without-x/xbarewire'
said=$(env -u MAKEFLAGS make -n all VARIANT=without-x)
rm -rf obj/without-x
assert_no_match "$said" 'left out'
assert_match "$said" 'bin/without-x/xbarewired'

# In a tree of its own: obj/ is in use by those who test.  Its path has a
# blank, and so have those it installs to.
build="$work/a b"
mkdir "$build"
cp -r Makefile tools base "$build/"
make_there()
{
	said=$(cd "$build" && env -u MAKEFLAGS make "$@" 2>&1)
}

test_case "make without libraries says once what to type"
cc_without 'jansson.h\|readline.readline.h'
make_there -j2 CC="$work/fake/cc" && fail "it succeeds: $said"
assert_match "$said" '^not installed: jansson.h readline/readline.h\.'
assert_eq "$(grep -c 'make deps' <<<"$said")" 1 "how often it says so"
assert_match "$said" '^ +make deps$'
assert_no_match "$said" 'CC '
make_there -n deps CC="$work/fake/cc" || fail "make deps fails: $said"

test_case "make -s is silent, make is not"
make_there -s obj/release/base/text.o || fail "$said"
assert_eq "$said" '' "what make -s says"
make_there obj/release/base/when.o
assert_match "$said" 'CC +base/when.c'

test_case "a warning is an error for those who ask for it, and for nobody else"
printf 'int f(void);\nint\nf(void)\n{\n\tint a;\n\n\treturn 0;\n}\n' \
    >"$build/base/warns.c"
make_there obj/release/base/warns.o || fail "it is an error: $said"
assert_match "$said" 'unused variable'
make_there -s obj/release/base/warns.o || fail "$said"
assert_eq "$said" '' "what is said of what is built"
make_there WERROR=yes obj/release/base/warns.o && fail "it is no error: $said"
assert_match "$said" 'unused variable'
make_there WERROR=yes obj/release/base/warns.o && fail "it is no error: $said"
make_there WERROR=yes obj/release/base/text.o || fail "$said"
sed -i '/int a;/d' "$build/base/warns.c"
make_there WERROR=yes obj/release/base/warns.o || fail "$said"

# installed: what is below the directory, by name.
installed()
{
	(cd "$1" && find . -type f -o -type l | sort)
}

test_case "make install and uninstall take any path"
bin=bin
[ "$TEST_VARIANT" = release ] || bin=bin/$TEST_VARIANT
for word in install uninstall; do
	env -u MAKEFLAGS make -s -o all VARIANT=elsewhere BIN="$bin" \
	    DESTDIR="$work/it's  here" PREFIX='/opt/a b;c' $word ||
	    fail "make $word fails"
	[ $word = uninstall ] || assert_eq "$(installed "$work/it's  here" |
	    grep -c '^\./opt/a b;c/\(bin\|share/man/man[18]\)/x*barewire')" 10
done
rm -rf obj/elsewhere
assert_eq "$(installed "$work/it's  here")" '' "what is left of it"

# A test that leaves a process, memory and a file behind; one that hangs; one
# whose program crashes.
runner()
{
	printf '%s\n' "$1" >"$tree/case.sh"
	said=$(env -u TEST_DIR -u TEST_RUN tests/run-one "$tree/case.sh" 2>&1)
}

test_case "run-one: a test that leaves something behind has failed"
runner '(setsid sleep 50 &); touch "$XDG_RUNTIME_DIR/x" "/dev/shm/barewire.0.test-$$-y"' &&
    fail "it passed: $said"
assert_match "$said" 'process [0-9]+: sleep 50'
assert_match "$said" '/run/x$'
assert_match "$said" "/dev/shm/barewire.0.test-[0-9]+-y"
assert_match "$said" '^result: 1 passed, 1 failed$'
leftover=$(sed -n 's/^process \([0-9]*\): sleep 50.*/\1/p' <<<"$said")
wait_until 5 dead "$leftover" || fail "sleep 50 lives on"

test_case "run-one: a test that hangs is killed with all it started"
runner '# timeout: 1
sleep 51 & echo "child $!"; trap "" TERM; wait' && fail "it passed: $said"
assert_match "$said" 'killed after [0-9]+ s'
wait_until 5 dead "$(sed -n 's/^child //p' <<<"$said")" ||
    fail "sleep 51 lives on"

test_case "run-one, interrupted: ends what it started"
printf 'sleep 52\n' >"$tree/case.sh"
for runner in run-one run; do
	spawn runner env -u TEST_DIR -u TEST_RUN tests/$runner "$tree/case.sh"
	wait_until 10 pgrep -f '^sleep 52$' >/dev/null ||
	    fail "sleep 52 does not run"
	kill -TERM "$runner_pid"
	wait_exit "$runner_pid"
	assert_eq "$exit_status" 130 "exit status"
	pgrep -f '^sleep 52$' >/dev/null && fail "sleep 52 lives on"
done

test_case "run-one: another netcat is missed at once"
mkdir "$work/other"
printf '#!/bin/sh\necho "Ncat 7.93"\n' >"$work/other/nc"
chmod +x "$work/other/nc"
(PATH=$work/other:$PATH runner '. tests/e2e/lib.sh; test_case any' &&
    fail "it passed: $said"
assert_match "$said" 'package netcat-openbsd') || exit 1

test_case "run-one: counts, skips and exit codes"
runner 'echo "result: 3 passed, 1 failed"; exit 1' && fail "it passed"
assert_match "$(tail -n 1 <<<"$said")" '^result: 3 passed, 1 failed$'
runner 'echo "result: 3 passed, 0 failed"; exit 1' && fail "it passed"
assert_match "$(tail -n 1 <<<"$said")" '^result: 3 passed, 1 failed$'
runner 'echo fine' || fail "it failed: $said"
assert_match "$(tail -n 1 <<<"$said")" '^result: 1 passed, 0 failed$'
runner 'echo "not here"; exit 77'
assert_eq "$?" 77 "skipped"
