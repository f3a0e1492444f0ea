#!/bin/bash
# 500 SIGKILLs of random children under load; the table is right afterwards.
# timeout: 180
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

test_case "500 children are killed under load"
start_server --journal 64 -m 200
# A watcher that reads, and one that was stopped: neither matters.
spawn tail "$BAREWIRECTL" -i "$instance" tail
spawn stopped "$BAREWIRECTL" -i "$instance" tail
wait_until 5 eval '[ "$(find "$XDG_RUNTIME_DIR" -name "feed.[0-7]" | wc -l)" = 2 ]' ||
    fail "no watchers"
kill -STOP "$stopped_pid"
summary=$(python3 tests/e2e/server_kills.py "$wait_host" "$wait_port" \
    "$server_pid" 500)
echo "$summary"
assert_match "$summary" '^kills=500 answers=[1-9]'

test_case "afterwards every name is free again"
assert_match "$summary" ' taken=0$'

test_case "no child is left, every connection was told to have ended"
# A child killed right after its line is told of once more by the parent, in
# the same words but for the time.
connects()
{
	sed -n 's/^[0-9:.]* \(.* connected from .*\)/\1/p' "$server_out" |
	    sort -u | wc -l
}
disconnects()
{
	grep -c ' disconnected: ' "$server_out"
}
ended()
{
	[ "$(connects)" = "$(disconnects)" ]
}
assert_match "$(<"$server_out")" ' disconnected: crashed: signal 9$'
# On a machine so busy that the log process fell behind by all the journal,
# lines are lost, and counted: then they cannot be compared.
lost=$(ctl status --json | jq .server.log_dropped)
if [ "$lost" = 0 ]; then
	wait_until 5 ended ||
	    fail "$(connects) connects, $(disconnects) disconnects"
else
	expect_line "$server_out" ' [0-9]+ records of the journal could not '
fi

test_case "the table shows nobody connected, its totals are whole"
status=$(ctl status --json)
assert_eq "$(jq '[.clients[] | select(.ended == null)] | length' <<<"$status")" 0
assert_eq "$(jq .server.active <<<"$status")" 0
if [ "$lost" = 0 ]; then
	assert_eq "$(jq .server.accepted <<<"$status")" "$(connects)"
	assert_eq "$(jq .server.crashed <<<"$status")" \
	    "$(grep -c 'crashed: signal 9$' "$server_out")"
fi
answers=${summary#*answers=} answers=${answers%% *}
[ "$(jq .server.messages_out <<<"$status")" -ge $((2 * answers)) ] ||
    fail "messages were forgotten: $status"
kill -CONT "$stopped_pid"
stop_server

test_case "four hundred that die at once are all told of"
start_server
spawn crowd python3 -u -c "
import socket, time
crowd = [socket.create_connection(('$wait_host', $wait_port))
         for _ in range(400)]
print('in', flush=True)
time.sleep(60)"
expect_line "$crowd_out" '^in$'
active_is()
{
	[ "$(ctl status --json | jq .server.active)" = "$1" ]
}
wait_until 20 active_is 400 || fail "not all are served: $(ctl status)"
pkill -KILL -P "$server_pid" -x bw-wait
wait_until 10 active_is 0 || fail "not all are reaped: $(ctl status)"
assert_eq "$(ctl status --json | jq .server.crashed)" 400
wait_until 10 eval '[ "$(disconnects)" = 400 ]' || fail "not all are told of"
end_process "$crowd_pid"
stop_server
