#!/bin/bash
# timeout: 240
# takes: 38
# Servers in odd surroundings: no standard output, somebody else's runtime
# directory, clients that never let them rest.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

off=()
for lab in $labs; do off+=(-p "$lab=off"); done

# A client that always has a request under way and reads every answer.
flood()
{
	python3 -c '
import socket, sys, threading
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
s.sendall(b"POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nflood")
def read():
    while s.recv(1 << 20):
        pass
threading.Thread(target=read, daemon=True).start()
try:
    while True:
        s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 200)
except OSError:
    pass
' "$wait_host" "$wait_port"
}

own_children()
{
	cat "/proc/$server_pid/task/"*/children
}

test_case "started without standard output it writes into nothing else"
# Not under valgrind, which opens files of its own first.
server=$BAREWIRED
[ "$TEST_SLOWNESS" -lt 5 ] || server=bin/barewired
"$server" -i "$instance" "${off[@]}" -p wait=0 >&- &
started+=($!)
quiet=$!
wait_until 10 eval 'ctl status >/dev/null 2>&1' || fail "it does not run"
assert_eq "$(cat "$XDG_RUNTIME_DIR/barewire/$instance/lock")" "$quiet" \
    "the lock file"
kill -TERM "$quiet"
wait_exit "$quiet" 2
assert_eq "$exit_status" 0

test_case "a non-blocking standard output loses nothing"
start_server
python3 - "$wait_host" "$wait_port" "$BAREWIRED" "$instance-n" "${off[@]}" \
    >"$work/nonblocking" <<'PY'
import os, subprocess, sys, time, socket
out, inner = os.pipe()
os.set_blocking(inner, False)
server = subprocess.Popen([sys.argv[3], "-v", "-i", *sys.argv[4:], "-p",
    "wait=0"], stdout=inner)
os.close(inner)
text = b""
while b"ready\n" not in text:
    text += os.read(out, 4096)
port = int(text.split(b"\n")[0].rsplit(b":", 1)[1])
s = socket.create_connection(("127.0.0.1", port))
# 300 KB of lines into a pipe of 64 KiB that nobody reads yet.
for i in range(1500):
    s.sendall(b"GET /x%d HTTP/1.1\r\nHost: x\r\n\r\n" % i)
    s.recv(4096)
s.close()
time.sleep(0.3)
server.terminate()
while True:
    more = os.read(out, 65536)
    if not more:
        break
    text += more
print(server.wait(), sum(b"<< GET /x%d " % i in text for i in range(200, 300)))
PY
assert_eq "$(<"$work/nonblocking")" "0 100"

test_case "lines that cannot be written are counted"
stop_server
server_out=$work/server.out
"$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0 >/dev/full 2>/dev/null &
server_pid=$!
started+=($!)
wait_until 10 eval 'ctl status >/dev/null 2>&1' || fail "it does not run"
wait_address=$(ctl status --json | jq -r '.server.addresses[0]' |
    sed 's/.* //')
http GET /
assert_eq "$http_status" 200
counted()
{
	[ "$(ctl status --json | jq .server.log_dropped)" -ge 4 ]
}
wait_until 5 counted || fail "not counted: $(ctl status)"
stop_server

test_case "a log process that is killed is followed where it was"
mkfifo "$work/lines"
exec 5<>"$work/lines"
"$BAREWIRED" -v -i "$instance" "${off[@]}" -p wait=0 >&5 2>/dev/null 5>&- &
server_pid=$!
started+=($!)
wait_until 10 eval 'ctl status >/dev/null 2>&1' || fail "it does not run"
wait_address=$(ctl status --json | jq -r '.server.addresses[0]' |
    sed 's/.* //')
# Into a pipe of 64 KiB that nobody reads, until the log process hangs in it.
python3 - "$wait_address" <<'PY'
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
s = socket.create_connection((host, int(port)))
for i in range(600):
    s.sendall(b"GET /x%d HTTP/1.1\r\nHost: x\r\n\r\n" % i)
    s.recv(4096)
PY
wait_until 10 eval '[ "$(ctl status --json | jq .server.active)" = 0 ]' ||
    fail "the client is still served"
