#!/bin/bash
# Children of chat and order are killed at random; nobody else is harmed.
# timeout: 180
# takes: 17
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

start_server

test_case "300 members of a room are killed while everybody talks"
summary=$(python3 tests/e2e/chat_kills.py "$chat_host" "$chat_port" \
    "$server_pid" 300)
echo "$summary"
assert_eq "$summary" "kills=300 members=30 listed=30 strangers=0 left_twice=0"
echo "   $(ctl status --json | jq .server.lock_recoveries) lock recoveries"

test_case "partners are killed at every stage, then pairs are right as ever"
for i in $(seq 30); do
	exec 3<>"/dev/tcp/$order_host/$order_port"
	exec 4<>"/dev/tcp/$order_host/$order_port"
	[ $((i % 2)) = 0 ] || printf 'Alice' >&3
	[ $((i % 3)) = 0 ] || printf 'Bob' >&4
	sleep "0.$((i % 3))$((i % 10))"
	# shellcheck disable=SC2046 # several processes, or none any more
	kill -KILL $(pgrep -P "$server_pid" -x bw-order | sort -R |
	    head -n $((i % 2 + 1))) 2>/dev/null
	exec 3>&- 3<&- 4>&- 4<&-
done
no_orders()
{
	! pgrep -P "$server_pid" -x bw-order >/dev/null
}
wait_until 10 no_orders || fail "children of order are left"
summary=$(python3 tests/e2e/order_pairs.py "$order_host" "$order_port" 20)
assert_eq "$summary" "pairs=20 right=20 wrong=0 unpaired=0"

test_case "a shutdown with 200 people in the room takes no longer than 2 s"
spawn people python3 -c "
import socket, sys, time
room = [socket.create_connection(('$chat_host', $chat_port)) for _ in range(200)]
for number, member in enumerate(room):
    member.send(b'q%d\n' % number)
print('in', flush=True)
time.sleep(30)"
expect_line "$people_out" '^in$'
expect_line "$server_out" 'joined the chat \(200 members\)$' 20
stop_server
end_process "$people_pid"
assert_eq "$(find "$XDG_RUNTIME_DIR" -mindepth 2 -print)" ''
