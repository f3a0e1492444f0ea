#!/bin/bash
# Mischief: what a client is sent is cut, late, lost or twice, and nothing of it
# is changed.  Ratios and orders are looked at, and that nothing comes too soon:
# how late it may be is a busy machine's affair.
# timeout: 300
# takes: 60
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# talk ADDRESS STEP...: what came, in $talked (JSON) and $text.
talk()
{
	talked=$(python3 -B tests/e2e/mischief_client.py "$@" | tail -n 1)
	text=$(jq -r '[.segments[].text] | join("")' <<<"$talked")
}

# Of the conversation that was last: a program of jq's.
of_talk()
{
	jq -r "$1" <<<"$talked"
}

# notes NAME: what was done to the messages of that client, a line each.
notes()
{
	jq -r --arg name "$1" 'select(.event == "mischief" and
	    .client == $name and .direction == "sent") |
	    "\(.message) \(.reason)"' "$feed_out"
}

# Everybody the tests name here has left, with all that was told of him.
gone()
{
	expect_line "$feed_out" \
	    "\"event\":\"disconnected\",\"client\":\"$1\""
}

with()
{
	[ -z "$server_pid" ] || {
		end_process "$feed_pid"
		end_process "$tail_pid"
		stop_server
	}
	start_server "$@"
	spawn feed "$BAREWIRECTL" -i "$instance" tail --json -n 10000
	spawn tail "$BAREWIRECTL" -i "$instance" tail -n 1000
}

test_case "nothing is done by itself"
with
talk "$calc_address" 'say=anna\n' 'say=1 + 2\n' until=2
assert_eq "$text" 3
assert_eq "$(of_talk '.segments | length')" 1 "segments"
gone anna
assert_no_match "$(<"$feed_out")" '"mischief"'
assert_no_match "$(<"$server_out")" mischief
assert_no_match "$(ctl status)" MISCHIEF

test_case "split: a message in segments of 1 to 7 bytes"
with --mischief split,seed=7
line=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz
talk "$echo_address" "say=$line" until=52 "say=$line" until=52
assert_eq "$text" "$line$line"
[ "$(of_talk '.segments | length')" -ge 4 ] ||
    fail "not cut: $talked"
talk "$calc_address" 'say=bert\n' 'say=100 * 100\n' until=6 read=0.1
assert_eq "$text" 10000
gone bert
assert_match "$(notes bert)" '^[0-9]+ split in [2-6] segments$'
assert_match "$(<"$server_out")" \
    'has mischief done to what it is sent: split,seed=7$'
expect_line "$tail_out" ' bert mischief: split in [2-6] segments$'

test_case "the same seed does the same, another one something else"
each()
{
	with --mischief "jitter=90,seed=$1"
	talk "$calc_address" 'say=carl\n' 'say=1 + 1\n' until=2 \
	    'say=1 + 2\n' until=2 'say=1 + 3\n' until=2 'say=1 + 4\n' until=2
	gone carl
	drawn=$(notes carl)
}
each 7
first=$drawn
assert_match "$first" '^[0-9]+ jitter [0-9]+ ms$'
each 7
assert_eq "$drawn" "$first" "a second run"
each 8
[ "$drawn" != "$first" ] || fail "another seed, and the same: $first"

test_case "delay and slow: not before their time"
with --mischief delay=400
talk "$calc_address" 'say=dora\n' 'say=1 + 2\n' until=2
assert_between "$(of_talk '.segments[0].ms')" 400 20000 "ms"
gone dora
assert_eq "$(notes dora)" '3 delay 400 ms'
with --mischief slow=20
talk "$echo_address" "say=$line" until=52
assert_eq "$text" "$line"
assert_between "$(of_talk '.segments[-1].ms')" 2500 40000 "ms"
[ "$(of_talk '.segments | length')" -ge 10 ] || fail "not slow: $talked"

test_case "join: two messages in one segment, but to no client without ends"
with --mischief join
talk "$calc_address" 'say=emil\n' 'say=1 + 2\n3 + 4\n' until=4 \
    'say=5 + 6\n' until=3
