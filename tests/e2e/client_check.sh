#!/bin/bash
# barewire LAB --check: the server's messages are judged by the rules.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

start_server

test_case "our own server does nothing wrong"
for line in '4.5 / 6' '1 / 0'; do
	echo "$line"
done | timeout 20 "$BAREWIRE" calc --check -n ann "$calc_address" \
    >"$work/calc" 2>/dev/null
assert_eq "$(grep -c '^check: ok$' "$work/calc")" 2 "messages that are ok"
timeout 20 "$BAREWIRE" wait --check --min 1 --max 1 -c 1 -n ann \
    "$wait_address" >"$work/wait" || fail "barewire wait failed"
timeout 20 "$BAREWIRE" clock --check -c 2 "$clock_address" >"$work/clock" ||
    fail "barewire clock failed"
for lab in calc wait clock; do
	! file_like "$work/$lab" 'not ok' || fail "$(<"$work/$lab")"
	file_like "$work/$lab" '^check: ok$' || fail "$lab: nothing is judged"
done
stop_server

# serve ANSWER...: says them one after the other, in pieces, to one client.
# In $foreign_address.
serve()
{
	spawn foreign python3 -u -c '
import socket, sys, time
door = socket.create_server(("127.0.0.1", 0))
print("127.0.0.1:%d" % door.getsockname()[1])
line = door.accept()[0]
for text in sys.argv[1:]:
    if not line.recv(65536):
        break
    for piece in text.split("|"):
        line.sendall(piece.encode())
        time.sleep(0.1)
line.recv(65536)
' "$@"
	expect_line "$foreign_out" '^127'
	foreign_address=$(<"$foreign_out")
}

test_case "a wrong value is told of, with the right one"
serve welcome 0.8
echo '4.5 / 6' | timeout 20 "$BAREWIRE" calc --check -n ann \
    "$foreign_address" >"$work/calc" 2>/dev/null
assert_match "$(<"$work/calc")" \
    '^check: not ok: calc\.answer\.value \(must\): wrong: expected 0\.75; instead: '

test_case "an answer in pieces is judged when it is whole, once"
serve $'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' \
    $'HTTP/1.1 200 OK\r\nContent-|Length: 39\r\n\r\n|Server waited 9 seconds |for client zed.'
timeout 20 "$BAREWIRE" wait --check --min 1 --max 1 -c 1 -n ann \
    "$foreign_address" >"$work/wait" 2>/dev/null
assert_eq "$(grep -c 'answer lacks Date' "$work/wait")" 2 "one an answer"
assert_match "$(<"$work/wait")" \
    '^check: not ok: wait\.answer\.number \(must\): the answer names 9, and 1 was asked'
assert_match "$(<"$work/wait")" '»Server waited 9 seconds for client zed\.«'
