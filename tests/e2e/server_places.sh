#!/bin/bash
# The places there are, and who gets them when there are none.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

mkfifo "$work/do"

# places LAB: a program that holds connections, told by `tell`.
places()
{
	local port=$1_port

	: >"$work/done"
	python3 -B tests/e2e/places.py "${!port}" <"$work/do" >"$work/done" 2>&1 &
	places_pid=$!
	started+=("$places_pid")
	exec {tell}>"$work/do"
	asked=0
}

# tell COMMAND...: what it answers is in `said`.
tell()
{
	asked=$((asked + 1))
	echo "$*" >&"$tell"
	wait_until 60 answered || fail "$*: no answer"
	said=$(sed -n "${asked}p" "$work/done")
}

answered()
{
	[ "$(wc -l <"$work/done")" -ge "$asked" ]
}

places_end()
{
	exec {tell}>&-
	wait_exit "$places_pid" 20
	assert_eq "$exit_status" 0 "$(<"$work/done")"
}

count()
{
	ctl status --json | jq ".server.$1"
}

active()
{
	[ "$(count active)" = "$1" ]
}

test_case "thirty students behind one address, beside 1,024 silent connections"
all=1024 theirs=120
[ "$TEST_VARIANT" = release ] || all=128 theirs=40
start_server -m $all
places wait
tell hold 127.0.0.2 $all
wait_until 60 active $all || fail "$(count active) are active"
tell ask 127.0.0.1 $theirs
assert_eq "$said" "answered $theirs"
assert_eq "$(count gave_way)" $theirs
assert_eq "$(count refused)" 0
expect_line "$server_out" ' disconnected: gave way$'
assert_match "$(ctl status)" "gave way $theirs,"

test_case "an address that holds as much as any other is refused, and told why"
tell ask 127.0.0.2 1
assert_match "$said" "^answered 0 the server is full: all $all places are taken, $((all - theirs)) of them by this address\."
expect_line "$server_out" "refused 127.0.0.2:.*: the server is full: all $all"
assert_eq "$(count refused)" 1
places_end
stop_server

test_case "who gives way is told, silent guests first, who waits for a partner last"
start_server -m 4
exec 3<>"/dev/tcp/127.0.0.1/$order_port"
wait_until 10 active 1 || fail "not there"
exec 4<>"/dev/tcp/127.0.0.1/$chat_port"
echo alice >&4
expect_line "$server_out" ' alice registered '
# One after the other: ports are looked at in an order of their own.
exec 5<>"/dev/tcp/127.0.0.1/$calc_port"
wait_until 10 active 3 || fail "not there"
exec 6<>"/dev/tcp/127.0.0.1/$chat_port"
wait_until 10 active 4 || fail "not there"
places echo
# Three against one, and none gives way to who would then have as many.
tell hold 127.0.0.2 1
assert_match "$(timeout 10 cat <&5)" '^goodbye: the server is full, and this place went to another client$'
tell hold 127.0.0.2 1
assert_match "$(timeout 10 cat <&6)" 'goodbye: the server is full, and this place'
tell read 127.0.0.2 1
assert_match "$said" '^answered 0 error: the server is full: all 4 places are taken, 2 of them by this address; try again'
tell hold 127.0.0.3 1
assert_match "$(timeout 10 cat <&4)" 'goodbye: the server is full, and this place'
ctl status --json | jq -e '[.clients[] | select(.ended == null and
    .lab == "order")] | length == 1' >/dev/null || fail "$(ctl status)"
exec 3>&- 3<&- 4>&- 4<&- 5>&- 5<&- 6>&- 6<&-
places_end
stop_server

test_case "--per-address: so many and no more, and the refusal names it"
start_server --per-address 2
places wait
tell ask 127.0.0.2 3
assert_eq "$said" 'answered 2 this address has 2 places, as many as --per-address 2 lets it. Try again in a few seconds.'
tell ask 127.0.0.3 2
assert_eq "$said" 'answered 2'
expect_line "$server_out" 'refused 127.0.0.2.*--per-address 2 lets it$'
places_end
wait_until 20 active 0 || fail "$(count active) are active"
places chat
tell hold 127.0.0.2 2
wait_until 10 active 2
tell read 127.0.0.2 1
assert_match "$said" '^answered 0 error: this address has 2 places, as many as --per-address 2 lets it; try again'
places_end
"$BAREWIRED" --per-address 0 2>"$work/err"
assert_eq $? 2
assert_match "$(<"$work/err")" '1 to 100000'
stop_server