assert_eq "$text" $'3\n7\n11'
assert_eq "$(of_talk '.segments[0].text')" $'3\n7' "one segment"
assert_between "$(of_talk '.segments[1].ms')" 300 20000 \
    "ms that one waited for another"
gone emil
assert_eq "$(notes emil)" "3 join with message 5
5 join with message 3
7 join, but no other came"
talk "$calc_address" say=fritz read=0.4 'say=1 + 2' until=1 read=0.4
gone fritz
assert_eq "$(notes fritz)" '' "of a client without line ends"

# strikes KIND: says the same until half of it comes back, and no more.
strikes()
{
	local tries steps=()

	for ((tries = 0; tries < 40; tries++)); do
		steps+=("say=12345678" "until=8")
	done
	with --mischief "$1,seed=5"
	talk "$echo_address" "${steps[@]}"
}

test_case "reset: half a message, then that"
strikes reset
assert_eq "$(of_talk .end)" reset
assert_match "$text" '^(12345678)*1234$'

test_case "half-close: half a message, then the end"
strikes half-close
assert_eq "$(of_talk .end)" fin
assert_match "$text" '^(12345678)*1234$'

test_case "stall: half a message, then silence; what is said then is written"
with --mischief stall,seed=5
steps=()
for tries in 1 2 3 4 5 6 7 8; do
	steps+=(say=12345678 read=0.3)
done
talk "$echo_address" "${steps[@]}"
assert_eq "$(of_talk .end)" open
assert_match "$text" '^(12345678){0,6}1234$'
expect_line "$feed_out" '"event":"disconnected"'
name=$(jq -r 'select(.event == "disconnected") | .client' "$feed_out")
assert_match "$(notes "$name")" '^[0-9]+ stall after 4 bytes$'
assert_eq "$(jq -r 'select(.direction == "received") | .text' "$feed_out" |
    tr -d '\n')" "$(printf '12345678%.0s' 1 2 3 4 5 6 7 8)" "what came"

# numbered COUNT PAUSE: so many datagrams to echo, a pause behind each.
numbered()
{
	local i steps=()

	for ((i = 1; i <= $1; i++)); do
		steps+=("say=<$i>" "read=$2")
	done
	talk "$echo_udp_address" udp "${steps[@]}" "read=${3:-1.3}"
	expect_line "$feed_out" "\"text\":\"<$1>\""
	got=$(of_talk '[.segments[].text] | join("")')
}
all=$(printf '<%d>' {1..12})

test_case "drop and duplicate: as many as the journal says, each whole"
with --mischief drop,duplicate,seed=7
numbered 12 0.1
name=$(jq -r 'select(.event == "message") | .client' "$feed_out" | head -n 1)
done=$(notes "$name")
dropped=$(grep -c ' drop$' <<<"$done")
twice=$(grep -c ' duplicate$' <<<"$done")
assert_between "$dropped" 1 11 "dropped"
assert_between "$twice" 1 11 "twice"
assert_eq "$(of_talk '.segments | length')" $((12 - dropped + twice)) came
assert_eq "$(of_talk '[.segments[].text] | unique | length')" \
    $((12 - dropped)) "different ones"

test_case "reorder: another order, and nothing is missing"
with --mischief reorder,seed=7
numbered 12 0.1
[ "$got" != "$all" ] || fail "in order"
assert_eq "$(of_talk '[.segments[].text] | sort == unique and length == 12')" \
    true "each once"
expect_line "$feed_out" '"reason":"reorder behind message [0-9]+"'

test_case "withhold: late, and the others are not"
with --mischief withhold=2,seed=7
numbered 12 0.1 3
assert_eq "$(of_talk '[.segments[].text] | sort == unique and length == 12')" \
    true "each once"
