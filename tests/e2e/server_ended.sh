#!/bin/bash
# What a client hears last when the server ends it: kicked, or at a shutdown.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

sentence()
{
	sed -n "s/^FAREWELL($1, \"\\(.*\\)\",\$/\\1/p" wire/farewells.def
}
kicked=$(sentence KICKED)
shutdown=$(sentence SHUTDOWN)
dead=$(sentence DEAD)
[ -n "$kicked" ] && [ -n "$shutdown" ] && [ -n "$dead" ] ||
    fail "no sentences are found"

# start_clients: those of server_ended.py, each served as far as it says.
start_clients()
{
	local lab addresses=()

	for lab in calc chat order echo wait; do
		address=${lab}_address
		addresses+=("$lab=${!address}")
	done
	rm -f "$work/go" "$work/clients"
	mkfifo "$work/go"
	python3 tests/e2e/server_ended.py "${addresses[@]}" <"$work/go" \
	    >"$work/clients" 2>&1 &
	clients_pid=$!
	started+=($!)
	exec 7>"$work/go"
	expect_line "$work/clients" '^ready$'
	for line in ' ann registered' ' cat joined' ' accepted first ' \
	    'waiting 30 s'; do
		expect_line "$server_out" "$line"
	done
}

# heard NAME: how its connection ended, and the bytes as Python writes them.
heard()
{
	sed -n "s/^$1 //p" "$work/clients"
}

# all_heard SENTENCE
all_heard()
{
	local name

	echo >&7
	exec 7>&-
	wait_exit "$clients_pid" 30
	for name in calc-silent calc-named chat-silent chat-named \
	    order-alone; do
		assert_eq "$(heard "$name")" "end b'$1\\n'" "$name"
	done
	for name in echo wait-idle wait-blank wait-answered; do
		assert_eq "$(heard "$name")" "end b''" "$name"
	done
	for name in wait-pause wait-pipelined wait-half-head wait-half-body \
	    wait-head; do
		assert_match "$(heard "$name")" \
		    "^end b'HTTP/1.1 503 Service Unavailable\\\\r\\\\n" "$name"
		assert_match "$(heard "$name")" \
		    '\\r\\nConnection: close\\r\\n' "$name"
		assert_eq "$(heard "$name" | grep -o 'HTTP/1' | wc -l)" 1 \
		    "answers to $name"
	done
	for name in wait-pause wait-pipelined wait-half-head \
	    wait-half-body; do
		assert_match "$(heard "$name")" "\\\\r\\\\n\\\\r\\\\n$2\\\\n'\$" \
		    "$name"
	done
	assert_match "$(heard wait-head)" "\\\\r\\\\n\\\\r\\\\n'\$" wait-head
}

regex()
{
	sed 's/[().]/\\&/g' <<<"$1"
}

test_case "who is kicked hears so, each in its form, and nothing else"
start_server -v
start_clients
before=$(ctl status --json | jq .server.messages_out)
# Only the first: a row stays for ten seconds at most.
shown_as_kicked()
{
	ctl status --json | jq -e '.clients[] | select(.ended == "kicked")' \
	    >/dev/null
}
shown=''
for name in $(ctl status --json |
    jq -r '.clients[] | select(.ended == null) | .name'); do
	ctl kick "$name" >/dev/null || fail "$name is not kicked"
	[ -n "$shown" ] || wait_until 10 shown_as_kicked ||
	    fail "the table does not say so: $(ctl status)"
	shown=yes
done
all_heard "$kicked" "$(regex "$kicked")"

test_case "what they heard is counted, printed and shown"
# Five in lines, and five answers.
after=$(ctl status --json | jq .server.messages_out)
assert_eq $((after - before)) 10
all_told()
{
	[ "$(grep -c ' disconnected: kicked$' "$server_out")" = 14 ]
}
wait_until 10 all_told || fail "not all were ended: $(ctl status)"
assert_eq "$(grep -cF " >> $kicked\\n" "$server_out")" 9

test_case "a shutdown is told to all, in time"
start_clients
out=$server_out
stop_server
all_heard "$shutdown" "$(regex "$shutdown")"
assert_eq "$(grep -c ' disconnected: shut down$' "$out")" 14
assert_eq "$(grep -cF " >> $shutdown\\n" "$out")" 9

test_case "a server that was killed has not shut down"
start_server -v
start_clients
kill -KILL "$server_pid"
all_heard "$dead" "$(regex "$dead")"

# The arrival times are the kernel's: however busy the machine, the two are
# apart, or they are one message to a client that reads once for each.
test_case "the last words keep apart from an answer that was just given"
start_server
apart=$(python3 - "$calc_host" "$calc_port" "$server_pid" <<'PY'
import os, signal, socket, struct, sys
client = socket.socket()
client.settimeout(20)
client.setsockopt(socket.SOL_SOCKET, 35, 1)    # SO_TIMESTAMPNS
client.connect((sys.argv[1], int(sys.argv[2])))
def receive():
    text, control, _, _ = client.recvmsg(4096, 256)
    seconds, ns = struct.unpack("@ll", control[0][2][:16])
    return text, seconds * 10 ** 9 + ns
client.sendall(b"1 + 1")
answer, first = receive()
for pid in open("/proc/%s/task/%s/children" % (sys.argv[3],
                                               sys.argv[3])).read().split():
    if open("/proc/%s/comm" % pid).read() == "bw-calc\n":
        os.kill(int(pid), signal.SIGUSR1)
words, second = receive()
print(answer.strip(), words.strip(), (second - first) // 10 ** 6)
PY
)
assert_match "$apart" "^b'2' b'$(regex "$kicked")' [0-9]+\$"
[ "${apart##* }" -ge 149 ] || fail "apart by ${apart##* } ms"

test_case "a half-written answer is followed by nothing, and delays nobody"
mkfifo "$work/full"
python3 - "$wait_host" "$wait_port" >"$work/torn" 2>&1 7<>"$work/full" <<'PY' &
import socket, sys
client = socket.socket()
client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
client.connect((sys.argv[1], int(sys.argv[2])))
body = b"y" * 1000000
head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"
client.settimeout(2)
try:
    while True:
        client.sendall(head + body)
except TimeoutError:
    print("full", flush=True)
client.settimeout(30)
open(7).readline()
words, end = False, b""
try:
    while True:
        more = client.recv(65536)
        if not more:
            break
        words = words or b"503" in more or b"goodbye" in more
        end = (end + more)[-3:]
except OSError as error:
    print(error)
print(words, end, flush=True)
PY
torn_pid=$!
started+=("$torn_pid")
expect_line "$work/torn" '^full$' 20
name=$(ctl status --json |
    jq -r '.clients[] | select(.ended == null and .lab == "wait") | .name')
assert_eq "$(ctl kick "$name")" "kicked $name@wait"
echo >"$work/full"
wait_exit "$torn_pid" 30
assert_eq "$(tail -n 1 "$work/torn")" "False b'yyy'"
stop_server