log=$(pgrep -P "$server_pid" -x barewired-log)
kill -KILL "$log"
replaced()
{
	[ "$(pgrep -P "$server_pid" -x barewired-log)" != "$log" ]
}
wait_until 10 replaced || fail "it is not replaced"
cat <&5 5>&- >"$work/read" &
cat_pid=$!
started+=($!)
wait_until 10 eval 'grep -q "these lines ended, signal 9" "$work/read"' ||
    fail "nothing was said: $(ctl status)"
stop_server
end_process "$cat_pid"
exec 5>&-
echo "   read $(wc -l <"$work/read")"
# Thirteen lines a request, six for start, client and end, and that the log
# process ended.  None is missing, and a message's at most are there twice.
assert_between "$(wc -l <"$work/read")" $((13 * 600 + 6 + 1)) \
    $((13 * 600 + 6 + 1 + 11)) "lines read"
assert_eq "$(grep -c '<< GET /x[0-9]* ' <(sort -u "$work/read"))" 600
assert_eq "$(grep -c lost "$work/read")" 0

log_process()
{
	pgrep -P "$server_pid" -x barewired-log
}

another_log()
{
	local now

	now=$(log_process)
	[ -n "$now" ] && [ "$now" != "$log" ]
}

test_case "a log process that always dies is started ever more seldom"
start_server
log=''
for pause in 0.1 0.2 0.4 0.8; do
	wait_until 10 another_log || fail "there is none"
	log=$(log_process)
	kill -KILL "$log"
done
for pause in 0.1 0.2 0.4 0.8; do
	expect_line "$server_out" "the process that prints these lines \
ended, signal 9; starting another one in $pause s\$"
done
http GET /
expect_line "$server_out" ' connected from '
stop_server

# Before KIB COMMAND...: which may write no file larger than that.
files_limited=(bash -c 'ulimit -f "$1"; shift; exec "$@"' -)

test_case "a status table that the limit of files does not allow says so"
"${files_limited[@]}" 64 "$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0 \
    >"$work/limited" 2>&1
assert_eq "$?" 1 "exit status"
assert_match "$(<"$work/limited")" \
    ' need a file of [0-9]+ KiB in /dev/shm, and files may have 64 KiB \(ulimit -f\): '

test_case "a standard output that has grown too large ends nobody"
# The status table is a file as well, and needs most of that.
truncate -s $((4096 * 1024 - 100000)) "$work/limited"
"${files_limited[@]}" 4096 "$BAREWIRED" -v -m 4 --journal 1 -i "$instance" "${off[@]}" -p wait=0 \
    >>"$work/limited" 2>"$work/limited.err" &
server_pid=$!
started+=($!)
wait_until 10 eval 'ctl status >/dev/null 2>&1' || fail "it does not run: \
$(<"$work/limited.err")"
wait_address=$(ctl status --json | jq -r '.server.addresses[0]' |
    sed 's/.* //')
log=$(log_process)
lost_some()
{
	http POST / "$(head -c 65536 /dev/zero | tr '\0' x)"
	assert_eq "$http_status" 200
	[ "$(ctl status --json | jq .server.log_dropped)" -gt 0 ]
}
wait_until 20 lost_some || fail "nothing is lost: $(ls -l "$work/limited")"
for i in 1 2 3; do lost_some || fail "it is not lost any more"; done
assert_eq "$(log_process)" "$log" "the log process"
assert_eq "$(<"$work/limited.err")" \
    "barewired: event lines are lost: standard output: File too large"
assert_eq "$(stat -c %s "$work/limited")" $((4096 * 1024))

test_case "and what is lost is said as soon as there is room"
: >"$work/limited"
http GET /
expect_line "$work/limited" '^[0-9]+ event lines lost$'
expect_line "$work/limited" ' disconnected: closed by client$'
assert_eq "$(sed -n 's/^\([0-9]*\) event lines lost$/\1/p' "$work/limited")" \
    "$(ctl status --json | jq .server.log_dropped)"
stop_server
assert_match "$(tail -n 1 "$work/limited")" ' ended$'

test_case "so does a file of barewirectl's or barewire's that is too large"
start_server
for command in "$BAREWIRECTL -i $instance tail" \
    "$BAREWIRE wait -v --min 0 --max 0 $wait_address"; do
	# shellcheck disable=SC2086 # words
	"${files_limited[@]}" 64 $command >"$work/large" 2>"$work/large.err" &
	limited=$!
	started+=($!)
	wait_until 20 eval 'http POST / "$(head -c 30000 /dev/zero |
	    tr "\\0" x)"; dead "$limited"' || fail "$command goes on"
	wait "$limited"
	assert_eq "$?" 1 "exit status of $command"
	assert_match "$(<"$work/large.err")" '[Ff]ile too large' "$command"
