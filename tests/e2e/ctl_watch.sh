#!/bin/bash
# barewirectl watch on a real terminal, which tmux is: what is on its screen,
# every key, resizing, the server's end and restart, the terminal afterwards.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

unset TMUX
socket=$work/tmux
tm()
{
	tmux -S "$socket" -f /dev/null "$@"
}

screen()
{
	tm capture-pane -p -t watch
}

screen_has()
{
	screen | grep -Eq -- "$1"
}

screen_lacks()
{
	! screen_has "$1"
}

# sees REGEX: some line of the screen will match.
sees()
{
	wait_until 10 screen_has "$1" || { screen; fail "not seen: $1"; }
}

sees_no()
{
	wait_until 10 screen_lacks "$1" || { screen; fail "still seen: $1"; }
}

keys()
{
	tm send-keys -t watch "$@"
}

# The names in the order they stand, from the table on.
names()
{
	screen | sed -n '5,$s/^\([^ ]*\)  *wait .*/\1/p' | tr '\n' ' '
}

names_are()
{
	[ "$(names)" = "$1 " ]
}

sees_names()
{
	wait_until 10 names_are "$1" || { screen; fail "names: $(names)"; }
}

# A client that stays, and waits.
join_waiting()
{
	printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s' \
	    "$(printf %s "$1" | wc -c)" "$1"
	printf 'POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s' \
	    ${#2} "$2"
}

shell='stty -g >$TEST_DIR/tmp/before; "$BAREWIRECTL" -i $instance watch;
    echo code=$?; stty -g >$TEST_DIR/tmp/after; echo over; exec sleep 1000'

# run_watch: watch in a terminal of 100 by 16.
run_watch()
{
	tm new-session -d -s watch -x 100 -y 16 \
	    "instance=$instance; $shell" || fail "tmux gives no terminal"
}

command -v tmux >/dev/null || { echo "tmux is not installed"; exit 77; }
# One session stays, so that tmux does.
tm new-session -d -s stays "exec sleep 1000" || fail "tmux does not start"
started+=("$(tm display-message -p -t stays '#{pid}')")
start_server
exec 3<>"/dev/tcp/$wait_host/$wait_port" 4<>"/dev/tcp/$wait_host/$wait_port" \
    5<>"/dev/tcp/$wait_host/$wait_port"
all_wait()
{
	ctl status --json | jq -e '[.clients[] |
	    select(.state == "waiting")] | length == '"$1" >/dev/null
}
join_waiting bob 300 >&3
wait_until 10 all_wait 1 || fail "bob does not wait"
join_waiting alice 600 >&4
wait_until 10 all_wait 2 || fail "alice does not wait"
join_waiting Émilie 100 >&5
wait_until 10 all_wait 3 || fail "Émilie does not wait"

test_case "the table has state, totals and clients"
run_watch
sees "^$instance: server running, process $server_pid, up 0:"
sees '^clients 3 active, peak 3, accepted 3, refused 0, gave way 0, crashed 0, left 0$'
sees '^messages 6 in, 3 out, bytes [0-9]+ in, [0-9.k]+ out, malformed 0$'
sees '^NAME +LAB +STATE +FOR +LEFT +PEER +PID +MSGS +LAST MSG$'
sees '^Émilie +wait +waiting +0:[0-9]{2} +1:[0-9]{2} +127\.0\.0\.1:[0-9]+ +[0-9]+ +2/1 +POST /wait HTTP/1\.1$'

test_case "s, S and r sort"
for n in {1..13}; do	# as many times as there are columns: all the way round
	keys s
done
sees '^3 clients, by connected, reversed '
for n in {1..9}; do keys S; done
sees '^3 clients, by name, reversed '
keys r
sees '^3 clients, by name  '
sees_names "alice bob Émilie"
keys s s s s
sees '^3 clients, by left  '
sees_names "Émilie bob alice"

