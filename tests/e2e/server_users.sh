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

# Where others do not get to our programs, as in root's home, they get copies.
if ! as_nobody test -x "$BAREWIRED"; then
	theirs=$(mktemp -d /tmp/bw-theirs-XXXXXX) || exit
	trap 'status=$?; rm -rf "$theirs"; (exit $status); finish' EXIT
	chmod 755 "$theirs"
	cp "$BAREWIRED" "$BAREWIRECTL" "$theirs"
	BAREWIRED=$theirs/${BAREWIRED##*/} BAREWIRECTL=$theirs/${BAREWIRECTL##*/}
fi

test_case "a directory that is not ours is not believed"
mkdir -m 700 "$XDG_RUNTIME_DIR/barewire"
chown 65534 "$XDG_RUNTIME_DIR/barewire"
answer=$(ctl status 2>&1)
assert_match "$answer" '^barewirectl: no server runs .*belongs to .*uid 65534\)?: only'
answer=$(ctl shutdown 2>&1)
assert_match "$answer" '^barewirectl: no server runs .*belongs to .*uid 65534\)?: only'
answer=$("$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0 2>&1)
assert_match "$answer" 'belongs to .*uid 65534\)?: only'
rmdir "$XDG_RUNTIME_DIR/barewire"

test_case "nor is one that is open to a group: the server says so, ctl finds it"
chmod 770 "$XDG_RUNTIME_DIR"
start_server
assert_match "$(<"$server_out")" \
    '^XDG_RUNTIME_DIR is not used: .* has mode 0770, so others may write to it$'
[ -S "/tmp/barewire-0/$instance/control" ] || fail "not in /tmp"
[ ! -e "$XDG_RUNTIME_DIR/barewire" ] || fail "in the open directory"
ctl status >/dev/null || fail "not found"
stop_server
chmod 700 "$XDG_RUNTIME_DIR"

test_case "who runs as root is warned"
start_server
assert_match "$(<"$server_out")" '^runs as root, .* --user NAME gives that up'
stop_server

test_case "--user: root binds, then everything is the user's"
for user in no-such-user '' -1 4294967295; do
	answer=$("$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0 \
	    --user "$user" 2>&1)
	assert_eq $? 1 "--user $user"
	assert_match "$answer" '^barewired: --user ".*": there is no such user$'
done
answer=$(as_nobody "$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0 \
    --user root 2>&1)
assert_match "$answer" '"root": only root can serve as another user$'
if [ ! -e /tmp/barewire-65534 ]; then
	# Of those below 1024, at an address that nobody else has.
	spawn server "$BAREWIRED" -i "$instance" "${off[@]}" -p echo=7 \
	    -a 127.77.0.7 --user 65534
	expect_line "$server_out" '^ready$'
	assert_no_match "$(<"$server_out")" 'runs as root'
	assert_eq "$(echo hello | nc -N 127.77.0.7 7)" hello
	for pid in "$server_pid" $(pgrep -P "$server_pid"); do
		read -r _ real effective saved _ \
		    < <(grep ^Uid: "/proc/$pid/status")
		assert_eq "$real $effective $saved" "65534 65534 65534" \
		    "the users of $(<"/proc/$pid/comm")"
		assert_eq "$(grep ^CapEff: "/proc/$pid/status" | cut -f 2)" \
		    0000000000000000 "what $(<"/proc/$pid/comm") may do"
		# Root's, and so for nobody else to trace.
		assert_eq "$(stat -c %u "/proc/$pid/environ")" 0 \
		    "who may look into $(<"/proc/$pid/comm")"
	done
	assert_eq "$(stat -c %u "/dev/shm/barewire.65534.$instance" \
	    "/tmp/barewire-65534/$instance" | sort -u)" 65534
	as_nobody "$BAREWIRECTL" -i "$instance" status >/dev/null ||
	    fail "the user does not find it"
	ctl --of 65534 shutdown >/dev/null || fail "root does not find it"
	wait_exit "$server_pid"
fi

# squatted WHAT REASON: every program of a user says who was first, and waits
# for nothing.
squatted()
{
	local command

	for command in status shutdown 'kick x' tail; do
		# shellcheck disable=SC2086 # two words
		answer=$(as_nobody timeout 20 "$BAREWIRECTL" -i "$instance" \
		    $command 2>&1)
		assert_eq $? 1 "$command beside $1"
		assert_match "$answer" "^barewirectl: (no server .*\(|)$2"
	done
	answer=$(as_nobody timeout 20 "$BAREWIRED" -i "$instance" "${off[@]}" \
	    -p wait=0 2>&1)
	assert_eq $? 1 "barewired beside $1"
	assert_match "$answer" "^barewired: $2"
}

squatter=(setpriv --reuid 12345 --regid 12345 --clear-groups)
name=/dev/shm/barewire.65534.$instance

test_case "who squats on the table's name is named, with the way out"
reason="$name belongs to uid 12345: only .* -i chooses another instance name"
"${squatter[@]}" sh -c "umask 077; echo >$name"
squatted "a file" "$reason"
chmod 666 "$name"
spawn lock "${squatter[@]}" python3 -c '
import fcntl, sys, time
file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_EX)
print("locked", flush=True)
time.sleep(600)' "$name"
expect_line "$lock_out" locked
squatted "a locked file" "$reason"
end_process "$lock_pid"
rm "$name"
"${squatter[@]}" mkfifo -m 666 "$name"
squatted "a FIFO" "$reason"
rm "$name"
"${squatter[@]}" ln -s /etc/passwd "$name"
squatted "a link" "$reason"
rm "$name"

test_case "who squats on the directory, too"
[ ! -e /tmp/barewire-65534 ] || { echo "/tmp/barewire-65534 is there"; exit 77; }
reason='/tmp/barewire-65534: belongs to uid 12345: only .* XDG_RUNTIME_DIR'
for what in "mkdir -m 700" "mkdir -m 777" touch "ln -s $work"; do
	# shellcheck disable=SC2086 # words
	"${squatter[@]}" $what /tmp/barewire-65534
	squatted "$what" "$reason"
	rm -d /tmp/barewire-65534
done

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
assert_match "$answer" \
    'user "no-such-user": there is no such user .*libnss-systemd'
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
