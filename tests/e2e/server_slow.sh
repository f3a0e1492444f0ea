#!/bin/bash
# Slow heads, slow bodies and slow readers, 300 connections each: whoever else
# comes is answered all the time, and afterwards no process of them is left.
# timeout: 400
# takes: 45
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

processes()
{
	pgrep -P "$server_pid" | sort
}

as_before()
{
	[ "$(processes)" = "$before" ]
}

start_server --head-time 8 --send-time 8 --http-idle 8
before=$(processes)
for how in headers body read; do
	test_case "300 clients whose $how are slow, and another one"
	summary=$(python3 -B tests/e2e/server_slow.py \
	    "${wait_address%:*}" "${wait_address##*:}" "$server_pid" "$how")
	echo "   $summary"
	assert_match "$summary" \
	    '^connections=300 served=[0-9]+ samples=([0-9]+) answered=\1 left=0$'
	wait_until 20 as_before || fail "processes: $(processes), not $before"
	assert_eq "$(ctl status --json | jq .server.active)" 0 "clients"
done

test_case "none of them was refused, each is said to have been too slow"
# Thirteen thousand records at once may be too many for whoever prints them; then
# that is said.
assert_eq "$(grep -E 'refused|crashed|could not' "$server_out" |
    grep -v 'records of the journal could not be read in time' | head -n 5)" ''
grep ' disconnected: ' "$server_out" | sed 's/.* disconnected/disconnected/' |
    sort | uniq -c
assert_eq "$(grep -cE ' disconnected: (protocol error|timed out)$' \
    "$server_out")" 900 "those that were ended"
stop_server TERM
