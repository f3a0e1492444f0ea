#!/bin/bash
# Names: a lab's own, free when the session is over, named NAME or NAME@LAB;
# and clients told apart by their numbers whatever their names.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# join FD LAB NAME: over a connection that stays open.
join()
{
	local host=$2_host port=$2_port

	eval "exec $1<>/dev/tcp/${!host}/${!port}"
	printf '%s\n' "$3" >&"$1"
	wait_until 10 named "$3" "$2" || fail "no $3@$2"
}

# named NAME LAB: somebody holds that name.
named()
{
	ctl status --json | jq -e --arg name "$1" --arg lab "$2" \
	    '.clients[] | select(.name == $name and .lab == $lab and
	    .ended == null and .state != "closing")' >/dev/null
}

# kicked NAME[@LAB] EXPECTED
kicked()
{
	assert_eq "$(ctl kick "$1")" "$2" "what kick $1 says"
}

start_server
spawn tail "$BAREWIRECTL" -i "$instance" tail --json --client alice@calc
spawn both "$BAREWIRECTL" -i "$instance" tail --json --client alice
feed=$XDG_RUNTIME_DIR/barewire/$instance/feed
wait_until 10 test -p "$feed.1" || fail "they do not watch"

test_case "an alice in every lab that has names"
join 3 chat alice
join 4 calc alice
http POST /clients alice
assert_eq "$http_status" 201

test_case "a second one in a lab is refused"
assert_match "$(printf 'alice\n' | raw "$chat_address")" 'it is taken$'
assert_match "$(printf 'alice\n' | raw "$calc_address")" 'it is taken$'

test_case "tail --client takes one lab's, or all"
printf '1+1\n' >&4
printf 'hello\n' >&3
expect_line "$tail_out" '"text":"1\+1\\n"'
expect_line "$both_out" '"text":"1\+1\\n"'
expect_line "$both_out" '"text":"hello\\n"'
assert_eq "$(jq -r '.client + "@" + .lab' "$tail_out" | sort -u)" alice@calc
assert_eq "$(jq -r '.client + "@" + .lab' "$both_out" | sort -u |
    tr '\n' ' ')" "alice@calc alice@chat alice@wait "

test_case "kick NAME@LAB ends one, kick NAME all"
kicked alice@calc "kicked alice@calc"
named alice chat || fail "alice@chat is gone"
assert_match "$(ctl kick alice@calc 2>&1)" 'no client is called "alice@calc"$'
join 4 calc alice
kicked alice "kicked alice@chat, alice@calc"
assert_match "$(ctl kick alice 2>&1)" 'no client is called "alice"$'

test_case "a name may begin with a dash"
for name in -rf -hans --json2 - --; do
	join 3 chat "$name"
	kicked "$name@chat" "kicked $name@chat"
	join 3 chat "$name"
	assert_eq "$(ctl kick -- "$name")" "kicked $name@chat"
done
join 3 chat -rf
kicked -rf "kicked -rf@chat"
join 3 chat -hans
assert_eq "$("$BAREWIRECTL" kick -hans -i "$instance")" "kicked -hans@chat"

test_case "a session that is over has no name to be kicked by"
join 3 calc nora
echo q >&3
cat <&3 >/dev/null
assert_match "$(ctl kick nora 2>&1)" \
    '(nora@calc is closing: its session is over|no client is called "nora")$'
join 4 calc nora
kicked nora "kicked nora@calc"
exec 3>&- 3<&- 4>&- 4<&-

test_case "who sends datagrams has no connection to end"
printf SEND_DATE | nc -u -w 1 -p 40123 "$clock_host" "$clock_port" >/dev/null
assert_match "$(ctl kick udp-40123 2>&1)" \
    'udp-40123@clock sends datagrams: there is no connection to end$'

test_case "the number of one that has gone is no other client's"
stop_server
start_server -m 1
python3 tests/e2e/client_numbers.py "${feed%/*}" "$calc_host" "$calc_port" \
    >"$work/numbers" || fail "$(cat "$work/numbers")"
before=$(tail -n 1 "$work/numbers")
kill -KILL "$server_pid"
wait "$server_pid" 2>/dev/null
start_server -m 1
python3 tests/e2e/client_numbers.py "${feed%/*}" "$calc_host" "$calc_port" \
    $before >"$work/numbers" || fail "$(cat "$work/numbers")"
stop_server
