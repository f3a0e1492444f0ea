#!/bin/bash
# Where a server listens: on all addresses of a name, on ports that somebody
# else has, or a killed server had.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

off=()
for lab in $labs; do off+=(-p "$lab=off"); done
v6=no
grep -qs '^0\{31\}1 ' /proc/net/if_inet6 && v6=yes

# refused OPTION...: must not start; what it says is in said.
refused()
{
	said=$(timeout 20 "$BAREWIRED" -i "$instance-r" "${off[@]}" "$@" 2>&1) &&
	    fail "it starts with $*: $said"
	assert_eq "$(wc -l <<<"$said")" 1 "lines of $said"
}

test_case "a name is all its addresses, each once, at one port"
start_server -a localhost -a 127.0.0.1
for lab in $labs; do
	name=${lab}_addresses
	assert_match "${!name}" '127\.0\.0\.1:'
	[ $v6 = no ] || assert_match "${!name}" '\[::1\]:'
	for kind in udp tcp; do
		of_kind=$(tr ' ' '\n' <<<"${!name}")
		if [ $kind = udp ]; then
			of_kind=$(grep '/udp$' <<<"$of_kind")
		else
			of_kind=$(grep -v '/udp$' <<<"$of_kind")
		fi
		[ -z "$of_kind" ] || assert_eq "$(grep -c '127.0.0.1:' \
		    <<<"$of_kind")" 1 "$lab by $kind"
	done
done
assert_eq "$(tr ' ' '\n' <<<"$wait_addresses" | sed 's/.*://' | sort -u)" \
    "$wait_port" "the ports of wait"
for address in $wait_addresses; do
	out=$("$BAREWIRE" wait -n all --min 0 --max 0 -c 1 "$address") ||
	    fail "no answer at $address: $out"
done
stop_server

test_case "one of the addresses is enough for barewire, by UDP too"
if [ $v6 = yes ]; then
	start_server -a ::1
	for lab in wait clock; do
		port=$(sed -n "s/^listening $lab \[::1\]:\([0-9]*\).*/\1/p" \
		    "$server_out")
		options=(-c 1)
		[ $lab = clock ] || options+=(--min 0 --max 0)
		out=$("$BAREWIRE" $lab "${options[@]}" "localhost:$port" \
		    2>&1) || fail "$lab: $out"
		assert_match "$out" "^connected to \[::1\]:$port"
	done
	port=$(sed -n 's,^listening echo \[::1\]:\([0-9]*\)/udp$,\1,p' \
	    "$server_out")
	out=$(printf 'one\ntwo\n' | "$BAREWIRE" echo --udp "localhost:$port" \
	    2>&1) || fail "echo: $out"
	assert_match "$out" '^2 messages, 8 bytes: all came back'
	stop_server
fi

test_case "addresses that are not this machine's, names that are nobody's"
refused -a 192.0.2.1 -p wait=0
assert_match "$said" 'on 192\.0\.2\.1 port 0: Cannot assign'
refused -a no.such.name.invalid -p wait=0
assert_match "$said" 'on no\.such\.name\.invalid port 0: '

test_case "who has the port is said"
python3 -c '
import socket, time
held = []
for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM:
    one = socket.socket(type=kind)
    one.bind(("127.0.0.1", 0))
    held.append(one)
    if kind == socket.SOCK_STREAM:
        one.listen()
    print(one.getsockname()[1], flush=True)
time.sleep(200)
' >"$work/held" &
holder=$!
started+=("$holder")
wait_until 20 eval '[ "$(wc -l <"$work/held")" = 2 ]' || fail "nobody holds it"
{ read -r tcp; read -r udp; } <"$work/held"
refused -a localhost -p "wait=$tcp"
assert_match "$said" "could not listen for wait on localhost port $tcp: \
.*in use: held by python[0-9.]* \(process $holder\)$"
refused -a 0.0.0.0 -p "clock=$udp"
assert_match "$said" "port $udp \(UDP\): .*in use: held by python[0-9.]* \(process"

# The child of a killed server keeps its port until it has heard of it.
restart()
{
	start_server
	ports=(-p "wait=$wait_port" -p "clock=${clock_udp_address##*:}")
	child=$(pgrep -P "$server_pid" -x bw-clock-udp)
	kill -STOP "$child"
	kill -KILL "$server_pid"
	wait_exit "$server_pid"
}

test_case "kill -9, then start at once: the port is waited for"
restart
(sleep 0.3; kill -CONT "$child") &
start_server "${ports[@]}"
wait_until 5 dead "$child" || fail "the child lives on"
stop_server

test_case "and when it does not come free, its holder is named"
restart
refused "${ports[@]}"
assert_match "$said" "held by bw-clock-udp \(process $child\)$"
kill -CONT "$child"
wait_until 5 dead "$child" || fail "the child lives on"
start_server
stop_server

# reached VERSION ADDRESS OPTION...: what it says on a machine with that address.
reached()
{
	spawn server unshare --net bash -c 'ip link set lo up &&
	    ip link add net7 type veth peer name other &&
	    ip link set net7 up && ip link set other up || exit
	    [ "$1" = none ] || ip "$1" address add "$2" dev net7 nodad || exit
	    shift 2; exec "$@"' - "$1" "$2" "$BAREWIRED" -i "$instance" \
	    "${off[@]}" -p calc=0 "${@:3}"
	wait_until 20 server_said_ready || fail "the server did not get ready"
	alive "$server_pid" || fail "it ended: $(<"$server_err")"
	said=$(grep 'other machines' "$server_out")
	stop_server
}

if [ "$(id -u)" = 0 ] && unshare --net ip link add type veth 2>/dev/null; then
	test_case "at every address: which those are, for other machines"
	reached -4 192.0.2.9/24 -a 0.0.0.0
	assert_eq "$said" 'its address for other machines: 192.0.2.9 (net7)'
	if [ $v6 = yes ]; then
		reached -6 2001:db8::9/64 -a ::
		assert_eq "$said" \
		    'its address for other machines: [2001:db8::9] (net7)'
	fi
	reached -4 192.0.2.9/24 -a 127.0.0.1
	assert_eq "$said" ''
	nowhere='no address was found at which other machines reach this server'
	reached none '' -a 0.0.0.0
	assert_eq "$said" "$nowhere"
	if [ $v6 = yes ]; then
		test_case "an address is none where the server does not listen"
		reached -4 192.0.2.9/24 -a ::
		assert_eq "$said" "$nowhere"
	fi
else
	echo "not here: network namespaces"
fi
