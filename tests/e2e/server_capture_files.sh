#!/bin/bash
# --capture-size, --capture-files and --no-private: a capture in several files,
# and one without what is said to one alone.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

mkdir "$work/captures"
capture=$work/captures/class.pcapng

# shout COUNT: messages of 60 KiB to the echo, and back.
shout()
{
	# shellcheck disable=SC2154 # start_server sets it
	python3 - "$echo_address" "$1" <<'END'
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
line = socket.create_connection((host, int(port)), 10)
line.settimeout(20)
for i in range(int(sys.argv[2])):
    text = b"%06d" % i * 10000 + b"\n"
    line.sendall(text)
    got = 0
    while got < len(text):
        got += len(line.recv(65536))
line.close()
END
}

# chatter COUNT: short lines, to be calculated, and as many answers.
chatter()
{
	# shellcheck disable=SC2154 # start_server sets it
	python3 - "$calc_address" "$1" <<'END'
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
line = socket.create_connection((host, int(port)), 10)
line.settimeout(20)
line.sendall(b"carl\n")
got = 0
for i in range(int(sys.argv[2]) // 100):
    line.sendall(b"1 + 1\n" * 100)
    while got < 100 * (i + 1):
        more = line.recv(65536)
        assert more
        got += more.count(b"\n")
line.close()
END
}

# shellcheck disable=SC2317 # wait_until calls it
made()
{
	[ -e "$capture.$1" ]
}

# fill FIRST LAST: what makes those files necessary, no faster than they are
# written: the journal keeps less than that of one client.
fill()
{
	local i

	for ((i = $1; i <= $2; i++)); do
		shout 9
		wait_until 20 made "$i" || fail "there is no file $i"
	done
}

# All records of those files: numbers, and what is lost.
numbers()
{
	cat "$@" >"$work/all.pcapng"
	"$BAREWIRECTL" export "$work/all.pcapng" --json >"$work/all" \
	    2>"$work/all.err" || fail "$(<"$work/all.err")"
	jq -r '.number' "$work/all" >"$work/numbers"
}

capturer()
{
	pgrep -P "$server_pid" -x barewired-cap
}

# usage WORDS OPTION...
usage()
{
	"$BAREWIRED" -i "$instance.2" -p wait=0 "${@:2}" >"$work/usage" 2>&1
	assert_eq $? 2
	assert_match "$(<"$work/usage")" "$1"
}

test_case "options that say nothing without another one are refused"
usage 'nothing is captured without.*"--capture"' --no-private
usage 'nothing is captured without' --capture-size 1
usage 'there is one file without.*"--capture-size"' \
    --capture "$work/unused" --capture-files 2
usage 'not a size of a file in MiB' --capture "$work/unused" --capture-size 0
[ ! -e "$work/unused" ] || fail "a capture was made"

test_case "a file that is full is followed by another, and nothing is lost"
touch "$capture.2"
start_server --capture "$capture" --capture-size 1
fill 1 1
shout 9
wait_until 20 made 3 || fail "there is no third file"
wait_until 10 capturer >"$work/pid"
kill -KILL "$(<"$work/pid")"
fill 4 5
# shellcheck disable=SC2119 # without a signal
stop_server
assert_match "$(<"$server_out")" "captures what .* in .*class\.pcapng\.1$"
assert_eq "$(stat -c %s "$capture.2")" 0 "a file of somebody else"
rm "$capture.2"
files=("$capture")
for i in $(seq 1 20); do
	[ -e "$capture.$i" ] && files+=("$capture.$i")
done
for file in "${files[@]}"; do
	[ "$(stat -c %s "$file")" -le $((1 << 20)) ] || fail "$file is too long"
	assert_eq "$(stat -c %a "$file")" 600
	"$BAREWIRECTL" export "$file" --json >/dev/null 2>"$work/all.err"
	assert_eq "$(<"$work/all.err")" '' "$file"
done
numbers "${files[@]}"
assert_eq "$(sort -n "$work/numbers" | uniq -d)" '' "records that are there twice"
assert_eq "$(sort -nu "$work/numbers" | wc -l)" \
    "$(($(sort -n "$work/numbers" | tail -n 1) + 1))" "numbers"
assert_eq "$(jq -r 'select(.event == "lost")' "$work/all")" ''
# A message to the echo is what one read brought.
assert_eq "$(jq -s 'unique_by(.number) | map(select(.direction == "received" and
    .lab == "echo").bytes) | add' "$work/all")" $((36 * 60001)) "bytes"
if command -v tshark >/dev/null; then
	HOME=$work tshark -n -r "$capture.1" >/dev/null 2>"$work/shark.err"
	assert_no_match "$(<"$work/shark.err")" 'cut short|corrupt|damaged'
fi

