#!/bin/bash
# How fast a client may be: lines are read later, datagrams are not answered.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

test_case "a flood in the chat is read later, and nothing of it is lost"
start_server --line-rate 100
exec 3<>"/dev/tcp/$chat_host/$chat_port"
echo reader >&3
expect_line "$server_out" ' reader joined '
python3 - "$chat_host" "$chat_port" <<'END' &
import socket, sys

client = socket.create_connection((sys.argv[1], int(sys.argv[2])))
client.sendall(b"flood\n" + b"".join(b"line %d\n" % i for i in range(500)))
client.shutdown(socket.SHUT_WR)
while client.recv(65536):
    pass
END
started+=($!)
expect_line "$server_out" ' flood sends more than 100 lines a second: the rest is read later \(--line-rate\)$'
timeout 60 sed '/ left (/q' <&3 >"$work/read"
assert_eq "$(sed -n 's/^flood: line //p' "$work/read" | tr '\n' ' ')" \
    "$(seq -s ' ' 0 499) "
assert_eq "$(grep -c ' flood sends more than ' "$server_out")" 1
# Those beyond the burst took their time, by the server's own clock.
python3 - "$server_out" <<'END' || fail "it was read at once"
import re, sys

said = [re.match(r"(\d+):(\d+):([\d.]+) flood said: line", line)
        for line in open(sys.argv[1], errors="replace")]
times = [int(m[1]) * 3600 + int(m[2]) * 60 + float(m[3]) for m in said if m]
took = (times[-1] - times[0]) % 86400
print(f"500 lines in {took:.1f} s")
sys.exit(not (len(times) == 500 and took > 2))
END
exec 3>&- 3<&-

test_case "who is held back does not hold back others, and may leave"
exec 4<>"/dev/tcp/$chat_host/$chat_port" 5<>"/dev/tcp/$chat_host/$chat_port"
{ echo loud; seq 1 5000; } >&4
expect_line "$server_out" ' loud sends more than '
{ echo calm; echo heard; } >&5
timeout 60 sed '/^calm: heard/q' <&5 >"$work/read"
assert_match "$(<"$work/read")" '^calm: heard$'
kick()
{
	ctl kick loud >"$work/out" 2>&1
}
wait_until 10 kick || fail "$(<"$work/out")"
expect_line "$server_out" ' loud disconnected: kicked$'
exec 4>&- 4<&- 5>&- 5<&-
stop_server

test_case "a peer gets so many answers a second, and is told of what it did not"
start_server --peer-rate 20
python3 - "$echo_udp_host" "$echo_udp_port" >"$work/answers" <<'END'
import socket, sys

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.connect((sys.argv[1], int(sys.argv[2])))
for _ in range(2000):
    client.send(b"x")
client.settimeout(1)
answers = 0
try:
    while client.recv(10):
        answers += 1
except OSError:
    print(answers)
END
answers=$(<"$work/answers")
# 20 at once, and those of the time that it took.
assert_between "$answers" 20 1000 "answers to 2000 datagrams"
expect_line "$server_out" ' sends more than 20 datagrams a second \(--peer-rate\): [0-9]+ not answered$'
stop_server

test_case "two servers that were made to answer each other stop"
start_server
if python3 - "$echo_udp_port" >"$work/circle" <<'END'
import socket, struct, sys

# The second server: it answers whatever comes, as ours does.
other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
other.bind(("127.0.0.1", 0))
ours = int(sys.argv[1])
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
raw.sendto(struct.pack("!HHHH", other.getsockname()[1], ours, 13, 0) +
           b"round", ("127.0.0.1", 0))
other.settimeout(10)
rounds = 0
try:
    while rounds < 500000:
        other.sendto(other.recv(100), ("127.0.0.1", ours))
        rounds += 1
except TimeoutError:
    pass
print(rounds)
END
then
	echo "after $(<"$work/circle") rounds"
	[ "$(<"$work/circle")" -lt 500000 ] || fail "they go on"
	expect_line "$server_out" ' sends more than 1000 datagrams a second '
else
	echo "not tried: no raw sockets"
fi
stop_server
