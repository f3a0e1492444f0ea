#!/bin/bash
# A capture afterwards: a report of it is the live one, word for word.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

capture=$work/class.pcapng

# say LAB LINE...: over a connection of its own, an answer awaited for each line
# but the first.
say()
{
	local address=$1_address

	python3 - "${!address}" "${@:2}" <<'END'
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
line = socket.create_connection((host, int(port)), 10)
line.settimeout(10)
line.sendall(sys.argv[2].encode().decode("unicode_escape").encode("latin-1"))
for text in sys.argv[3:]:
    line.sendall(text.encode().decode("unicode_escape").encode("latin-1"))
    line.recv(4096)
line.close()
END
}

# shellcheck disable=SC2317 # wait_until calls it
holds()
{
	strings -n 3 "$capture" | grep -Fq -- "$1"
}

# shellcheck disable=SC2317 # wait_until calls it
same_report()
{
	ctl report "$@" >"$work/live" 2>"$work/live.err"
	echo $? >>"$work/live"
	"$BAREWIRECTL" report --capture "$capture" "$@" >"$work/late" \
	    2>"$work/late.err"
	echo $? >>"$work/late"
	cmp -s "$work/live" "$work/late"
}

start_server --capture "$capture"
say calc 'alice\n' '12 + 42\n' '4.5 / 6\n' 'q\n'
say calc 'bob\n' '12 + 42\n' 'hello\n' 'q\n'
say calc 'carl\0\0\0\0' '1 + 1\0\0\0' 'q\0\0\0\0'
say echo 'x\n' 'y\n'
http POST /clients dora
http POST /wait 7x
http GET /clients
# shellcheck disable=SC2119 # it has five seconds
printf 'GET /bad HTTP/1.1\nHost: x\n\n' | http_raw >/dev/null
# shellcheck disable=SC2154 # start_server sets them
printf SEND_DATE | timeout 1 nc -u "$clock_host" "$clock_port" >/dev/null

test_case "a report of a capture is the live one, in all six formats"
for format in text json tap junit gradescope csv; do
	wait_until 10 same_report --format $format ||
	    fail "$format differs: $(diff "$work/live" "$work/late" | head)"
	[ "$(wc -c <"$work/live")" -gt 100 ] || fail "$format: nothing"
done
assert_match "$(<"$work/late")" '^"bob",calc,'
assert_eq "$(tail -n 1 "$work/late")" 1 "exit code"
for options in alice bob@calc 'carl --must lines.pad.nul' '--lab wait' \
    'nobody'; do
	# shellcheck disable=SC2086 # words
	wait_until 10 same_report $options ||
	    fail "$options differs: $(diff "$work/live" "$work/late")"
done
assert_match "$(<"$work/late.err")" 'nobody of the name "nobody" is in the cap'
printf 'bob calc\nalice calc\nzoe calc\n' >"$work/names"
wait_until 10 same_report --class "$work/names" || fail "the class differs"
assert_match "$(<"$work/late")" '^zoe@calc: missing'
# shellcheck disable=SC2119 # without a signal
stop_server
same_report --format csv
tail -n +2 "$work/late" >"$work/after"
assert_match "$(<"$work/after")" '^"bob",calc,' "a report after the server"

test_case "a capture that is cut anywhere is read to where it is whole"
size=$(stat -c %s "$capture")
for cut in $((size - 1)) $((size / 2 | 1)) $((size / 3 | 1)) 201 90; do
	head -c $cut "$capture" >"$work/cut.pcapng"
	"$BAREWIRECTL" report --capture "$work/cut.pcapng" >"$work/late" \
	    2>"$work/late.err"
	[ $? -le 1 ] || fail "$cut bytes of it: $(<"$work/late.err")"
	assert_match "$cut: $(<"$work/late.err")" \
	    'cut.pcapng: its last block is not whole'
done
assert_eq "$(stat -c %s "$work/late")" 0 "what 90 bytes hold"

test_case "a damaged one is read to where it is, and that is said"
{ head -c "$(($(od -An -tu4 -j4 -N4 "$capture")))" "$capture"
    head -c 3000 /dev/zero; } >"$work/bad.pcapng"
"$BAREWIRECTL" report --capture "$work/bad.pcapng" >/dev/null 2>"$work/late.err"
assert_eq $? 0
assert_match "$(<"$work/late.err")" 'it is damaged behind [0-9]+ bytes'

# refused FILE WORDS
refused()
{
	"$BAREWIRECTL" report --capture "$1" >"$work/late" 2>"$work/late.err"
	assert_eq $? 2 "exit code for $1"
	assert_eq "$(<"$work/late")" ''
	assert_match "$(<"$work/late.err")" "$2"
}

test_case "what is no capture of ours is told apart"
refused "$work/nothing-there" 'No such file or directory'
refused "$work" 'not a file'
refused /dev/null 'not a file'
: >"$work/empty"
refused "$work/empty" 'empty: it is empty'
refused "$work/names" 'this is not a capture \(pcapng\)'
printf '\xd4\xc3\xb2\xa1\2\0\4\0\0\0\0\0\0\0\0\0\0\0\4\0\1\0\0\0' >"$work/old"
refused "$work/old" 'a pcap file of another program'
python3 - "$work/foreign" <<'END'
import struct, sys
name = b"Dumpcap (Wireshark) 4.0\0"
def block(kind, body):
    size = 12 + len(body)
    return struct.pack("<II", kind, size) + body + struct.pack("<I", size)
with open(sys.argv[1], "wb") as f:
    f.write(block(0x0a0d0d0a, struct.pack("<IHHq", 0x1a2b3c4d, 1, 0, -1) +
        struct.pack("<HH", 4, len(name) - 1) + name + b"\0" * 4))
    f.write(block(1, struct.pack("<HHI", 1, 0, 0)))
    f.write(block(6, struct.pack("<IIIII", 0, 0, 0, 4, 4) + b"abcd"))
    f.write(block(0xbad, struct.pack("<I", 32473) + b"somebody else's data"))
    f.write(block(99, bytes(100000)))
END
refused "$work/foreign" \
    'a capture of Dumpcap \(Wireshark\) 4.0; it has no records of barewired'

test_case "captures one behind the other are one"
cat "$capture" "$capture" >"$work/two.pcapng"
"$BAREWIRECTL" report --capture "$work/two.pcapng" bob >"$work/late"
assert_match "$(<"$work/late")" ', 2 connections from '
