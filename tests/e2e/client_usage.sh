#!/bin/bash
# valgrind (make valgrind alone)
# barewire's command line: what it takes, what it says when it does not.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# usage ERROR ARGUMENT...: that is wrong usage.
usage()
{
	local error=$1 status

	shift
	"$BAREWIRE" "$@" >"$work/out" 2>"$work/err"
	status=$?
	assert_eq "$status" 2 "exit status of barewire $*"
	assert_eq "$(sed -n 1p "$work/err")" "barewire: $error" "barewire $*"
	assert_match "$(sed -n 2p "$work/err")" '^usage: barewire '
	assert_eq "$(<"$work/out")" '' "standard output"
}

test_case "wrong usage is exit status 2, the reason and the usage"
all='(wait, order, chat, calc, clock, echo)'
usage "name a lab $all"
usage "there is no lab \"nolab\" $all" nolab
usage "there is no lab \"\\x1B[2J\" $all" $'\e[2J'
usage "name a lab $all" check
usage "there is no lab \"nolab\" $all" check nolab
usage 'unknown option --\x1B[2J' check calc $'--\e[2J'
usage 'unknown option --patinece: did you mean --patience?' check calc --patinece 2
usage 'the option --json takes no argument' check calc --json=1
usage 'unknown option -x' -x
usage 'unknown option -n' -n alice wait
usage 'unknown option --frobnicate' wait --frobnicate
usage 'unknown option -x' wait -vx
usage 'unknown option --udp' wait --udp
usage 'unknown option --bare' clock --bare
usage 'unknown option -n' echo -n alice
usage 'the option -n needs an argument' wait -n
usage 'the option --min needs an argument' wait --min
usage 'one server at a time' wait localhost localhost
usage '--count takes a whole number from 1 to 1000000000' wait -c 0
usage '--count takes a whole number from 1 to 1000000000' wait --count=1.5
usage '--min takes a whole number from 0 to 3600' wait --min -1
usage '--max takes a whole number from 0 to 3600' wait --max 3601
usage '--max takes a whole number from 0 to 3600' wait --max 7x
usage 'the shortest pause is longer than the longest' wait --min 8 --max 7
usage 'the shortest pause is longer than the longest' wait --max 4
usage 'the name is empty' wait -n ''
usage 'a port is a number from 0 to 65535' wait localhost:http
usage "port 0 is no server's" wait localhost:0
usage 'an address is HOST or HOST:PORT, without http://' wait http://localhost/
usage "the name is longer than 255 bytes" wait -n "$(printf %256s x)"

test_case "options stand anywhere after the lab, servers in every form"
for server in 127.0.0.1:1 localhost:1 '[::1]:1' :1; do
	"$BAREWIRE" wait "$server" -n alice --min 0 --max=0 -c1 -v \
	    >"$work/out" 2>"$work/err"
	assert_eq $? 1 "exit status for $server"
	assert_match "$(<"$work/err")" 'could not connect to .*:1: '
done

test_case "help and version, and that the help knows what the list knows"
"$BAREWIRE" --version >"$work/out"
assert_eq $? 0
assert_match "$(<"$work/out")" '^barewire [0-9]+\.[0-9]+'
"$BAREWIRE" --help >"$work/out"
assert_eq $? 0
for lab in $labs; do
	assert_match "$(<"$work/out")" "^  $lab "
done
"$BAREWIRE" wait --help >"$work/out"
assert_eq $? 0
for option in name min max count check verbose help version; do
	assert_match "$(<"$work/out")" "^ +(-., )?--$option\b"
done
assert_eq "$(awk 'length > 79' "$work/out")" '' "lines too long"
lines='name line-end bare bare-name'
for lab in 'wait name min max count' "order $lines by-hand" "chat $lines" \
    "calc $lines" 'clock count' 'echo line-end bare udp'; do
	"$BAREWIRE" ${lab%% *} --help >"$work/out"
	assert_eq "$(grep -oE -- '--[a-z-]+' "$work/out" | sort -u |
	    tr '\n' ' ')" \
	    "$(printf -- '--%s\n' ${lab#* } check mischief verbose help \
	    version | sort |
	    tr '\n' ' ')" "the options of ${lab%% *}"
done
"$BAREWIRE" --help >/dev/full 2>/dev/null
assert_eq $? 1 "exit status when the help could not be written"

test_case "the manual page says what the help says"
tools/options-man client/barewire.1 >"$work/page" || fail "no page"
for option in name min max count line-end bare bare-name by-hand udp check \
    verbose help version; do
	grep -qwF "Fl -$option" "$work/page" || fail "--$option is not in it"
done
