#!/bin/bash
# Watchers: eight at once, full FIFOs, stopped and killed ones.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

feeds()
{
	[ "$(find "$XDG_RUNTIME_DIR" -name 'feed.[0-7]' | wc -l)" = "$1" ]
}

load()
{
	python3 - "$wait_host" "$wait_port" "$1" <<'PYTHON'
import socket
import sys
sock = socket.create_connection((sys.argv[1], int(sys.argv[2])), 20)
file = sock.makefile('rb')
body = b'x' * 2000
request = (b'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s'
           % (len(body), body))
for _ in range(int(sys.argv[3])):
    sock.sendall(request)
    while file.readline() != b'\r\n':
        pass
    file.read(len(body))
PYTHON
}

# Of the smallest journal a watcher may soon have missed something.
start_server --journal 1
test_case "eight watchers at once all see a message; a ninth is told why not"
for i in 1 2 3 4 5 6 7 8; do
	spawn "tail$i" "$BAREWIRECTL" -i "$instance" tail --json
done
wait_until 10 feeds 8 || fail "not eight FIFOs"
ctl tail >"$work/out" 2>"$work/err" && fail "a ninth watcher got in"
assert_match "$(<"$work/err")" 'eight|8'
http POST /clients alice
for i in 1 2 3 4 5 6 7 8; do
	out=tail${i}_out
	expect_line "${!out}" '"event": ?"registered"'
	expect_line "${!out}" '"event": ?"disconnected".*closed by client'
	grep -q 'POST /clients HTTP/1.1' "${!out}" || fail "no raw message"
done

test_case "a watcher that is killed leaves its place to another"
kill -KILL "$tail3_pid"
wait_until 5 dead "$tail3_pid"
http GET /
spawn other "$BAREWIRECTL" -i "$instance" tail --json
http GET /
wait_until 10 eval 'http GET /; grep -q "GET / HTTP" "$other_out"' ||
    fail "no place for another watcher"

test_case "a full FIFO costs the clients nothing and is shown as a gap"
kill -STOP "$tail1_pid"
load 3000
dropped()
{
	[ "$(ctl status --json | jq .server.feed_dropped)" -gt 0 ]
}
wait_until 10 dropped || fail "nothing was dropped"
kill -CONT "$tail1_pid"
expect_line "$tail1_out" '"event": ?"lost"'

test_case "what was lost and what was shown add up"
http POST /clients last
expect_line "$tail1_out" 'last'
whole=$(python3 - "$tail1_out" <<'PYTHON'
import json
import re
import sys
shown = lost = 0
for line in open(sys.argv[1]):
    record = json.loads(line)
    if record['event'] == 'lost':
        lost += int(re.match(r'(\d+)', record['reason']).group(1))
    else:
        shown += 1
print(shown, lost)
PYTHON
)
reference=$(wc -l <"$tail2_out")
lost2=$(grep -c '"lost"' "$tail2_out")
echo "    shown and lost: $whole; another watcher saw $reference ($lost2 gaps)"
if [ "$lost2" = 0 ]; then
	assert_eq "$((${whole% *} + ${whole#* }))" "$reference"
fi

test_case "at the server's end every watcher ends and no FIFO is left"
stop_server
for i in 1 2 4 5 6 7 8; do
	pid=tail${i}_pid
	wait_exit "${!pid}" 5
	assert_eq "$exit_status" 0
done
assert_eq "$(find "$XDG_RUNTIME_DIR" -name 'feed.*')" ''

test_case "what a watcher leaves that is killed before its FIFO has a name"
start_server
dir=$(dirname "$(find "$XDG_RUNTIME_DIR" -name control)")
(exit 0) &
gone=$!
wait "$gone"
mkfifo "$dir/.feed.$gone.tmp" "$dir/.feed.$$.tmp"
spawn tail "$BAREWIRECTL" -i "$instance" tail
wait_until 10 feeds 1 || fail "no watcher"
assert_eq "$(find "$dir" -name '.feed.*')" "$dir/.feed.$$.tmp" \
    "that of a process that is there"
end_process "$tail_pid"
stop_server
assert_eq "$(find "$XDG_RUNTIME_DIR" -mindepth 1)" '' "left by the server"
