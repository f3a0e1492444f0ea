#!/bin/bash
# takes: 45
# Three machines (network namespaces behind a bridge): the server on h1,
# clients on h2 and h3, all labs; then h3's cable is pulled.
# timeout: 120
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

net=bw$$
host()
{
	local name=$1

	shift
	ip netns exec "$net-$name" "$@"
}

unplug()
{
	local name

	for name in sw h1 h2 h3; do
		ip netns del "$net-$name" 2>/dev/null
	done
}

# plug NAME ADDRESS: a machine with a cable to the switch.
plug()
{
	ip netns add "$net-$1" &&
	    ip -n "$net-$1" link add eth0 type veth peer name "to-$1" \
		netns "$net-sw" &&
	    ip -n "$net-$1" addr add "$2/24" dev eth0 &&
	    ip -n "$net-$1" link set eth0 up &&
	    ip -n "$net-$1" link set lo up &&
	    ip -n "$net-sw" link set "to-$1" master br0 &&
	    ip -n "$net-sw" link set "to-$1" up
}

network()
{
	ip netns add "$net-sw" &&
	    ip -n "$net-sw" link add br0 type bridge &&
	    ip -n "$net-sw" link set br0 up &&
	    plug h1 10.0.0.1 && plug h2 10.0.0.2 && plug h3 10.0.0.3
}

trap 'status=$?; unplug; (exit $status); finish' EXIT
network 2>"$work/network" || {
	echo "no network namespaces: $(tail -n 1 "$work/network")"
	exit 77
}
cat >"$work/on-h1" <<END
#!/bin/sh
exec ip netns exec $net-h1 "$BAREWIRED" "\$@"
END
chmod +x "$work/on-h1"
BAREWIRED=$work/on-h1
start_server -a 10.0.0.1 --metrics 10.0.0.1:0
clock=$(sed -n 's|^listening clock .*:\([0-9]*\)/udp$|\1|p' "$server_out")
echo=$(sed -n 's|^listening echo .*:\([0-9]*\)/udp$|\1|p' "$server_out")

test_case "order: X on h2, Y on h3"
spawn alice ip netns exec "$net-h2" "$BAREWIRE" order -n Alice "$order_address"
expect_line "$server_out" 'connected from 10.0.0.2:.* \(order'
expect_line "$server_out" 'calling it client X'
wait_until 5 grep -q 'is client X and sent' "$server_out" || sleep 0.3
host h3 "$BAREWIRE" order -n Bob "$order_address" >"$work/bob"
assert_eq $? 0 "exit status"
wait_exit "$alice_pid"
assert_eq "$(tail -n 1 "$alice_out")" 'X: Alice received before Y: Bob'
assert_eq "$(tail -n 1 "$work/bob")" 'X: Alice received before Y: Bob'

test_case "calc, clock, echo and wait from the other machines"
assert_eq "$(printf '6*7\n' | host h2 "$BAREWIRE" calc -n carol \
    "$calc_address" | tail -n 1)" 42
host h3 "$BAREWIRE" clock -c 1 "10.0.0.1:$clock" >"$work/out" ||
    fail "clock: $(<"$work/out")"
assert_match "$(printf 'hello\n' | host h2 "$BAREWIRE" echo "$echo_address")" \
    '^hello$'
assert_match "$(printf 'hello\n' | host h3 "$BAREWIRE" echo --udp \
    "10.0.0.1:$echo")" '^hello$'
assert_match "$(host h2 "$BAREWIRE" wait -n dora -c 1 --min 1 --max 1 \
    "$wait_address")" '^Server waited 1 seconds for client dora\.$'
assert_match "$(ctl status --json | jq -r '.clients[].peer')" '^10\.0\.0\.3:'

test_case "metrics: another machine gets them at the address for that alone"
answer=$(host h2 curl -sS --noproxy '*' "http://$wait_address/metrics")
assert_match "$answer" 'for the machine that the server runs on'
assert_no_match "$answer" barewire_
metrics=$(sed -n 's/^metrics at //p' "$server_out")
assert_match "$(host h2 curl -sS --noproxy '*' "$metrics")" \
    '^barewire_connections_accepted_total\{lab="order"\} 2$'

reaches()
{
	host "$1" timeout 1 bash -c "exec 3<>/dev/tcp/10.0.0.1/$echo_port" \
	    2>/dev/null
}

replug()
{
	ip -n "$net-sw" link set to-h3 up
	wait_until 20 reaches h3 || fail "h3 does not reach h1 again"
}

# member NAME HOST: stays in the chat; its input never ends.
mkfifo "$work/open"
exec {open}<>"$work/open"
member()
{
	spawn "$1" ip netns exec "$net-$2" sh -c \
	    "exec '$BAREWIRE' chat -n $1 '$chat_address' <'$work/open'"
	expect_line "$server_out" " $1 joined the chat"
}

gone_within()
{
	local begun took

	begun=$(now_ms)
	expect_line "$server_out" "$1 disconnected: timed out\$" 15
	took=$((($(now_ms) - begun) / 1000))
	echo "   $1 was missed after $took s"
	[ "$took" -le 10 ] || fail "$1 was missed only after $took s"
	expect_line "$erna_out" "^$1 left"
}

test_case "a pulled cable is noticed within 10 s and shown, in a quiet room"
member erna h2
member fred h3
ip -n "$net-sw" link set to-h3 down
gone_within fred
assert_match "$(ctl status)" '^fred .*timed out'
ctl status --json | jq -c '.clients[] | select(.name == "fred")'

test_case "the client behind the cable notices it, too"
wait_exit "$fred_pid" 12
assert_eq "$exit_status" 1 "exit status"
assert_match "$(<"$fred_err")" '^barewire: the server is gone: [a-z ]+$'
assert_eq "$(wc -l <"$fred_err")" 1 lines
# No answer by datagram either, 5 times: it is given up.
spawn clock ip netns exec "$net-h3" "$BAREWIRE" clock "10.0.0.1:$clock"
wait_exit "$clock_pid" 20
assert_eq "$exit_status" 1 "exit status"
tail -n 1 "$fred_err" "$clock_err"

test_case "and also while others go on talking to it"
replug
member gerd h3
spawn talker ip netns exec "$net-h2" sh -c "for i in \$(seq 100); do
    echo line \$i; sleep 0.2; done | '$BAREWIRE' chat -n hans '$chat_address'"
expect_line "$gerd_out" '^hans: line 3$'
ip -n "$net-sw" link set to-h3 down
gone_within gerd
expect_line "$erna_out" '^hans: line [0-9]+$'

test_case "a pause is ended by a pulled cable, too"
replug
spawn ida ip netns exec "$net-h3" "$BAREWIRE" wait -n ida --min 60 --max 60 \
    "$wait_address"
expect_line "$server_out" 'ida sent 60: waiting 60 s'
ip -n "$net-sw" link set to-h3 down
begun=$(now_ms)
expect_line "$server_out" 'ida disconnected: timed out$' 15
took=$((($(now_ms) - begun) / 1000))
[ "$took" -le 10 ] || fail "missed only after $took s"
wait_exit "$talker_pid" 30
stop_server
