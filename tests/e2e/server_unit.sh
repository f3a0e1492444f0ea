#!/bin/bash
# The units in delivery/systemd: right, hardened, and the server works as the
# system's one has to: that user, those calls, no /tmp, a /proc of its own.
# tree: at its end a sanitizer makes calls that the unit does not allow
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

units=delivery/systemd
command -v systemd-analyze >/dev/null || {
	echo "systemd-analyze is not installed (package systemd)"
	exit 77
}

filled=$work/units
mkdir -p "$filled/user" "$work/xdg"
for unit in barewired.service barewired.socket user/barewired@.service; do
	sed "s,@BINDIR@,${BAREWIRED%/*}," "$units/$unit" >"$filled/$unit"
done

# What it says; nothing when all is right.
verify()
{
	XDG_RUNTIME_DIR=$work/xdg systemd-analyze verify --man=no "$@" 2>&1
}

test_case "systemd-analyze verify has nothing to say"
said=$(verify "$filled/barewired.service" "$filled/barewired.socket") ||
    fail "$said"
assert_eq "$said" ''
said=$(verify --user "$filled/user/barewired@.service") || fail "$said"
assert_eq "$said" ''

test_case "systemd-analyze security: below 2.0"
version=$(systemd-analyze --version | sed -n '1s/^systemd \([0-9]*\).*/\1/p')
if [ "$version" -ge 250 ]; then
	level=$(systemd-analyze security --offline=true --no-pager \
	    "$filled/barewired.service" |
	    sed -n 's/.*level for.*: \([0-9.]*\) .*/\1/p')
	echo "    exposure level $level"
	to_ms "$level"
	assert_between "$REPLY" 1 1999 "exposure in thousandths"
else
	echo "not here: systemd-analyze security --offline (systemd 250)"
fi

test_case "the sockets are the labs' ports"
wanted=$(sed -n 's/^LAB([A-Z]*, *\([a-z]*\), *\([0-9]*\),.*/\1 \2/p' \
    base/labs.def | while read -r lab port; do
	case $lab in
	clock) echo "Datagram=$port" ;;
	echo) echo "Datagram=$port"; echo "Stream=$port" ;;
	*) echo "Stream=$port" ;;
	esac
done | sort)
assert_eq "$(sed -n 's/^Listen//p' "$units/barewired.socket" | sort)" "$wanted"

[ "$(id -u)" = 0 ] || { echo "the rest needs root"; exit 0; }
ldconfig -p | grep -q libseccomp || { echo "not here: libseccomp"; exit 0; }

# The same path inside and outside, as /run/barewired is.
there=/run/$instance
user=61300	# of those that DynamicUser= takes
mkdir -m 700 "$there" || fail "$there cannot be made"
leave()
{
	local status=$?

	rm -rf "$there"
	(exit $status)
	finish
}
trap leave EXIT
gcc -o "$there/filtered" tests/e2e/filtered.c -lseccomp ||
    fail "it was not built"
python3 tests/e2e/unit_calls.py "$units/barewired.service" >"$there/calls" ||
    fail "which calls are allowed is not to be had"
assert_between "$(wc -l <"$there/calls")" 100 500 "calls that are allowed"
# Without Landlock it would say nothing, and serve.
for call in seccomp landlock_create_ruleset landlock_add_rule \
    landlock_restrict_self; do
	grep -qx $call "$there/calls" || fail "$call is not allowed"
done
cp "$BAREWIRED" tests/e2e/given.py "$there"
mkdir "$there/state"
chown -R "$user:$user" "$there"

# confined COMMAND...: with a mount namespace that is like the unit's.
confined()
{
	spawn server unshare --mount bash -c '
		there=$1 user=$2
		shift 2
		mount --bind "$there" "$there" &&
		mount -t tmpfs tmpfs /tmp &&
		mount -t proc -o hidepid=invisible,subset=pid proc /proc &&
		mount -o remount,bind,ro / || exit
		cd "$there/state" || exit
		export XDG_RUNTIME_DIR=$there INVOCATION_ID=1
		exec setpriv --reuid "$user" --regid "$user" --clear-groups \
		    --bounding-set -all --no-new-privs "$@" <"$there/calls"
	' - "$there" "$user" "$there/filtered" "$@"
}

test_case "so confined it serves, all labs, in its sandbox"
confined python3 "$there/given.py" \
    --names wait:order:chat:calc:clock:echo:echo tcp=127.0.0.1 \
    tcp=127.0.0.1 tcp=127.0.0.1 tcp=127.0.0.1 udp=127.0.0.1 tcp=127.0.0.1 \
    udp=127.0.0.1 -- "$there/barewired" -i "$instance" --capture class.pcapng
wait_until 20 server_said_ready || fail "the server did not get ready"
alive "$server_pid" || fail "it ended: $(<"$server_err")"
for lab in $labs; do lab_variables "$lab"; done
assert_no_match "$(<"$server_out")" 'without a sandbox|not used|nobody judges'
http POST /wait 0
assert_eq "$http_status" 200
assert_match "$(printf 'a\n1 + 2\nq\n' | raw "$calc_address")" 3
out=$("$BAREWIRE" clock -c 1 "$clock_address") || fail "clock: $out"
for udp in '' --udp; do
	address=$echo_address
	[ -z "$udp" ] || address=$echo_udp_address
	out=$(printf 'one\n' | "$BAREWIRE" echo $udp "$address") || fail "$out"
done
exec {x}<>"/dev/tcp/127.0.0.1/$order_port"
exec {y}<>"/dev/tcp/127.0.0.1/$order_port"
printf 'Client X: Bob\n' >&$x
expect_line "$server_out" 'Bob'
exec {x}>&- {y}>&-

test_case "root's watchers find its table, and its feed"
exec {talk}<>"/dev/tcp/127.0.0.1/$chat_port"
wait_until 10 pgrep -P "$server_pid" -x bw-chat >/dev/null ||
    fail "no process for the client"
assert_match "$(ctl --of $user status)" ' chat '
spawn tail timeout 60 "$BAREWIRECTL" -i "$instance" --of $user tail
# It has to be there first.
seen()
{
	printf 'hello\n' >&$talk
	file_like "$tail_out" hello
}
wait_until 20 seen || fail "tail shows nothing: $(<"$tail_err")"
end_process "$tail_pid"
exec {talk}>&-
assert_eq "$(stat -c %u "/dev/shm/barewire.$user.$instance")" $user
# It is everybody's: its processes are root's to look into.
assert_eq "$(stat -c %u "/proc/$server_pid/environ")" 0

test_case "its limits are its own, and it leaves as it came"
assert_match "$(grep 'Max file size' "/proc/$server_pid/limits")" \
    'size +[0-9]+ '
stop_server
[ -s "$there/state/class.pcapng" ] || fail "no capture"
[ ! -e "/dev/shm/barewire.$user.$instance" ] || fail "the table stays"
