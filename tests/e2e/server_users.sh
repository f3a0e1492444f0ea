#!/bin/bash
# Other users, and root, and a server that is not theirs.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"
. "$TEST_ROOT/tests/e2e/environment.bash"

[ "$(id -u)" = 0 ] || { echo "needs root, to be another user"; exit 77; }

bare=(env -u XDG_RUNTIME_DIR)
with=$BAREWIRED
off=()
for lab in $labs; do off+=(-p "$lab=off"); done

# as_nobody COMMAND...: as another user, who has no runtime directory.
as_nobody()
{
	setpriv --reuid 65534 --regid 65534 --clear-groups "${bare[@]}" "$@"
}

test_case "a directory that is not ours is not believed"
mkdir -m 700 "$XDG_RUNTIME_DIR/barewire"
chown 65534 "$XDG_RUNTIME_DIR/barewire"
answer=$(ctl status 2>&1)
assert_match "$answer" '^barewirectl: no server runs .*belongs to another user'
answer=$(ctl shutdown 2>&1)
assert_match "$answer" '^barewirectl: no server runs .*belongs to another user'
answer=$("$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0 2>&1)
assert_match "$answer" 'belongs to another user'
rmdir "$XDG_RUNTIME_DIR/barewire"

test_case "another user is told who serves, in one line"
start_server
line="barewirectl: instance $instance is served by user root"
line+=" (process $server_pid)"
for command in status shutdown 'kick x' tail; do
	# shellcheck disable=SC2086 # two words
	answer=$(as_nobody "$BAREWIRECTL" -i "$instance" $command 2>&1)
	assert_eq $? 1 "$command: exit status"
	assert_eq "$answer" "$line" "$command"
done
alive "$server_pid" || fail "the server is gone"

test_case "also when the table's name was removed"
rm "/dev/shm/barewire.0.$instance"
expect_line "$server_out" "the table's name was removed"
assert_eq "$(as_nobody "$BAREWIRECTL" -i "$instance" status 2>&1)" "$line"

test_case "only root takes --of"
answer=$(as_nobody "$BAREWIRECTL" -i "$instance" --of root status 2>&1)
assert_eq $? 1
assert_match "$answer" 'user "root": only root '
answer=$(ctl --of no-such-user status 2>&1)
assert_eq $? 1
assert_match "$answer" 'user "no-such-user": there is no such user'
# One's own name is nothing special.
ctl --of root status >/dev/null || fail "--of oneself"

test_case "a killed server is not said to serve"
kill -KILL "$server_pid"
wait_exit "$server_pid"
answer=$(as_nobody "$BAREWIRECTL" -i "$instance" status 2>&1)
assert_eq "$answer" \
    "barewirectl: no server runs for instance \"$instance\""
rm -r "/dev/shm/barewire.0.$instance" "$XDG_RUNTIME_DIR/barewire"

test_case "root and another user's server"
printf '#!/bin/sh\nunset XDG_RUNTIME_DIR\nexec setpriv --reuid 65534 \\\n' \
    >"$work/nobody"
printf -- '--regid 65534 --clear-groups %q "$@"\n' "$with" >>"$work/nobody"
chmod +x "$work/nobody"
BAREWIRED=$work/nobody
start_server
answer=$(ctl status 2>&1)
user=$(id -nu 65534 2>/dev/null || echo 65534)
assert_eq "$answer" "barewirectl: instance $instance is served by user $user\
 (process $server_pid): --of $user looks at it"
everything "$BAREWIRECTL" -i "$instance" --of "$user"
start_server
everything "$BAREWIRECTL" --of 65534 -i "$instance"

test_case "--of believes no directory that is not the user's"
mkdir -m 700 /tmp/barewire-65534
chown 0 /tmp/barewire-65534
answer=$(ctl --of 65534 status 2>&1)
assert_match "$answer" 'no server runs .*/tmp/barewire-65534: belongs to'
rmdir /tmp/barewire-65534
