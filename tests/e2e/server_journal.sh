#!/bin/bash
# The journal: what was is shown to who comes late, and nobody drowns others.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

feeder()
{
	pgrep -P "$server_pid" -x barewired-feed
}

# How often each word of "request N" stands in a file of JSON lines, as
# "missing twice".
requests_in()
{
	python3 - "$1" "$2" <<'PYTHON'
import collections
import json
import re
import sys
seen = collections.Counter()
for line in open(sys.argv[1]):
    record = json.loads(line)
    if record['direction'] == 'received':
        seen.update(re.findall(r'GET /n(\d+) ', record['text'][:40]))
print(sum(seen[str(i)] == 0 for i in range(int(sys.argv[2]))),
      sum(count > 1 for count in seen.values()))
PYTHON
}

ask_numbered()
{
	python3 - "$wait_host" "$wait_port" "$1" "$2" <<'PYTHON'
import socket
import sys
sock = socket.create_connection((sys.argv[1], int(sys.argv[2])), 20)
for i in range(int(sys.argv[3]), int(sys.argv[4])):
    sock.sendall(b'GET /n%d HTTP/1.1\r\nHost: x\r\n\r\n' % i)
    assert b'HTTP/1.1' in sock.recv(4096)
PYTHON
}

start_server
test_case "who comes late is shown what was, as much as is asked for"
for name in alice bob carol; do
	http POST /clients "$name"
done
spawn late "$BAREWIRECTL" -i "$instance" tail -n 4
expect_line "$late_out" 'You are registered as carol'
expect_line "$late_out" 'carol disconnected: closed by client'
assert_no_match "$(<"$late_out")" 'bob'
assert_match "$(<"$late_out")" 'status 201, past$'
spawn now "$BAREWIRECTL" -i "$instance" tail --json
spawn all "$BAREWIRECTL" -i "$instance" tail --json -n 10000
expect_line "$all_out" '"client":"alice"'
http POST /clients dora
expect_line "$now_out" '"client":"dora"'
assert_eq "$(grep -c '"past":true' "$now_out")" 0
assert_no_match "$(<"$now_out")" 'alice|bob|carol'
assert_eq "$(jq -s 'map(select(.event == "connected" and .past)) |
    length' "$all_out")" 3

test_case "messages can be read with cat"
messages=$(dirname "$(find "$XDG_RUNTIME_DIR" -name 'feed.0')")/messages
assert_eq "$(stat -c '%F %a' "$messages")" "fifo 600"
spawn plain cat "$messages"
expect_line "$plain_out" '^-- [0-9:.]* guest-[0-9]*@wait << [0-9]+ bytes, past$'
expect_line "$plain_out" '^POST /clients HTTP/1.1\\r$'
expect_line "$plain_out" '^-- [0-9:.]* dora@wait registered, was guest-'
kill -INT "$plain_pid"
wait_until 5 dead "$plain_pid"
# The next one begins with a whole line.
http GET /
spawn again cat "$messages"
expect_line "$again_out" '^-- [0-9:.]* alice@wait registered'
assert_match "$(head -n 1 "$again_out")" '^-- '
http POST /echo $'a\tb\x01\x1b[2J'
expect_line "$again_out" $'^a\tb''\\x01\\x1B\[2J$'

test_case "a feeder that is killed is followed where it was"
spawn watched "$BAREWIRECTL" -i "$instance" tail --json
wait_until 10 eval 'http GET /; grep -q "GET / HTTP" "$watched_out"' ||
    fail "it sees nothing"
for i in 0 1 2 3 4; do
	ask_numbered $((i * 200)) $((i * 200 + 200)) &
	asking=$!
	old=$(feeder)
	kill -KILL "$old"
	wait "$asking" || fail "the client was not served"
	wait_until 10 eval '[ -n "$(feeder)" ]' || fail "there is no feeder"
done
expect_line "$watched_out" 'GET /n999 '
read -r missing twice < <(requests_in "$watched_out" 1000)
assert_eq "$missing" 0 "requests that are missing"
assert_between "$twice" 0 5 "requests that are there twice"
expect_line "$server_out" 'the process that feeds the watchers ended, signal 9'

test_case "beside a flood of long messages all of forty students is shown"
spawn class "$BAREWIRECTL" -i "$instance" tail --json
wait_until 10 eval 'http GET /; grep -q "GET / HTTP" "$class_out"' ||
    fail "it sees nothing"
python3 - "$wait_host" "$wait_port" <<'PYTHON' || fail "not all were served"
import socket
import sys
import threading
import time

address = sys.argv[1], int(sys.argv[2])
over = threading.Event()

def flood():
    sock = socket.create_connection(address, 20)
    file = sock.makefile('rb')
    body = b'f' * 65536
    while not over.is_set():
        sock.sendall(b'POST /echo HTTP/1.1\r\nHost: x\r\n'
                     b'Content-Length: %d\r\n\r\n%s' % (len(body), body))
        while file.readline() not in (b'\r\n', b''):
            pass
        file.read(len(body))

flooder = threading.Thread(target=flood)
flooder.start()
students = [socket.create_connection(address, 20) for _ in range(40)]
for turn in range(5):
    for number, sock in enumerate(students):
        sock.sendall(b'GET /student-%d-%d HTTP/1.1\r\nHost: x\r\n\r\n'
                     % (number, turn))
    for sock in students:
        assert b'HTTP/1.1' in sock.recv(4096)
    time.sleep(0.2)
over.set()
flooder.join()
PYTHON
all_there()
{
	[ "$(jq -r 'select(.direction == "received") | .text[0:40]' \
	    "$class_out" | grep -o 'student-[0-9]*-[0-9]*' | sort -u |
	    wc -l)" = 200 ]
}
wait_until 20 all_there || fail "of 200 requests some are not shown: $(
    grep -c student- "$class_out")"

test_case "a size of the journal that is none is refused"
for size in 0 1025 x ''; do
	"$BAREWIRED" --journal "$size" >"$work/out" 2>"$work/err"
	assert_eq "$?" 2 "exit code of --journal $size"
	assert_match "$(<"$work/err")" 'journal in MiB'
done
