#!/bin/bash
# What the kernel lets the server's processes have.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# limit PID NAME: the soft one.
limit()
{
	sed -n "s/^Max $2  *\([^ ]*\) .*/\1/p" "/proc/$1/limits"
}

child_of()
{
	local pid

	for pid in $(cat "/proc/$server_pid/task/"*/children); do
		grep -qx "$1" "/proc/$pid/comm" 2>/dev/null && echo "$pid"
	done
	return 0
}

is_there()
{
	[ -n "$(child_of "$1")" ]
}

start_server
exec 3<>"/dev/tcp/$wait_host/$wait_port"
wait_until 10 is_there bw-wait || fail "no child"
child=$(child_of bw-wait)

test_case "a child has no core, few descriptors, no long files"
assert_eq "$(limit "$child" 'core file size')" 0
[ "$(limit "$child" 'open files')" -le 1024 ] || fail "many descriptors"
size=$(stat -c %s /dev/shm/barewire."$UID.$instance")
assert_eq "$(limit "$child" 'file size')" "$size"

test_case "nor much more memory than it begins with"
most=$(limit "$child" 'address space')
if [ "$TEST_VARIANT" = release ]; then
	has=$(awk '/^VmSize/ { print $2 * 1024 }' "/proc/$child/status")
	assert_between "$most" "$has" $((has + (257 << 20)))
else
	assert_eq "$most" unlimited "under a sanitizer"
fi

test_case "who prints the lines may write as long a file as the user lets it"
mine=$(limit $$ 'file size')
for title in barewired-log barewired-feed; do
	reader=$(child_of $title)
	assert_eq "$(limit "$reader" 'file size')" "$mine"
	kill -KILL "$reader"
	wait_until 10 dead "$reader"
	wait_until 10 is_there $title || fail "there is no other $title"
	assert_eq "$(limit "$(child_of $title)" 'file size')" "$mine"
done
exec 3>&- 3<&-
stop_server

test_case "what the user lets it have is not exceeded"
BAREWIRED_REAL=$BAREWIRED
printf '#!/bin/bash\nulimit -n 200\nulimit -f 100000\nexec "%s" "$@"\n' \
    "$BAREWIRED_REAL" >"$work/limited"
chmod +x "$work/limited"
BAREWIRED=$work/limited start_server
exec 3<>"/dev/tcp/$wait_host/$wait_port"
wait_until 10 is_there bw-wait || fail "no child"
assert_eq "$(limit "$(child_of bw-wait)" 'open files')" 200
exec 3>&- 3<&-
stop_server

test_case "a parent that cannot wait says so, and serves when it can again"
start_server
prlimit --pid "$server_pid" --nofile=8:1024
expect_line "$server_out" ' could not wait for connections: '
alive "$server_pid" || fail "it has ended"
prlimit --pid "$server_pid" --nofile=1024:1024
http GET /
assert_eq "$http_status" 200
stop_server
