#!/bin/bash
# --capture: everything that was said and happened is in a pcapng file.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

capture=$work/class.pcapng

# A line for each block of a file: packet with its bytes, custom with the word
# of its event; "torn" when something is left over.
blocks()
{
	python3 - "$1" "$TEST_ROOT/wire/events.def" <<'PYTHON'
import re
import struct
import sys
events = re.findall(r'EVENT\(\w+, "(\w+)"', open(sys.argv[2]).read())
data = open(sys.argv[1], 'rb').read()
names = {0x0a0d0d0a: 'section', 1: 'interface', 5: 'end', 6: 'packet',
         0xbad: 'custom'}
at = 0
while at < len(data):
    kind, length = struct.unpack_from('<II', data, at) if \
        at + 8 <= len(data) else (0, 0)
    if length < 12 or at + length > len(data) or \
            data[at + length - 4:at + length] != struct.pack('<I', length):
        print('torn')
        break
    block = data[at:at + length]
    text = ''
    if kind == 0xbad:
        text = events[struct.unpack_from('<Q', block, 16)[0]]
    elif kind == 6:
        size, = struct.unpack_from('<I', block, 20)
        tags = 28
        while block[tags:tags + 2] != b'\0\0':
            tags += 4 + (block[tags + 2] << 8 | block[tags + 3])
        text = ascii(block[tags + 4:28 + size])[2:-1]
    print(names.get(kind, 'unknown'), text)
    at += length
PYTHON
}

capturer()
{
	pgrep -P "$server_pid" -x barewired-cap
}

# shellcheck disable=SC2317 # wait_until calls it
has()
{
	blocks "$capture" >"$work/blocks"
	file_like "$work/blocks" "$1"
}

start_server --capture "$capture"
test_case "the file is its owner's alone, and new"
assert_match "$(<"$server_out")" "captures what is said and happens in "
assert_eq "$(stat -c '%a %F' "$capture")" "600 regular file"
"$BAREWIRED" -i "$instance.2" -p wait=0 --capture "$capture" \
    >"$work/second" 2>&1
assert_eq $? 1
assert_match "$(<"$work/second")" \
    'could not make the capture .*class.pcapng: File exists'
ln -s nowhere "$work/link"
"$BAREWIRED" -i "$instance.2" -p wait=0 --capture "$work/link" \
    >"$work/second" 2>&1
assert_eq $? 1
[ ! -e "$work/nowhere" ] || fail "a symbolic link was followed"

test_case "whatever is said is in it, as it was said"
spawn tail "$BAREWIRECTL" -i "$instance" tail --json -n 10000
http POST /clients alice
http GET /clients
# shellcheck disable=SC2119 # it has five seconds
printf 'GET /bad HTTP/1.1\nHost: x\n\n' | http_raw >/dev/null
printf 'bob\nhello room\n' | raw "$chat_address" >/dev/null
wait_until 10 has 'packet GET /bad HTTP/1.1.nHost: x'
wait_until 10 has 'packet bob: hello room'
assert_match "$(<"$work/blocks")" 'packet POST /clients HTTP/1.1.r.n'
assert_match "$(<"$work/blocks")" 'packet HTTP/1.1 201 Created.r.n'
assert_match "$(<"$work/blocks")" 'packet HTTP/1.1 400 Bad Request.r.n'
expect_line "$tail_out" '"event":"disconnected","client":"bob"'
wait_until 10 has 'custom disconnected'
assert_eq "$(grep -c '^packet' "$work/blocks")" \
    "$(grep -c '"event":"message"' "$tail_out")"
for event in connected registered note fin close disconnected; do
	wait_until 10 has "custom $event"
done
assert_match "$(strings -n 8 "$capture")" 'alice, process [0-9]+'
assert_match "$(strings -n 8 "$capture")" \
    'malformed: .* \(line 1, byte [0-9]+ of the message\)'

test_case "a process that is killed is followed by one that goes on"
old=$(capturer)
printf 'half a block' >>"$capture"
kill -KILL "$old"
http GET /after-the-kill
wait_until 10 has 'packet GET /after-the-kill'
assert_no_match "$(<"$work/blocks")" 'torn|unknown'
assert_eq "$(grep -c 'packet POST /clients' "$work/blocks")" 1
assert_eq "$(grep -c '^section' "$work/blocks")" 1

test_case "however often it is killed, no record is missing or there twice"
for i in $(seq 4); do
	old=$(capturer)
	(for k in $(seq 40); do
		kill -KILL "$old" 2>/dev/null || break
	done) &
	http GET "/killed-$i"
	wait "$!"
	wait_until 20 has "packet GET /killed-$i "
done
"$BAREWIRECTL" export "$capture" --json >"$work/json"
jq -r 'select(.event != "lost").number' "$work/json" | sort -n >"$work/numbers"
assert_eq "$(uniq -d "$work/numbers")" '' "twice"
assert_eq "$(jq -r 'select(.event == "lost")' "$work/json")" ''
assert_eq "$(wc -l <"$work/numbers")" \
    "$(($(tail -n 1 "$work/numbers") + 1))" "numbers"

test_case "the end of the server is the end of the file"
stop_server
blocks "$capture" >"$work/blocks"
assert_eq "$(tail -n 1 "$work/blocks")" 'end '
assert_no_match "$(<"$work/blocks")" 'torn|unknown'

test_case "a full disk ends the capture, with a line, and nothing else"
capture=$work/full.pcapng
start_server --capture "$capture"
wait_until 10 has '^interface'
prlimit --pid "$(capturer)" --fsize=6000:6000
for i in $(seq 30); do
	http GET "/fills-it-$i"
done
expect_line "$server_out" 'the capture has stopped: File too large'
assert_eq "$http_status" 404
blocks "$capture" >"$work/blocks"
assert_match "$(<"$work/blocks")" 'packet GET /fills-it-1 '
assert_no_match "$(<"$work/blocks")" 'torn|unknown'
assert_no_match "$(<"$server_out")" 'the process that writes the capture ended'
stop_server
finish
