#!/bin/bash
# takes: 25
# mininet/lab.py: the labs between hosts, by Mininet or by namespaces.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

[ "$(id -u)" = 0 ] || { echo "needs root, to make networks"; exit 77; }
for tool in ip nsenter setpriv; do
	command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
unshare --net ip link add type veth 2>/dev/null || {
	echo "no network namespace with a veth can be made here"
	exit 77
}

# lab_py ARGUMENT...: what it says is in said.
lab_py()
{
	said=$(env -u DISPLAY -u SUDO_UID timeout $((60 * TEST_SLOWNESS)) \
	    /usr/bin/python3 mininet/lab.py --instance "$instance" "$@" 2>&1)
}

nothing_left()
{
	wait_until 10 not pgrep -f "barewired -i $instance" ||
	    fail "a server stays"
	# What holds a host is in this test's session: tests/run-one looks.
	[ ! -e "/dev/shm/barewire.0.$instance" ] || fail "the table stays"
	assert_eq "$(ip -o link | grep -cE ' (switch|port[0-9]+|s1-eth)')" 0 \
	    "network devices that stay"
}

not()
{
	! "$@" >/dev/null
}

test_case "namespaces: all labs, two hosts"
lab_py --namespaces --clients 2 || fail "exit status $?: $said"
assert_match "$said" 'network: network namespaces'
for host in h1 h2; do
	assert_match "$said" "$host \| Server waited [56] seconds for client $host"
	assert_match "$said" "$host \| [XY]: h[12] received before [XY]: h[12]$"
	assert_match "$said" "$host \| h[12]: h[12] says hello$"
	assert_match "$said" "$host \| $((${host#h} * 7))$"
	assert_match "$said" "$host \| [0-9:-]{8,10}$" "the clock"
	assert_eq "$(grep -c "$host | 20 messages, 211 bytes: all came back" \
	    <<<"$said")" 2 "echo, TCP and UDP"
done
# Each from a host of its own.
for address in 10.0.0.2 10.0.0.3; do
	assert_match "$said" "server \| .* connected from $address:[0-9]+ \(wait"
done
assert_match "$said" 'no window: DISPLAY is not set'
nothing_left

test_case "Mininet, where it is; what stands in says so"
if /usr/bin/python3 -c 'import mininet.net' 2>/dev/null; then
	lab_py --clients 3 order || fail "exit status $?: $said"
	assert_match "$said" 'network: Mininet$'
	assert_match "$said" 'order takes two: h3 looks on$'
	assert_match "$said" "h1 \| [XY]: h[12] received before [XY]: h[12]$"
	nothing_left
else
	echo "not here: Mininet"
fi
mkdir -p "$work/without/mininet"
: >"$work/without/mininet/__init__.py"
export PYTHONPATH=$work/without
lab_py --clients 1 calc || fail "exit status $?: $said"
unset PYTHONPATH
assert_match "$said" \
    'Mininet is not installed \(.*\); network namespaces stand in$'
assert_match "$said" 'h1 \| 7$'
nothing_left

test_case "a client of one's own, and one that fails"
lab_py --namespaces --clients 2 --run \
    "sh -c 'echo {name} says {number} to {lab} | nc -N {host} {port}'" echo ||
    fail "exit status $?: $said"
assert_match "$said" 'h2 \| h2 says 2 to echo$'
lab_py --namespaces --clients 1 --run 'sh -c "exit 3"' calc &&
    fail "a client that fails is no failure: $said"
assert_match "$said" 'h1 \| calc: exit status 3$'

test_case "links that lose and delay"
if unshare --net tc qdisc add dev lo root netem loss 1% 2>/dev/null; then
	lab_py --namespaces --clients 2 --loss 30 --delay 5 echo
	assert_match "$said" 'h[12] \| [0-9]+ messages, .*'
	[ "$(grep -c 'all came back' <<<"$said")" -lt 4 ] ||
	    fail "nothing was lost of 80 datagrams: $said"
else
	echo "not here: netem"
	lab_py --namespaces --loss 30 echo && fail "it says nothing: $said"
	assert_match "$said" '^lab\.py: --loss and --delay need .*netem'
fi
nothing_left

test_case "killed, it leaves nothing"
spawn lab env -u DISPLAY /usr/bin/python3 mininet/lab.py --namespaces \
    --instance "$instance" --time 100 --clients 2 clock
expect_line "$lab_out" 'h2 \| ' 20
kill -KILL "$lab_pid"
wait_exit "$lab_pid"
nothing_left

test_case "signals end it, many at once too"
spawn lab env -u DISPLAY /usr/bin/python3 mininet/lab.py --namespaces \
    --instance "$instance" --time 100 --clients 2 clock
expect_line "$lab_out" 'h2 \| ' 20
for ((i = 0; i < 200; i++)); do kill -TERM "$lab_pid" 2>/dev/null || break; done
wait_exit "$lab_pid" 20
nothing_left

test_case "wrong usage is told"
lab_py --run x && fail "it runs"
assert_match "$said" '--run is for one lab'
lab_py nolab && fail "it runs"
assert_match "$said" 'no such lab: nolab'
lab_py --loss 100 && fail "it runs"
assert_match "$said" '--loss is below 100'
