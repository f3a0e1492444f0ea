#!/bin/bash
# How long a client may take for what: with short times, by what is said.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# slowly TEXT: to the wait lab, then a byte now and then; what comes back.
slowly()
{
	local writer

	exec 3<>"/dev/tcp/$wait_host/$wait_port"
	printf '%b' "$1" >&3
	(trap '' PIPE; while printf x; do pause 0.1; done >&3 2>/dev/null) &
	writer=$!
	started+=("$writer")
	answer=$(timeout 60 cat <&3)
	kill "$writer"
	wait "$writer" 2>/dev/null
	exec 3>&- 3<&-
}

start_server --head-time 1 --body-rate 1000 --http-idle 1

test_case "a head that comes a byte at a time has its time, and no more"
slowly 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '
assert_match "$answer" '^HTTP/1\.1 408 '
assert_match "$answer" 'its head has 1 s \(--head-time\)'
expect_line "$server_out" ' sent a bad request: .*\(408\)$'

test_case "so has a body that comes too slowly; a long one that does not is served"
slowly 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'
assert_match "$answer" '^HTTP/1\.1 408 '
assert_match "$answer" 'a second more for each 1000 bytes \(--head-time, --body-rate\)'
head -c 200000 /dev/zero | tr '\0' x >"$work/long"
http POST / "@$work/long"
assert_eq "$http_status" 200

test_case "who has no name may say nothing for less long than who has"
exec 4<>"/dev/tcp/$wait_host/$wait_port"
printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nalice' >&4
expect_line "$server_out" ' alice registered '
for i in 1 2; do
	exec 5<>"/dev/tcp/$wait_host/$wait_port"
	[ $i = 1 ] || printf 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' >&5
	timeout 60 cat <&5 >"$work/idle.$i" || fail "it was not ended"
	exec 5>&- 5<&-
done
assert_eq "$(<"$work/idle.1")" ''
ended()
{
	[ "$(grep -c ' has said nothing for 1 s, which ends it (--http-idle: it has no name)$' \
	    "$server_out")" = 2 ]
}
wait_until 10 ended || fail "that is not said"
printf 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' >&4
assert_match "$(timeout 20 cat <&4)" 'You are alice'
exec 4>&- 4<&-
stop_server

test_case "lenient: an idle guest is ended, too"
start_server --lenient --http-idle 1
timeout 60 cat <"/dev/tcp/$wait_host/$wait_port" || fail "it was not ended"
expect_line "$server_out" ' has said nothing for 1 s'
stop_server

test_case "the other labs: --idle"
start_server --idle 1
for lab in echo calc chat; do
	port=${lab}_port
	timeout 60 cat <"/dev/tcp/127.0.0.1/${!port}" >/dev/null ||
	    fail "$lab: it was not ended"
done
ended()
{
	[ "$(grep -c ' has said nothing for 1 s, which ends it (--idle)$' \
	    "$server_out")" = 3 ]
}
wait_until 10 ended || fail "that is not said"
exec 4<>"/dev/tcp/$chat_host/$chat_port"
echo alice >&4
assert_match "$(timeout 60 cat <&4)" \
    '^goodbye: you have said nothing for too long$'
expect_line "$server_out" ' alice has said nothing for 1 s, which ends it \(--idle\)$'
expect_line "$server_out" ' alice left the chat '
exec 4>&- 4<&-
stop_server

test_case "a client that takes a byte now and then is given up"
start_server --send-time 4
cat >"$work/slow.py" <<'END'
import socket, sys, time

client = socket.create_connection((sys.argv[1], int(sys.argv[2])))
client.setblocking(False)
full = time.monotonic()
while time.monotonic() < full + 0.2:
    try:
        client.send(b"x" * 65536)
        full = time.monotonic()
    except BlockingIOError:
        time.sleep(0.02)
client.setblocking(True)
taken = 0
while True:
    taken += len(client.recv(10))
    print(taken, flush=True)
    time.sleep(0.1)
END
spawn slow python3 "$work/slow.py" "$echo_host" "$echo_port"
expect_line "$slow_out" '^100$' 30
expect_line "$server_out" ' takes less than 500 bytes a second of what waits for it, for 4 s: given up \(--send-time\)$' 60
expect_line "$server_out" ' disconnected: timed out$'
stop_server
