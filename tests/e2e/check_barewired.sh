#!/bin/bash
# timeout: 400
# takes: 60
# barewire check finds nothing wrong with barewired, in any lab, whether it
# starts the server itself or not, and beside eight busy loops.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# own LAB [OPTION...]: on servers of its own.  Sets report, check_status.
own()
{
	local lab=$1 other off=''

	shift
	for other in $labs; do
		[ "$other" = "$lab" ] || off+=" -p $other=off"
	done
	checked "$lab" "$@" --run \
	    "exec $BAREWIRED -i $instance-{port} -a 127.0.0.1$off -p $lab={port}"
}

# checked ARGUMENT...: again while this machine is too busy to tell.
checked()
{
	local try

	for try in 1 2 3; do
		report=$(timeout 120 "$BAREWIRE" check "$@")
		check_status=$?
		[ "$check_status" -eq 3 ] || break
	done
}

# right LAB: nothing was wrong with it, and something was looked at.
right()
{
	assert_eq "$check_status" 0 "$1: exit status ($report)"
	assert_no_match "$report" '^not ok' "$1"
	assert_match "$report" '^[1-9][0-9]+ ok, 0 not ok \(0 must\)' "$1"
}

for lab in $labs; do
	test_case "barewired passes the check of $lab"
	own "$lab" --patience 0.5 --pauses 1,2,3
	right "$lab"
done

test_case "a server that runs already passes, too"
# shellcheck disable=SC2119 # as it is
start_server
for lab in calc echo clock; do
	address=${lab}_address
	checked "$lab" --patience 0.5 "${!address}"
	right "$lab"
done
# shellcheck disable=SC2119 # by SIGTERM
stop_server

test_case "beside eight busy loops it is told nothing false"
for ((loop = 0; loop < 8; loop++)); do
	spawn busy timeout 120 bash -c 'while :; do :; done'
done
for lab in calc clock echo order; do
	own "$lab"
	assert_no_match "$report" '^not ok' "$lab beside busy loops"
done
