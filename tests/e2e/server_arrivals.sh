#!/bin/bash
# Between accept and fork: who has gone by then, and whose turn it is.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# The server sleeps while the clients come, so that all of them are there when
# it looks: arrive STEP...
arrive()
{
	kill -STOP "$server_pid"
	# The last time's "ready" is not this one's.
	: >"$work/arrived"
	python3 -B tests/e2e/arrivals.py "$wait_port" "$@" go \
	    <"$work/go" >"$work/arrived" 2>&1 &
	arrivals_pid=$!
	started+=("$arrivals_pid")
	exec {go}>"$work/go"
	expect_line "$work/arrived" '^ready$' 60
	kill -CONT "$server_pid"
	echo >&"$go"
	exec {go}>&-
	wait_exit "$arrivals_pid" 60
	assert_eq "$exit_status" 0 "$(<"$work/arrived")"
}

count()
{
	ctl status --json | jq ".server.$1"
}

mkfifo "$work/go"
start_server

test_case "who has closed or reset already costs no process, and is counted"
arrive close 600 reset 300 ask
assert_eq "$(tail -n 1 "$work/arrived")" 'HTTP/1.1 200 OK'
assert_eq "$(count left)" 900 "those that had gone"
assert_eq "$(count accepted)" 1 "those that got a process"
assert_match "$(ctl status)" 'connected and left 900$'

test_case "it is said once, then as a number"
expect_line "$server_out" ' 127\.0\.0\.2:[0-9]+ connected and left \(wait\)$'
expect_line "$server_out" ' 127\.0\.0\.2 connected and left: [0-9]+ more$'
all_told()
{
	said=$(grep -c 'connected and left (wait)' "$server_out")
	more=$(sed -n 's/.* connected and left: \([0-9]*\) more$/\1/p' \
	    "$server_out" | awk '{ sum += $1 } END { print sum }')
	[ $((said + more)) = 900 ]
}
wait_until 20 all_told || fail "told of $said and $more, not of 900"
[ "$said" -lt 90 ] || fail "$said lines"

test_case "bytes and then a close are a message"
arrive close 50 say close 50
assert_eq "$(tail -n 1 "$work/arrived")" 'HTTP/1.1 200 OK'
assert_eq "$(count left)" 1000

test_case "who comes once does not wait for an address that comes often"
connected()
{
	[ "$(grep -c ' connected from ' "$server_out")" -ge "$1" ]
}
before=$(grep -c ' connected from ' "$server_out")
arrive hold 200 ask
wait_until 20 connected $((before + 201)) || fail "not all are connected"
assert_eq "$(tail -n 1 "$work/arrived")" 'HTTP/1.1 200 OK'
place=$(grep ' connected from ' "$server_out" |
    tail -n +$((before + 1)) | grep -n ' connected from 127.0.0.1:' |
    head -n 1 | cut -d : -f 1)
# Forked for with the first, or the second lot.
assert_between "$place" 1 100 "its place among 201"
stop_server
