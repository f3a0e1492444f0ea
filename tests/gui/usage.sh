#!/bin/bash
# What both windows say of a command line that they do not understand.
. "${TEST_ROOT:-.}/tests/gui/lib.sh"

bin=$(dirname "$BAREWIRED")

# usage PROGRAM REASON ARGUMENT...: that is wrong usage.
usage()
{
	local program=$1 reason=$2 status

	shift 2
	timeout $((60 * TEST_SLOWNESS)) "$bin/$program" "$@" >"$work/out" \
	    2>"$work/err"
	status=$?
	assert_eq "$status, $(head -n 1 "$work/err")" \
	    "2, $program: $reason" "$program $*"
	assert_match "$(sed -n 2p "$work/err")" \
	    "^usage: $program .*\($program --help\)$"
	assert_eq "$(<"$work/out")" '' "standard output"
}

test_case "wrong usage is exit status 2, the reason and the usage"
for program in xbarewired xbarewire; do
	usage $program 'unknown option --nosuch' --nosuch
	usage $program 'unknown option --drak: did you mean --dark?' --drak
	usage $program 'the option --font-size needs an argument' --font-size
	usage $program 'the option --dark takes no argument' --dark=1
	usage $program 'unknown option -Q' -Q
done
usage xbarewired 'unexpected argument: "wait"' wait
usage xbarewired "an instance name is letters, digits, '.', '_' and '-'" \
    -i a/b
usage xbarewire 'unexpected argument: "b\x1B"' wait a $'b\e'
usage xbarewire 'a port is a number from 0 to 65535' wait 127.0.0.1:99999
usage xbarewire \
    'there is no lab "no\x1B" (wait, order, chat, calc, clock, echo, raw)' \
    -xrm $'XBarewire.lab: no\e'
