#!/bin/bash
# What a server has in /dev/shm and in its runtime directory is taken away
# while it runs (systemd does so when a user logs out, cleaners of /tmp do):
# it is still found, asked and watched, and leaves nothing behind.
# timeout: 180
# takes: 22
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

segment=/dev/shm/barewire.$(id -u).$instance
dir=$XDG_RUNTIME_DIR/barewire/$instance
tmp=/tmp/barewire-$(id -u)/$instance

found()
{
	[ "$(ctl status --json 2>/dev/null | jq .server.pid)" = "$server_pid" ]
}

# A watcher that is there already, and a client whose messages it sees.
watch_begin()
{
	spawn tail "$BAREWIRECTL" -i "$instance" tail
	wait_until 10 eval 'http GET /seen; grep -q /seen "$tail_out"' ||
	    fail "the watcher sees nothing"
	exec 6<>"/dev/tcp/$chat_host/$chat_port"
	printf 'alice\n' >&6
	expect_line "$server_out" 'alice joined the chat'
}

# All that can be done with a server.  A client that came before is seen by a
# watcher that comes now.
usable()
{
	found || fail "$1: no status: $(ctl status 2>&1)"
	spawn late "$BAREWIRECTL" -i "$instance" tail
	wait_until 10 eval 'printf "old $1\n" >&6; grep -q "old $1" "$late_out"' ||
	    fail "$1: a new watcher does not see a client that was there"
	wait_until 10 eval 'printf "new $1\n" >&6; grep -q "new $1" "$tail_out"' ||
	    fail "$1: the watcher that was there sees nothing more"
	end_process "$late_pid"
	answer=$(ctl kick nobody 2>&1)
	assert_match "$answer" 'no client is called "nobody"' "$1: kick"
	printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nkate' \
	    >"$work/kate"
	exec 7<>"/dev/tcp/$wait_host/$wait_port"
	cat "$work/kate" >&7
	expect_line "$server_out" ' kate registered'
	ctl kick kate >/dev/null || fail "$1: no kick"
	exec 7>&- 7<&-
}

stop_asked()
{
	ctl shutdown >/dev/null || fail "no shutdown"
	wait_exit "$server_pid" 5
	assert_eq "$exit_status" 0
	wait_exit "$tail_pid"
	exec 6>&- 6<&-
	assert_eq "$(find "$XDG_RUNTIME_DIR" -mindepth 1)" '' "left in the directory"
	assert_eq "$(ls -d "$segment" "$tmp" 2>/dev/null)" '' "left elsewhere"
}

test_case "the table's name is removed: nothing changes for anybody"
start_server
watch_begin
rm "$segment"
found || fail "no status at once: $(ctl status 2>&1)"
expect_line "$server_out" "the table's name was removed from /dev/shm; " 3
usable "name"
[ -e "$segment" ] || fail "no signpost"
rm "$segment"
wait_until 3 test -e "$segment" || fail "the signpost is not made again"
found || fail "no status"
stop_asked

test_case "without a name it tells in time that the server is stopped"
start_server
rm "$segment"
expect_line "$server_out" "the table's name was removed" 3
kill -STOP "$server_pid"
answer=$(ctl status 2>&1) && fail "a status of what does not answer"
assert_match "$answer" 'does not answer: it is stopped or busy'
kill -CONT "$server_pid"
wait_until 5 found || fail "not found again"
stop_server

test_case "the directory is removed: made again within a second"
start_server
watch_begin
exec 8<>"/dev/tcp/$chat_host/$chat_port"
printf 'bob\n' >&8
expect_line "$server_out" 'bob joined the chat'
rm -r "$XDG_RUNTIME_DIR/barewire"
expect_line "$server_out" \
    "the runtime directory was removed; it is made again: $dir" 3
usable "directory"

test_case "those who sleep in the chat are woken as before"
timeout 20 grep -m 1 -q 'bob is told' <&6 &
reader=$!
printf 'bob is told as before\n' >&8
wait $reader || fail "a chat member is not woken"
exec 8>&- 8<&-

test_case "lock and socket alone, too"
rm "$dir/control"
expect_line "$server_out" 'the control socket was removed; it is made again' 3
usable "socket"
rm "$dir/lock"
wait_until 3 eval '[ "$(cat "$dir/lock" 2>/dev/null)" = "$server_pid" ]' ||
    fail "no lock"
expect_line "$server_out" 'the lock was removed from the runtime directory; ' 3
usable "lock"
rm "$dir/messages"
wait_until 3 test -p "$dir/messages" || fail "no FIFO"
expect_line "$server_out" 'the FIFO "messages" was removed; it is made again' 3
timeout 10 grep -m 1 -q 'said to the FIFO' "$dir/messages" &
reader=$!
wait_until 10 eval 'printf "said to the FIFO\n" >&6; dead "$reader"' ||
    fail "nobody writes to the FIFO"
