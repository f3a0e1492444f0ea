#!/bin/bash
# What a server says to whoever started it: ready, how it is, alive, stopping.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

where=$work/notify

# receiver WHERE [OPTION...]
receiver()
{
	rm -f "$where"
	spawn receiver python3 tests/e2e/notified.py "$@"
	expect_line "$receiver_out" '^bound$'
}

# told REGEX: something like it was said.
told()
{
	expect_line "$receiver_out" "^[0-9]+ [0-9]+ $1" "${2:-10}"
}

count()
{
	grep -c ' WATCHDOG=1$' "$receiver_out"
}

more_than()
{
	[ "$(count)" -gt "$1" ]
}

for kind in path name; do
	test_case "ready, by a $kind; then how it is, by the parent alone"
	at=$where
	[ $kind = path ] || at=@$instance-notify
	receiver "$at"
	NOTIFY_SOCKET=$at start_server
	told "READY=1.MAINPID=$server_pid.STATUS=0 clients, 0 waiting$"
	exec {one}<>"/dev/tcp/127.0.0.1/$wait_port"
	exec {two}<>"/dev/tcp/127.0.0.1/$order_port"
	exec {three}<>"/dev/tcp/127.0.0.1/$chat_port"
	printf 'POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n60' \
	    >&$one
	# One pauses, one has no partner yet.
	told 'STATUS=3 clients, 2 waiting$' 20
	for child in $(pgrep -P "$server_pid" '^bw-(wait|order|chat)$'); do
		assert_eq "$(find "/proc/$child/fd" -lname 'socket:*' |
		    wc -l)" 1 "sockets of $(<"/proc/$child/comm")"
	done
	exec {one}>&- {two}>&- {three}>&-
	told 'STATUS=0 clients, 0 waiting$' 20
	stop_server
	told 'STOPPING=1.STATUS=shutting down: 0 clients, 0 waiting$'
	assert_no_match "$(<"$receiver_out")" WATCHDOG
	assert_eq "$(sed 1d "$receiver_out" | cut -d ' ' -f 2 | sort -u)" \
	    "$(sed -n 's/.*MAINPID=\([0-9]*\).*/\1/p' "$receiver_out")" "senders"
	end_process "$receiver_pid"
done

test_case "a parent that hangs is silent"
receiver "$where"
NOTIFY_SOCKET=$where WATCHDOG_USEC=600000 start_server
wait_until 20 more_than 4 || fail "no WATCHDOG=1 in 20 s"
kill -STOP "$server_pid"
# Once what it had said before is read.
silent()
{
	before=$(count)
	pause 1.5
	[ "$(count)" = "$before" ]
}
wait_until 20 silent || fail "WATCHDOG=1 of a stopped parent"
kill -CONT "$server_pid"
wait_until 20 more_than "$before" || fail "none when it goes on"
stop_server
# Twice in its time, and not much more often.
assert_between "$(awk '/WATCHDOG/ { if (n++ && $1 - last < 250) early++
    last = $1 } END { print early + 0 }' "$receiver_out")" 0 1 "early ones"
end_process "$receiver_pid"

test_case "another process's watchdog is not ours"
receiver "$where"
NOTIFY_SOCKET=$where WATCHDOG_USEC=400000 WATCHDOG_PID=1 start_server
told READY=1
pause 1
assert_eq "$(count)" 0
stop_server
end_process "$receiver_pid"

test_case "nobody waits for a receiver that does not read"
receiver "$where" --hold "$work/go"
NOTIFY_SOCKET=$where WATCHDOG_USEC=200000 start_server
# Its queue is full by now, or will be.
for _ in 1 2 3; do
	http GET /
	assert_eq "$http_status" 200
	pause 0.5
done
touch "$work/go"
told READY=1
stop_server
end_process "$receiver_pid"

test_case "why it did not start is said, too"
receiver "$where"
said=$(NOTIFY_SOCKET=$where "$BAREWIRED" -i "$instance" -a 192.0.2.1 2>&1) &&
    fail "it starts: $said"
expect_line "$receiver_out" "STATUS=${said#barewired: }$"
end_process "$receiver_pid"

test_case "a socket that is not there is told of, and no more than that"
for at in "$work/nothing-there" relative "/$(printf '%0120d' 1)"; do
	NOTIFY_SOCKET=$at start_server
	assert_match "$(<"$server_out")" \
	    '^whoever started this server is not told .*: NOTIFY_SOCKET: '
	stop_server
done