done
stop_server

# children_fds: what the log process and the one client's have open, but for
# the numbers of pipes and sockets.
children_fds()
{
	local child

	for child in $(own_children); do
		cat "/proc/$child/comm"
		find "/proc/$child/fd" -mindepth 1 -printf '%f %l\n' |
		    sed 's/[0-9]*\]$//' | sort -n
	done
}

test_case "close_range may be refused: children keep nothing the more"
gcc -o "$work/refusing" tests/e2e/refusing.c || fail "it was not built"
declare -A open_fds
for error in 0 1 38; do
	program=$BAREWIRED
	printf '#!/bin/sh\nexec "%s" close_range %d "%s" "$@"\n' "$work/refusing" $error \
	    "$program" >"$work/refused"
	chmod +x "$work/refused"
	[ $error = 0 ] || BAREWIRED=$work/refused
	exec 9</dev/null	# one that it inherits
	start_server
	BAREWIRED=$program
	exec 9<&- 6<>"/dev/tcp/$wait_host/$wait_port"
	expect_line "$server_out" ' connected from '
	open_fds[$error]=$(children_fds)
	exec 6>&- 6<&-
	stop_server
done
assert_match "${open_fds[0]}" '^bw-wait$'
assert_eq "${open_fds[1]}" "${open_fds[0]}" "with EPERM"
assert_eq "${open_fds[38]}" "${open_fds[0]}" "with ENOSYS"

test_case "another runtime directory does not make a second server"
start_server
mkdir -m 700 "$work/other"
XDG_RUNTIME_DIR=$work/other "$BAREWIRED" -i "$instance" "${off[@]}" \
    -p wait=0 >"$work/out" 2>"$work/err"
assert_eq $? 1
assert_match "$(<"$work/err")" "already served by process $server_pid"
assert_eq "$(find "$work/other" -mindepth 1)" '' "what the second one left"
ctl status >/dev/null || fail "the first one's table is gone"

test_case "nor does one that was removed"
exec 6<>"/dev/tcp/$wait_host/$wait_port"
expect_line "$server_out" ' connected from '
kill -STOP "$server_pid"
rm -r "$XDG_RUNTIME_DIR/barewire"
"$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0 >"$work/out" 2>"$work/err"
assert_eq $? 1
assert_match "$(<"$work/err")" "already served by process $server_pid"
ctl status >/dev/null || fail "the first one's table is gone"

test_case "it is made again, and the server can be asked and watched"
kill -CONT "$server_pid"
expect_line "$server_out" 'runtime directory was removed; it is made again'
spawn tail "$BAREWIRECTL" -i "$instance" tail
seen()
{
	http GET /seen && grep -q '/seen' "$tail_out"
}
wait_until 10 seen || fail "the watcher sees nothing"
# So do those that came before: their messages go where the watcher is now.
printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nold' >&6
expect_line "$server_out" ' old registered '
expect_line "$tail_out" 'old registered'
http POST /clients again
expect_line "$tail_out" 'again registered'
assert_no_match "$(<"$tail_out")" 'lost'
exec 6>&- 6<&-
ctl shutdown >/dev/null || fail "no shutdown"
wait_exit "$server_pid" 2
assert_eq "$exit_status" 0
assert_eq "$(find "$XDG_RUNTIME_DIR" -mindepth 1)" ''

test_case "a terminal that is closed ends it as a shutdown does"
start_server
stop_server HUP
assert_eq "$(find /dev/shm -name "barewire.*.$instance")" ''

test_case "a client that floods can be kicked"
start_server
spawn flood bash -c "$(declare -f flood); wait_host=$wait_host \
    wait_port=$wait_port flood"
expect_line "$server_out" ' flood registered'
sleep 0.3
begun=$(now_ms)
ctl kick flood >/dev/null || fail "not kicked"
took=$(($(now_ms) - begun))
# After 1,000 ms it would have been killed.
[ $took -lt 800 ] || [ "$TEST_SLOWNESS" -gt 1 ] || fail "took $took ms"
expect_line "$server_out" ' flood disconnected: kicked$'

test_case "an orphan with such a client ends itself"
spawn flood bash -c "$(declare -f flood); wait_host=$wait_host \
    wait_port=$wait_port flood"