stop_asked

test_case "the runtime directory itself goes, and the name with it"
mkdir -m 700 "$work/session"
XDG_RUNTIME_DIR=$work/session start_server
export XDG_RUNTIME_DIR=$work/session
watch_begin
rm -r "$work/session" "$segment"
expect_line "$server_out" "it is made again: $tmp" 3
expect_line "$server_out" "the table's name was removed" 3
usable "runtime directory"
# The next login has the directory again, and nothing in it.
mkdir -m 700 "$work/session"
usable "next login"
export XDG_RUNTIME_DIR=$TEST_DIR/run
usable "another session"
second=$("$BAREWIRED" -i "$instance" -p wait=0 -p order=off -p chat=off \
    -p calc=off -p clock=off -p echo=off 2>&1)
assert_match "$second" "already served by process $server_pid"
stop_asked

test_case "another server has taken all of it: neither harms the other"
start_server
first_pid=$server_pid first_out=$server_out
mv "$server_out" "$work/first.out"
first_out=$work/first.out
kill -STOP "$first_pid"
rm -r "$XDG_RUNTIME_DIR/barewire" "$segment"
start_server
second_pid=$server_pid
kill -CONT "$first_pid"
expect_line "$first_out" "another server, process $second_pid, has taken"
found || fail "the second one is not found"
inode=$(stat -c %i "$segment" "$dir/lock" "$dir/control")
kill "$first_pid"
wait_exit "$first_pid" 5
assert_eq "$exit_status" 0
assert_eq "$(stat -c %i "$segment" "$dir/lock" "$dir/control")" "$inode" \
    "what the second one has"
found || fail "the second one is not found any more"
assert_eq "$(grep -c 'has taken' "$first_out")" 1 "told once"
stop_server

test_case "when the other one ends, the first is found again"
start_server
first_pid=$server_pid
mv "$server_out" "$work/first.out"
kill -STOP "$first_pid"
rm -r "$XDG_RUNTIME_DIR/barewire" "$segment"
start_server
kill -CONT "$first_pid"
expect_line "$work/first.out" "another server, process $server_pid, has taken"
stop_server
server_pid=$first_pid
expect_line "$work/first.out" "it is made again: $dir"
wait_until 5 found || fail "not found again: $(ctl status 2>&1)"
stop_server
assert_eq "$(ls -d "$segment" "$dir" 2>/dev/null)" '' "left"

test_case "killed and started at once, twenty times: it starts"
for _ in $(seq 20); do
	start_server -m 4
	kill -KILL "$server_pid"
done
start_server
found || fail "not found"

test_case "a watcher of what was killed finds the next server"
rm "$segment"
expect_line "$server_out" "the table's name was removed" 3
spawn tail "$BAREWIRECTL" -i "$instance" tail
wait_until 10 eval 'http GET /seen; grep -q /seen "$tail_out"' ||
    fail "the watcher sees nothing"
kill -KILL "$server_pid"
wait_exit "$tail_pid"
assert_match "$(<"$tail_err")" 'died without a goodbye'
start_server
found || fail "not found"
stop_server
assert_eq "$(ls -d "$segment" "$dir" 2>/dev/null)" '' "left"

test_case "a table that is cut short is whole again, and nobody dies of it"
start_server
exec 3<>"/dev/tcp/$calc_host/$calc_port"
printf 'amy\n6 * 7\n' >&3
expect_line "$server_out" ' amy asked 6 \* 7: answered 42$'
spawn watching "$BAREWIRECTL" -i "$instance" tail
wait_until 5 eval 'printf "6 * 6\n" >&3; grep -q "6 \* 6" "$watching_out"' ||
    fail "tail shows nothing"
segment=/dev/shm/barewire.$(id -u).$instance
size=$(stat -c %s "$segment")
children=$(pgrep -P "$server_pid" | sort)
cuts=0
for left in 0 1 4096 100000 "$((size - 1))"; do
	truncate -s "$left" "$segment"
	# Before the server can have looked, at least once.
	http GET /
	assert_eq "$http_status" 200 "an answer after the table was cut"
	cuts=$((cuts + 1))
	wait_until 5 eval '[ "$(stat -c %s "$segment")" = "$size" ]' ||
	    fail "it is not whole again"
	wait_until 5 eval '[ "$(grep -c " the table in /dev/shm was cut short" \
	    "$server_out")" = "$cuts" ]' || fail "that is not said"
done
printf '6 * 8\n' >&3
expect_line "$server_out" ' amy asked 6 \* 8: answered 48$'
expect_line "$watching_out" '6 \* 8'
assert_eq "$(pgrep -P "$server_pid" | sort)" "$children" "the processes"
assert_match "$(ctl status)" '^amy '
assert_no_match "$(<"$server_out")" 'crashed|ended, signal'
exec 3>&- 3<&-
stop_server
