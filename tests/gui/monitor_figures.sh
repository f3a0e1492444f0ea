# What the monitor costs, where that does not depend on the time of day or
# on who else computes: it asks the X server nothing, sends little, does not
# grow, and accounts for every message, also after it was stopped.
#
# The traffic comes from bench/window_load.c, a server that is none, and to
# the X server goes through bench/x_proxy.c; `make bench-windows` prints the
# figures themselves.

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

sanitize=''
[ "$TEST_VARIANT" != asan ] || sanitize=-fsanitize=address,undefined
lib=obj/$TEST_VARIANT/lib
${CC:-cc} -O1 -I. -D_GNU_SOURCE -pthread $sanitize -o "$work/window_load" \
    bench/window_load.c "$lib"/{shm,wire,base}.a ||
    fail "bench/window_load.c does not compile"
${CC:-cc} -O1 -I. -D_GNU_SOURCE -o "$work/x_proxy" \
    bench/{x_proxy,x_count}.c || fail "bench/x_proxy.c does not compile"

# more_lines REGEX FILE COUNT
more_lines()
{
	[ "$(grep -c "$1" "$2")" -gt "$3" ]
}

# start_load CLIENTS CHANGES MESSAGES [COMINGS]: holds its messages back
start_load()
{
	spawn load "$work/window_load" "$instance" "$@"
	expect_line "$load_out" '^ready$'
	held=no
	toggle_messages
}

# Lets them come or holds them back; sets sent and dropped, of all so far.
toggle_messages()
{
	local lines

	lines=$(grep -c '^messages' "$load_out")
	kill -QUIT "$load_pid"
	wait_until 10 more_lines '^messages' "$load_out" "$lines" ||
	    fail "the load does not answer"
	read -r _ sent _ dropped < <(tail -n 1 "$load_out")
	[ $held = yes ] && held=no || held=yes
}

stop_load()
{
	kill "$load_pid"
	wait_exit "$load_pid" 10
}

# The window's display is one that counts.
start_proxy()
{
	front=$((1000 + ${DISPLAY#:}))
	spawn proxy "$work/x_proxy" "$front" "${DISPLAY#:}" 0
	expect_line "$proxy_out" '^ready$'
}

# What has passed since the last call: sets bytes and replies.
passed()
{
	local lines

	lines=$(grep -c '^sent' "$proxy_out")
	kill -USR1 "$proxy_pid"
	wait_until 10 more_lines '^sent' "$proxy_out" "$lines" ||
	    fail "the proxy does not answer"
	read -r _ bytes _ replies _ < <(grep '^sent' "$proxy_out" |
	    tail -n 1)
}

seen_is()
{
	[ "$(state_of seen)" -ge "$1" ]
}

# wait_seen MESSAGES
wait_seen()
{
	wait_until 60 seen_is "$1" || fail "not $1 messages: $(state)"
}

# traffic MESSAGES LIMIT: sent to X while so many come, a second
traffic()
{
	local started kb

	wait_seen $(($(state_of seen) + $1 / 2))
	passed
	started=$(now_ms)
	wait_seen $(($(state_of seen) + $1))
	passed
	kb=$((bytes / ($(now_ms) - started)))
	echo "   $kb KB/s, $replies round trips"
	assert_eq "$replies" 0 "round trips"
	[ "$bytes" -gt 1000 ] || fail "it paints nothing"
	[ $kb -lt "$2" ] || fail "$kb KB/s, more than $2"
}

memory_kb()
{
	awk '/VmRSS/ { print $2 }' "/proc/$monitor_pid/status"
}

lost_more()
{
	[ "$(state_of lost)" -gt "$before_lost" ]
}

everything_accounted_for()
{
	[ "$(state_of seen)" = $((sent - before - dropped)) ] &&
	    [ "$(state_of lost)" = "$dropped" ]
}

# Once after it was moved or resized the window asks where its frame stands.
quiet_for_a_second()
{
	passed
	sleep 1
	passed
	[ "$replies" -eq 0 ]
}

test_case "quiet clients cost little"
start_proxy
start_load 100 0 20
DISPLAY=:$front start_monitor
state_is attach=running connected=100
wait_until 10 quiet_for_a_second || fail "$replies round trips a second"
sleep 3
passed
echo "   $((bytes / 3000)) KB/s, $replies round trips"
assert_eq "$replies" 0 "round trips"
[ "$bytes" -gt 1000 ] || fail "it paints nothing"
[ $((bytes / 3000)) -lt 10 ] || fail "too many bytes"

test_case "100 clients and 20 messages a second: no round trip, few bytes"
toggle_messages
traffic 60 50
stop_load
state_is 'attach=(ended|none|crashed)'

test_case "1,000 clients and 1,000 messages a second: no round trip"
start_load 1000 4 1000
state_is attach=running connected=1000
toggle_messages
traffic 3000 70
stop_load
state_is 'attach=(ended|none|crashed)'

test_case "nor with a verdict on each message, also where only faults are shown"
start_load 1000 4 1000 0 0 1
state_is attach=running connected=1000 judge=1
toggle_messages
traffic 3000 70
state_is 'notok=[1-9][0-9]+'
keys ctrl+b
state_is faults=1
wait_until 10 quiet_for_a_second || fail "$replies round trips a second"
traffic 3000 70
stop_load
keys ctrl+q
wait_exit "$monitor_pid" 10

test_case "it does not grow once it has all it keeps"
start_load 1000 4 20000 100
start_monitor
expect_line "$load_out" '^watched$'
toggle_messages
# It has all it keeps after 25,000; until the holes between what is let go have
# come to rest takes as many again, and more.
wait_seen 125000
at_first=$(memory_kb)
wait_seen 225000
grown=$(($(memory_kb) - at_first))
echo "   $at_first KB, and $grown more after 100,000 messages"
[ -n "$sanitize" ] || [ $grown -lt 4000 ] || fail "grown by $grown KB"

test_case "stopped while messages come, it shows a gap and counts every one"
keys ctrl+q
wait_exit "$monitor_pid" 10
stop_load
# So few that what it shows of the gap is still kept when they are held back.
start_load 100 4 4000
before=$sent before_lost=$dropped
start_monitor
expect_line "$load_out" '^watched$'
toggle_messages
wait_seen 2000
toggle_messages
kill -STOP "$monitor_pid"
until [ "$dropped" -gt "$before_lost" ]; do toggle_messages; done
kill -CONT "$monitor_pid"
[ $held = no ] || toggle_messages
wait_until 10 lost_more || fail "nothing is said to be lost: $(state)"
toggle_messages
wait_until 10 everything_accounted_for ||
    fail "$((sent - before)) sent, $dropped dropped: $(state)"
[ "$(state_of entries)" -gt "$(state_of kept)" ] ||
    fail "the messages have no gap: $(state)"
state_is attach=running connected='[1-9].*'
keys ctrl+q
wait_exit "$monitor_pid" 10
stop_load