wait_until 20 eval '[ "$(grep -c " flood registered" "$server_out")" = 2 ]' ||
    fail "no second flood"
orphans=$(own_children)
kill -KILL "$server_pid"
for orphan in $orphans; do
	wait_until 4 dead "$orphan" || fail "$orphan lives on"
done
wait_exit "$server_pid"

test_case "the FIFO of a watcher that was killed goes"
start_server
spawn tail "$BAREWIRECTL" -i "$instance" tail
fifo=$XDG_RUNTIME_DIR/barewire/$instance/feed.0
wait_until 5 test -p "$fifo" || fail "no watcher"
sleep 0.3
kill -KILL "$tail_pid"
wait_until 5 eval '[ ! -e "$fifo" ]' || fail "it is still there"

test_case "a request that is refused on a connection that goes on"
answers=$(printf '%s\r\n' 'BREW / HTTP/1.1' 'Host: x' '' \
    'HEAD / HTTP/1.1' 'Host: x' 'Expect: much' '' \
    'GET / HTTP/1.1' 'Host: x' 'Connection: close' '' |
    http_raw | tr -d '\r')
assert_eq "$(grep '^HTTP/1.1 ' <<<"$answers")" "HTTP/1.1 501 Not Implemented
HTTP/1.1 417 Expectation Failed
HTTP/1.1 200 OK"
assert_eq "$(grep -c '^417 ' <<<"$answers")" 0 "the body of an answer to HEAD"

test_case "CONNECT is known, and offered by nobody"
answers=$(printf '%s\r\n' 'CONNECT x:80 HTTP/1.1' 'Host: x:80' \
    'Connection: close' '' | http_raw | tr -d '\r')
assert_match "$answers" '^HTTP/1.1 405 '
assert_match "$answers" '^Allow: .*POST'

test_case "a tab in a Content-Type comes back as a blank"
http POST / ab -H $'Content-Type: text/x;\ta=b'
assert_eq "$http_status" 200
assert_match "$http_head" '^Content-Type: text/x; a=b$'

test_case "when too many ask the parent at once one is told so"
exec 3<>"/dev/tcp/$calc_host/$calc_port"
echo patty >&3
expect_line "$server_out" ' patty registered '
answer=$(python3 -c '
import socket, subprocess, sys
held = []
for i in range(8):
    s = socket.socket(socket.AF_UNIX)
    s.connect(sys.argv[1])
    held.append(s)
print(subprocess.run(sys.argv[2:], stderr=subprocess.PIPE).stderr.decode())
' "$XDG_RUNTIME_DIR/barewire/$instance/control" \
    "$BAREWIRECTL" -i "$instance" kick patty)
assert_match "$answer" 'patty@calc: the server is busy, try again'
exec 3>&- 3<&-

test_case "a stopped process that holds the lock keeps nobody out"
stop_server
start_server -m 5
exec 7<>"/dev/tcp/$chat_host/$chat_port"
wait_until 5 pgrep -P "$server_pid" -x bw-chat >/dev/null || fail "no child"
gcc -D_GNU_SOURCE -I. -o "$work/holder" tests/e2e/lock_holder.c ||
    fail "the holder was not built"
spawn holder "$work/holder" "/barewire.$(id -u).$instance" \
    "$(pgrep -P "$server_pid" -x bw-chat)"
expect_line "$holder_out" '^held$'
# More clients than there are rows: 5, and 65 for the ended.
for _ in $(seq 80); do
	http GET /
	assert_eq "$http_status" 200 "an answer while the lock is held"
done
active()
{
	[ "$(ctl status --json | jq .server.active)" = "$1" ]
}
wait_until 5 active 1 || fail "not empty"
for i in 3 4 5 6; do eval "exec $i<>/dev/tcp/$wait_host/$wait_port"; done
wait_until 5 active 5 || fail "not full"
http GET /
assert_eq "$http_status" 503
for field in Host User-Agent Server Date Content-Type Content-Length; do
	assert_match "$http_head" "^$field: ." "a full server's answer"
done
exec 3>&- 4>&- 5>&- 6>&-
kill -CONT "$holder_pid"
wait_exit "$holder_pid"
assert_eq "$exit_status" 0 "the holder's exit status"
http POST /clients anew
assert_eq "$http_status" 201 "a name afterwards"
exec 7>&- 7<&-
stop_server
