#!/bin/bash
# What the server's processes may not do: they are made to try it.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

[ "$TEST_VARIANT" = release ] && [ "$TEST_SLOWNESS" = 1 ] || {
	echo "there is no sandbox under a sanitizer or valgrind"
	exit 77
}

# process TITLE: one of the server's, whichever of its threads forked it
process()
{
	local pid

	for pid in $(cat "/proc/$server_pid/task/"*/children); do
		grep -qx "$1" "/proc/$pid/comm" 2>/dev/null && echo "$pid"
	done
	return 0
}

is_there()
{
	[ -n "$(process "$1")" ]
}

# attempt PID CALL [ARGUMENT...]: makes it do that
attempt()
{
	local said

	said=$(python3 tests/e2e/sandbox_call.py "$@")
	case $? in
	0)	;;
	77)	echo "nobody can be made to try: $said"
		exit 77 ;;
	*)	fail "sandbox_call.py $*" ;;
	esac
}

status_of()
{
	sed -n "s/^$2:[[:space:]]*//p" "/proc/$1/status"
}

# confined PID WHO
confined()
{
	assert_eq "$(status_of "$1" NoNewPrivs)" 1 "$2: no new privileges"
	assert_eq "$(status_of "$1" Seccomp)" 2 "$2: a filter"
}

start_server

test_case "children and readers have a filter, and no way to a terminal"
for lab in wait order chat calc echo; do
	address="${lab}_address"
	exec 3<>"/dev/tcp/${!address%:*}/${!address##*:}"
	wait_until 5 is_there "bw-$lab" || fail "no child of $lab"
	child=$(process "bw-$lab")
	confined "$child" "$lab"
	for fd in 0 1 2; do
		assert_eq "$(readlink "/proc/$child/fd/$fd")" /dev/null \
		    "$lab: descriptor $fd"
	done
	exec 3>&- 3<&-
done
for reader in barewired-log barewired-feed barewired-judge bw-clock-udp \
    bw-echo-udp; do
	confined "$(process $reader)" $reader
done
assert_eq "$(readlink "/proc/$(process barewired-feed)/fd/2")" /dev/null

test_case "the parent's loop has it, and the thread that does the rest not"
assert_eq "$(for task in "/proc/$server_pid/task/"*; do
	sed -n 's/^Seccomp:[[:space:]]*//p' "$task/status"; done |
	sort | tr -d '\n')" 02

test_case "a child that makes a forbidden call ends, and the line names it"
o_path=0x200000 exec_bit=4
while read -r call arguments; do
	exec 3<>"/dev/tcp/${chat_address%:*}/${chat_address##*:}"
	wait_until 5 is_there bw-chat || fail "no child"
	child=$(process bw-chat)
	# shellcheck disable=SC2086
	attempt "$child" $call $arguments
	expect_line "$server_out" \
	    "guest-$child disconnected: crashed: signal 31, forbidden call $call\$"
	wait_until 5 dead "$child"
	exec 3>&- 3<&-
done <<CALLS
execve 0 0 0
ptrace 16 $server_pid
kill $server_pid 15
kill $server_pid 0
openat -100 0 $o_path
ftruncate 3 0
socket 2 1 0
mprotect 0 4096 $exec_bit
process_vm_writev $server_pid
memfd_create 0 0
unshare 0x10000000
CALLS
http GET /
assert_eq "$http_status" 200

test_case "so does the process of a UDP port, and the readers of the journal"
attempt "$(process bw-clock-udp)" execve
expect_line "$server_out" \
    'the process of clock \(UDP\) ended, signal 31, forbidden call execve; '
attempt "$(process barewired-judge)" openat -100 0 $o_path
expect_line "$server_out" \
    'the process that judges ended, signal 31, forbidden call openat; '
attempt "$(process barewired-feed)" unshare
expect_line "$server_out" \
    'feeds the watchers ended, signal 31, forbidden call unshare; '
attempt "$(process barewired-log)" openat -100 0 0
expect_line "$server_out" \
    'prints these lines ended, signal 31, forbidden call openat; '

test_case "those that follow them are confined as they were"
for reader in barewired-log barewired-feed; do
	wait_until 10 is_there $reader || fail "no $reader"
	# Its title comes before its filter.
	wait_until 5 eval '[ "$(status_of "$(process $reader)" Seccomp)" = 2 ]'
	confined "$(process $reader)" $reader
done
stop_server

test_case "--no-sandbox is said, and there is none"
start_server --no-sandbox
expect_line "$server_out" 'serves without a sandbox: .* \(--no-sandbox\)$'
exec 3<>"/dev/tcp/${chat_address%:*}/${chat_address##*:}"
wait_until 5 is_there bw-chat || fail "no child"
assert_eq "$(status_of "$(process bw-chat)" Seccomp)" 0
exec 3>&- 3<&-
stop_server

test_case "where the kernel lets nobody have a filter it serves, and says so"
gcc -o "$work/refusing" tests/e2e/refusing.c || fail "it was not built"
server=$BAREWIRED BAREWIRED=$work/barewired
printf '#!/bin/sh\nexec "%s" seccomp 1 "%s" "$@"\n' "$work/refusing" \
    "$server" >"$BAREWIRED"
chmod +x "$BAREWIRED"
start_server
expect_line "$server_out" \
    'serves without a sandbox: .* \(Operation not permitted\)$'
http GET /
assert_eq "$http_status" 200
stop_server