expect_line "$feed_out" '"reason":"withhold 2 s"'
expect_line "$feed_out" '"reason":"withhold, delivered now"'
late=$(jq -rs '[.[] | select(.reason == "withhold 2 s") | .message] |
    length' "$feed_out")
assert_eq "$(jq -rs '[.[] | select(.reason == "withhold, delivered now")] |
    length' "$feed_out")" "$late" "those that came later"
[ "$got" != "$all" ] || fail "in order"
assert_match "$(ctl status)" 'MISCHIEF'

test_case "one client only, and off again"
with
spawn gerd python3 -B tests/e2e/mischief_client.py "$calc_address" \
    'say=gerd\n' 'say=1 + 2\n' until=2 read=4 'say=11 + 12\n' until=3 \
    read=4 'say=2 + 2\n' until=2
expect_line "$server_out" 'gerd asked 1 \+ 2'
assert_eq "$(ctl mischief gerd split,seed=3)" 'gerd@calc: split,seed=3'
assert_eq "$(ctl status --json | jq -r '.clients[] |
    select(.name == "gerd") | .mischief')" split,seed=3
assert_match "$(ctl status)" '^gerd .*split,seed=3'
expect_line "$server_out" 'gerd has mischief done to what it is sent: split'
expect_line "$server_out" 'gerd asked 11 \+ 12'
assert_eq "$(ctl mischief gerd@calc off)" 'gerd@calc: off'
assert_eq "$(ctl status --json | jq -r '.clients[] |
    select(.name == "gerd") | .mischief')" null
wait_exit "$gerd_pid" 20
gone gerd
assert_match "$(notes gerd)" '^5 split in [23] segments$'
assert_eq "$(notes gerd | wc -l)" 1 "messages that were touched"
assert_eq "$(jq -r 'select(.event == "mischief" and .direction == null) |
    .reason' "$feed_out")" $'split,seed=3\noff' "what was set"
expect_line "$server_out" 'gerd has no more mischief done to what it is sent'

test_case "a seed is drawn, and told"
spawn hans python3 -B tests/e2e/mischief_client.py "$calc_address" \
    'say=hans\n' read=20
expect_line "$server_out" 'hans registered'
assert_match "$(ctl mischief hans split)" '^hans@calc: split,seed=[0-9]+$'

test_case "what does not fit is refused, with the reason"
refused()
{
	local expected=$1 why

	shift
	why=$(ctl mischief "$@" 2>&1 >/dev/null) &&
	    fail "mischief $* was taken"
	assert_match "$why" "$expected"
}
refused 'drop is for datagrams only' hans drop
refused 'there twice' hans split,split
refused 'delay=MS takes a number of 1 to 16000' hans delay=0
refused 'no client is called "nobody"' nobody split
spawn udp python3 -B tests/e2e/mischief_client.py "$clock_udp_address" udp \
    port say=SEND_TIME read=20
expect_line "$udp_out" '^[0-9]+$'
port=$(head -n 1 "$udp_out")
expect_line "$server_out" "udp-$port asked"
refused 'split is for connections' "udp-$port" split
assert_match "$(ctl mischief "udp-$port" drop)" "^udp-$port@clock: drop,seed="
ctl mischief hans 2>/dev/null && fail "without a kind"
"$BAREWIRED" -i "$instance-2" --mischief nonsense 2>"$work/wrong" &&
    fail "nonsense was taken"
assert_match "$(<"$work/wrong")" '"nonsense" is none of split, join'

test_case "to all who are connected, or to a lab's; whom it does not fit is left"
status=$(ctl mischief --all drop) || fail "nobody: $status"
assert_match "$status" "^udp-$port@clock: drop,seed="
assert_match "$status" '^hans@calc: left as it is: drop is for datagrams only'
status=$(ctl mischief --all --lab calc delay=20,seed=3) || fail "$status"
assert_eq "$status" 'hans@calc: delay=20,seed=3'
ctl mischief --lab calc --all drop >"$work/all" 2>&1 &&
    fail "drop: $(<"$work/all")"
refused 'nobody is connected' --all --lab chat split
refused 'what is to be done' --all
refused 'unexpected argument: "split"' --all hans split
refused 'none of split' --all hans
assert_match "$(ctl mischief --all off)" "^udp-$port@clock: off"
assert_eq "$(ctl status --json | jq '[.clients[] | select(.ended == null and
    .mischief != null)] | length')" 0
end_process "$hans_pid"
end_process "$udp_pid"