test_case "the oldest make room"
rm "$work"/captures/*
start_server --capture "$capture" --capture-size 1 --capture-files 2
fill 1 2
mv "$capture.2" "$work/kept"
touch "$capture.2"
fill 3 5
# shellcheck disable=SC2119 # without a signal
stop_server
for file in "$capture" "$capture.1"; do
	[ ! -e "$file" ] || fail "$file is still there"
done
assert_eq "$(stat -c %s "$capture.2")" 0 "a file in the place of one of ours"
# shellcheck disable=SC2012 # names of ours
assert_eq "$(ls "$work/captures" | wc -l)" 3 "two, and somebody else's"

test_case "what the journal overran is counted where it is missing"
rm "$work"/captures/*
start_server --capture "$capture"
http POST /clients alice
wait_until 10 capturer >"$work/pid"
kill -STOP "$(<"$work/pid")"
chatter 20000 || fail "the chatter"
http GET /behind-all-that
kill -CONT "$(<"$work/pid")"
wait_until 20 grep -qa /behind-all-that "$capture"
# shellcheck disable=SC2119 # without a signal
stop_server
numbers "$capture"
lost=$(jq -s 'map(select(.event == "lost").lost) | add' "$work/all")
[ "$lost" -gt 0 ] || fail "nothing was lost"
assert_eq "$(($(grep -cv '^0$' "$work/numbers") + lost + 1))" \
    "$(($(sort -n "$work/numbers" | tail -n 1) + 1))" "records and lost ones"
"$BAREWIRECTL" report --capture "$capture" >"$work/text"
assert_match "$(<"$work/text")" "^$lost records were missing"
"$BAREWIRECTL" replay "$capture" --speed 0 >"$work/text"
first=$(jq -s 'map(select(.event == "lost").lost)[0]' "$work/all")
assert_match "$(<"$work/text")" "^RECORDED $first messages lost"

test_case "of more than can be written all clients get the same"
rm "$work"/captures/*
start_server --capture "$capture"
wait_until 10 capturer >"$work/pid"
kill -STOP "$(<"$work/pid")"
http GET /before-the-flood
chatter 5000 || fail "the chatter"
http GET /behind-the-flood
kill -CONT "$(<"$work/pid")"
wait_until 20 grep -qa /behind-the-flood "$capture"
# shellcheck disable=SC2119 # without a signal
stop_server
numbers "$capture"
lost=$(jq -s 'map(select(.event == "lost").lost) | add' "$work/all")
said=$(jq -s 'map(select(.client == "carl" and .event == "message")) | length' \
    "$work/all")
# An eighth of the journal, of which a lone writer has half.
[ "$said" -gt 1000 ] || fail "of the flood there are $said messages"
[ "$said" -lt 4000 ] || fail "the flood had $said messages"
for word in before-the-flood behind-the-flood; do
	grep -qa "GET /$word" "$capture" || fail "no $word"
done
assert_eq "$(($(grep -cv '^0$' "$work/numbers") + lost + 1))" \
    "$(($(sort -n "$work/numbers" | tail -n 1) + 1))" "records and lost ones"
# Who came and who left is told of everybody.
assert_eq "$(jq -s 'map(select(.event == "disconnected")) | length' \
    "$work/all")" 3

test_case "where no other file can be made the capture stops, not the server"
rm "$work"/captures/*
start_server --capture "$capture" --capture-size 1
rm "$capture"
rmdir "$work/captures"
shout 9
expect_line "$server_out" \
    'the capture has stopped: could not make .*class.pcapng.1: No such file'
http POST /clients alice
assert_eq "$http_status" 201
# shellcheck disable=SC2119 # without a signal
stop_server

test_case "what is said to one alone is not in it with --no-private"
capture=$work/public.pcapng
start_server --capture "$capture" --no-private
# shellcheck disable=SC2154 # start_server sets it
python3 - "$chat_address" <<'END' || fail "the chat"
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
lines = []
got = b""
for name in b"ann\n/list\n", b"ben\n":
    lines.append(socket.create_connection((host, int(port)), 10))
    lines[-1].settimeout(10)
    lines[-1].sendall(name)
    while (b"1 member", b"ben joined")[len(lines) - 1] not in got:
        got += lines[0].recv(4096)
lines[0].sendall(b"/msg ben xyzzy-geheim\nhello all\n")
got = b""
while b"hello all" not in got:
    got += lines[1].recv(4096)
assert b"xyzzy" in got
END
# shellcheck disable=SC2119 # without a signal
stop_server
assert_no_match "$(strings -n 4 "$capture")" xyzzy
"$BAREWIRECTL" export "$capture" --text >"$work/text"
assert_match "$(<"$work/text")" '^    /msg ben \[12 bytes, private\]\\n$'
assert_match "$(<"$work/text")" '^    ann \(private\): \[12 bytes, private\]'
assert_match "$(<"$work/text")" '^    ann: hello all'
