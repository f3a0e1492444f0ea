# View > Under the Hood: processes, cells, lock and journal; a child that is
# killed, a lock that is repaired, commands to copy, a server that ends, a
# capture.
# timeout: 240
# takes: 40
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# wait_pids: of the processes that serve the wait lab
wait_pids()
{
	pgrep -P "$server_pid" -x bw-wait
}

# place NUMBER: of the state's: cells, rows, a row's height
place()
{
	state_of place | cut -d, -f"$1"
}

# pick_row NUMBER: a click on that process
pick_row()
{
	click hood 60 $(($(place 2) + $1 * $(place 3) + $(place 3) / 2))
}

copied()
{
	timeout 3 xclip -o -selection clipboard 2>/dev/null | grep -qx "$1"
}


test_case "F7 opens it, with every process of the server"
start_server --capture "$work/lab.pcapng"
start_monitor
state_is attach=running hood=-
keys F7
dialog_shown hoodDialog
# The parent, log, feeder, capture, judge, and one for each UDP port.
state_is hood=open lock=0 torn=0 "pid=$server_pid" there=1 \
    "processes=$(($(pgrep -c -P "$server_pid") + 1))" fed=1 'memory=[1-9].*'
click close
dialog_hidden hoodDialog
state_is hood=-
keys alt+v
widget_shown viewHood
keys u
dialog_shown hoodDialog
state_is hood=open
before=$(state_of processes)

test_case "each client is a process and a cell"
for name in ann bob cyd; do
	connect "$name" --min 100 --max 120
	expect_line "$server_out" "$name registered"
done
state_is waitcells=3 "processes=$((before + 3))" 'taken=[1-9].*'
picture hood

test_case "a click on a process, or a cell, selects its client"
pick_row "$before"
state_is selected=ann "pid=$(wait_pids | head -n 1)" there=1
keys Down Down
state_is selected=cyd
keys Up
state_is selected=bob
keys Home
state_is "pid=$server_pid"
# Rows are in the order in which clients came, behind those of UDP peers.
columns=$(state_of place | cut -d, -f4) width=$(state_of place | cut -d, -f5)
height=$(state_of place | cut -d, -f6) last=$(($(state_of cells) - 2))
click hood $((12 + last % columns * width + width / 2)) \
    $(($(place 1) + last / columns * height + height / 2))
state_is selected=bob
keys End
state_is selected=cyd

test_case "peers of a UDP port are rows of its process, and none is doubtful"
printf date >"/dev/udp/${clock_address%:*}/${clock_address##*:}"
looks=$(state_of locklooks)
state_is connected=4 torn=0
wait_until 20 eval '[ "$(state_of locklooks)" -gt $((looks + 15)) ]'
state_is torn=0 waitcells=3

test_case "commands are copied"
pid=$(state_of pid)
click strace
wait_until 5 copied "\(sudo \)\?strace -p $pid" ||
    fail "not copied: $(xclip -o -selection clipboard)"
click gdb
wait_until 5 copied "\(sudo \)\?gdb -p $pid" || fail "gdb is not copied"
click files
wait_until 5 copied "\(sudo \)\?ls /proc/$pid/fd" || fail "ls is not copied"
ls "/proc/$pid/fd" >"$work/fds" || fail "it is no command that works"

test_case "in a small window all above the processes scrolls, and the cells do"
dialog=$(xdotool search --name '^Under the hood$')
size=$(xdotool getwindowgeometry --shell "$dialog")
xdotool windowsize --sync "$dialog" 260 400
state_is 'head=0/[1-9][0-9]*' 'cellsfrom=0/[0-9]+'
picture hood_small
click hood 100 12
keys shift+Next
state_is 'cellsfrom=[1-9][0-9]*/.*' 'head=0/.*'
keys shift+Prior
state_is 'cellsfrom=0/.*' 'head=0/.*'
# What is picked can be seen, and so can its cell.
keys End
state_is selected=cyd 'head=[1-9][0-9]*/.*' 'cellsfrom=[1-9][0-9]*/.*'
picture hood_small_end
pointer_to hood 100 5
for ((i = 0; i < 3; i++)); do
	button_down 4
	button_up 4
done
state_is 'head=[1-9][0-9]*/.*'
pointer_to hood 100 $(($(place 1) + 10))
button_down 4
button_up 4
state_is 'cellsfrom=0/.*' 'head=[1-9][0-9]*/.*'
keys Home
state_is 'head=0/.*' "pid=$server_pid"
keys End
state_is selected=cyd
xdotool windowsize --sync "$dialog" "$(sed -n 's/WIDTH=//p' <<<"$size")" \
    "$(sed -n 's/HEIGHT=//p' <<<"$size")"
state_is head=0/0 'cellsfrom=0/.*'

test_case "a child that is killed is seen, with why it ended"
kill -KILL "$pid"
state_is crashed=1 'end=crashed:_signal_9.*' there=0 "pid=$pid"
picture hood_killed

test_case "the lock: who holds it, how long at least, and who did last"
gcc -D_GNU_SOURCE -I. -o "$work/holder" tests/e2e/lock_holder.c ||
    fail "the holder was not built"
owner=$(wait_pids | head -n 1)
state_is lock=0
spawn holder "$work/holder" "/barewire.$(id -u).$instance" "$owner"
expect_line "$holder_out" '^held$'
state_is "lock=$owner" "locklast=$owner" 'locklong=[1-9][0-9]{2,}'
picture hood_held
wait_until 10 eval 'grep -q "^State:.T" "/proc/$holder_pid/status"' ||
    fail "the holder does not stop"
kill -CONT "$holder_pid"
wait_exit "$holder_pid" 10
state_is lock=0 "locklast=$owner" repairs=0

test_case "an owner that is none is marked dead, and the table repaired"
spawn ghost "$work/holder" "/barewire.$(id -u).$instance" 1073741
expect_line "$ghost_out" '^held$'
state_is lock=0 deaths=1 repairs=0
picture hood_dead
connect dan --min 100 --max 120
expect_line "$server_out" 'dan registered'
state_is lock=0 repairs=1
kill -KILL "$ghost_pid"
picture hood_repaired

test_case "a server that ends is said"
stop_server
state_is hood=ended
picture hood_ended
keys Escape
dialog_hidden hoodDialog
keys ctrl+q
wait_exit "$monitor_pid" 10

test_case "a capture has no hood, and says so"
start_monitor --open "$work/lab.pcapng"
state_is attach=recorded
keys F7
dialog_shown hoodDialog
state_is hood=capture
picture hood_capture
keys Escape
dialog_hidden hoodDialog