# slowly NAME: a client that is being sent something for minutes.
slowly()
{
	spawn "$1" python3 -B tests/e2e/mischief_client.py "$echo_address" \
	    "say=$line$line$line" until=10 read=60
	expect_line "$server_out" '\(echo, process [0-9]+\)$'
	wait_until 10 sends || fail "nothing is sent to it"
	pid=$(pgrep -x -P "$server_pid" bw-echo)
}

sends()
{
	[ "$(ctl status --json | jq -r '[.clients[] | select(.lab == "echo" and
	    .ended == null and .state == "sending")] | length')" = 1 ]
}

test_case "killed in the middle: its client sees the end, nobody else anything"
with --mischief slow=8
slowly ida
kill -KILL "$pid"
wait_exit "$ida_pid"
expect_line "$server_out" 'disconnected: crashed: signal 9'
talk "$calc_address" 'say=kurt\n' 'say=1 + 2\n' until=2
assert_eq "$text" 3

test_case "kicked in the middle: at once, and what was begun is whole"
with --mischief slow=8
slowly lena
name=$(ctl status --json | jq -r '.clients[] | select(.lab == "echo" and
    .ended == null) | .name')
assert_match "$(ctl kick "$name")" '^kicked '
wait_exit "$lena_pid" 3
assert_eq "$(jq -r '[.segments[].text] | join("")' "$lena_out")" \
    "$line$line$line"
assert_eq "$(jq -r .end "$lena_out")" fin
assert_match "$(<"$server_out")" 'disconnected: kicked'

test_case "a shutdown in the middle takes no longer"
with --mischief slow=8
slowly mona
end_process "$feed_pid"
stop_server
wait_exit "$mona_pid" 3
assert_eq "$(jq -r '[.segments[].text] | join("")' "$mona_out")" \
    "$line$line$line"

test_case "a report has the kind's rule, and no fault that it explains"
start_server --mischief delay=300,split,seed=7
spawn feed "$BAREWIRECTL" -i "$instance" tail --json -n 10000
talk "$calc_address" 'say=nora\n' 'say=1 + 2\n' until=2 'say=3 + 4\n' \
    until=2 'say=5 + 6\n' until=3 'say=q\n' read=0.5
gone nora
ctl report nora --format json >"$work/report.json" || fail "a must failed"
rule()
{
	jq -r --arg rule "$1" '.. | objects | select(.rule? == $rule or
	    .id? == $rule) | .result' "$work/report.json" | head -n 1
}
assert_eq "$(rule mischief.delay)" ok
assert_eq "$(rule mischief.split)" ok
assert_eq "$(rule calc.waits)" ok
# One that does not wait for what is late.
talk "$calc_address" 'say=otto\n' 'say=1 + 2\n' until=2 'say=3 + 4\n' \
    read=0.1 'say=5 + 6\n' until=4 read=0.7
gone otto
ctl report otto --format json >"$work/report.json"
assert_eq "$(rule mischief.delay)" 'not ok'

test_case "our client does it to a server, which is given its time"
client()
{
	local lines=$1

	shift
	printf '%b' "$lines" | timeout $((30 * TEST_SLOWNESS)) "$BAREWIRE" \
	    "$@" >"$work/client" 2>&1
}
client '1 + 2\n3 * 4\n' calc -v --check --mischief split,delay=2500,seed=7 \
    -n paul "$calc_address" || fail "$(<"$work/client")"
assert_match "$(<"$work/client")" '^mischief: split,delay=2500,seed=7$'
assert_match "$(<"$work/client")" '^\(mischief, message 2: split in [2-5] seg'
assert_match "$(<"$work/client")" '^\(mischief, message 2: delay 2500 ms\)$'
assert_match "$(<"$work/client")" '^check: ok$'
assert_no_match "$(<"$work/client")" 'not ok'
assert_match "$(<"$work/client")" '^12$'
client 'hello\n' calc --mischief drop "$calc_address"
assert_eq $? 2
assert_match "$(<"$work/client")" 'drop is for datagrams only'
client '' clock --mischief split "$clock_udp_address"
assert_eq $? 2
assert_match "$(<"$work/client")" 'split is for connections'
client '' clock -c 3 -v --mischief drop,seed=5 "$clock_udp_address"
assert_eq $? 0
assert_match "$(<"$work/client")" 'message [0-9]+: drop\)$'
stop_server