test_case "/ filters while one types, says what is wrong, Esc goes back"
keys / 'left>20'
sees '^filter: left>20$'
keys 0
sees_names "bob alice"
keys BSpace BSpace BSpace x
sees '^filter: left>x   a number is missing'
keys Escape
sees_names "Émilie bob alice"
keys / 'é'
sees_names "Émilie"
keys Enter
sees '^1 client, by left, of 3 by filter é '
keys / C-u Enter
sees_names "Émilie bob alice"

test_case "p pauses the table, and says so"
keys p
sees ' PAUSED *$'
http GET /
sees '^clients 3 active, peak 4, accepted 4'
sees_names "Émilie bob alice"
keys p
sees_no ' PAUSED *$'
sees '^guest-[0-9]+ +wait +ended .* closed by client$'

test_case "h shows the keys, as many as fit"
keys h
sees '^q +quit$'
keys PageDown PageDown
sees '^!state:ended +does not hold$'
keys x
sees '^NAME '

test_case "k asks, and disconnects the selected client only on y"
keys k
sees '^select a client first: '
keys Home k
sees '^disconnect Émilie@wait\? \(y/N\)'
keys n
sees '^4 clients, '
keys k
sees '^disconnect Émilie@wait\? \(y/N\)'
keys y
sees '^Émilie@wait is being disconnected$'
sees '^Émilie +wait +ended .* kicked$'
keys Home Down k
sees '^disconnect alice@wait\? \(y/N\)'
keys Escape

test_case "it fits every size"
for size in 60x10 30x5 10x3 1x1 200x50 80x16; do
	tm resize-window -t watch -x "${size%x*}" -y "${size#*x}"
	sleep 0.1	# for the signal: there is nothing else to wait for
done
sees '^alice +wait +waiting .* POST /wait'
assert_eq "$(screen | awk '{ if (length > 80) print }')" ''

test_case "a line needs little: 3 clients under 500 bytes a second"
tm pipe-pane -t watch "cat >$work/bytes"
sleep 4
assert_between "$(stat -c %s "$work/bytes")" 10 $((500 * 4))
tm pipe-pane -t watch

test_case "a crash is told from an end, and another server is attached to"
kill -KILL "$server_pid"
wait "$server_pid" 2>/dev/null
sees "^$instance: server died without a goodbye at [0-9:]{8}; waiting"
sees '^clients 0 active'
sees '^alice +wait +ended .* lost$'
exec 3>&- 4>&- 5>&-
start_server
sees "^$instance: server running, process $server_pid, .* restarted 1 time$"
sees "^another server runs now: process $server_pid"
sees_no '^alice'
stop_server
sees "^$instance: server ended at [0-9:]{8}; waiting for another"
keys k
sees '^select a client first'

# leaves HOW: watch is over, with 0, and the terminal as before.
leaves()
{
	sees '^over$'
	sees '^code=0$'
	cmp "$work/before" "$work/after" || fail "the terminal is changed"
	assert_eq "$(tm display-message -p -t watch '#{cursor_flag}')" 1 cursor
	assert_eq "$(tm display-message -p -t watch '#{alternate_on}')" 0 \
	    "alternate screen"
	tm kill-session -t watch
}

test_case "q leaves the terminal as it was"
keys q
leaves

test_case "so do Ctrl-C and signals"
start_server
for how in C-c INT TERM HUP QUIT; do
	run_watch
	sees '^NAME '
	if [ "$how" = C-c ]; then
		keys C-c
	else
		pid=$(pgrep -P \
		    "$(tm display-message -p -t watch '#{pane_pid}')")
		kill -"$how" "$pid"
	fi
	leaves
done

test_case "stopped with Ctrl-Z it gives the terminal back, and takes it again"
tm new-session -d -s watch -x 100 -y 16 "bash --norc"
keys "$BAREWIRECTL -i $instance watch" Enter
sees '^NAME '
keys C-z
sees 'Stopped'
keys 'fg' Enter
sees '^NAME '
keys q
sees_no '^NAME '
tm kill-session -t watch
stop_server
