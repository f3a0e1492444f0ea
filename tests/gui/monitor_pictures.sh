# Pictures of the monitor and its dialogs in both schemes, for people to look
# at; here it is only seen that they show something.
#
#	tests/run-one tests/gui/monitor_pictures.sh DIRECTORY	keeps them
# timeout: 300
# takes: 36

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/pictures.bash

program=xbarewired
pictures_begin "$@"

# join NAME: into the chat
join()
{
	local fd

	mkfifo "$work/$1.in"
	exec {fd}<>"$work/$1.in"
	nc "${chat_address%:*}" "${chat_address##*:}" <"$work/$1.in" \
	    >"$work/$1.out" 2>&1 &
	started+=($!)
	say "$1" "$1"
	expect_line "$server_out" "$1 (registered|joined)"
}

# say NAME LINE
say()
{
	echo "$2" >"$work/$1.in"
}

# enter NAME SECONDS SECONDS: a client of the wait lab
enter()
{
	connect "$1" --min "$2" --max "$3"
	expect_line "$server_out" "$1 registered"
}

# What goes on in a lesson, two minutes of it.
lesson()
{
	enter alice 4 9
	enter bob 2 6
	for_real 14
	join erin
	say erin 'hello all'
	enter carol 1 3
	for_real 9
	enter dave 1 2
	join frank
	say frank 'hello erin'
	for_real 11
	enter lena 1 1
	enter paul 1 2
	say erin 'who has got the order lab to work?'
	for_real 17
	kill "$client_lena_pid" "$client_paul_pid"
	say frank 'only with two clients at once'
	for_real 12
	spawn zoe "$BAREWIRE" wait -n Zoë --min 4 --max 9 "$wait_address"
	expect_line "$server_out" 'Zoë registered'
	spawn heidi "$BAREWIRE" clock -n heidi -c 100 "${clock_address%/udp}"
	for_real 15
	enter ivan 3 5
	say erin 'thanks'
	spawn judy "$BAREWIRE" order -n judy "$order_address"
	for_real 13
	kill "$client_dave_pid"
	expect_line "$server_out" 'dave disconnected'
	for_real 2
}

# The last message is to be one that is wrong; and be seen, not the end of
# the answer to it.
mistake()
{
	local seen

	seen=$(state_of seen)
	printf 'GET / HTTP/1.1\nHost: here\n\n' |
	    nc "$wait_host" "$wait_port" >"$work/bad"
	wait_until 10 eval '[ "$(state_of seen)" -gt "$seen" ]' ||
	    fail "the mistake is not seen"
	pointer_to stream
	for seen in 1 2; do
		button_down 4
		button_up 4
	done
	state_is follow=0
}

test_case "the window, light and dark"
start_server "${lab_options[@]}"
pictures_home
start_monitor
cd "$TEST_ROOT" || fail "no $TEST_ROOT"
lesson
state_is 'connected=[6-9]'
click table 80 45
state_is selected=alice
mistake
shot window
keys F9
state_is dark=1
shot window-dark
keys F9 ctrl+e
state_is dark=0 follow=1

test_case "its dialogs"
dialog_shot 'alt+s s' shutdownDialog shutdown
dialog_shot 'alt+s n' shutdownNowDialog shutdown-now
click table 80 45
state_is selected=alice
dialog_shot ctrl+k disconnectDialog disconnect
dialog_shot ctrl+shift+k disconnectAllDialog disconnect-all
dialog_shot ctrl+s saveDialog save
name_file "$home/messages.txt"
dialog_shot Return replaceDialog replace
pictures_away
pick_message
dialog_shot ctrl+i detailsDialog details
dialog_shot F1 helpOverviewDialog overview
dialog_shot F2 helpKeysDialog keys
dialog_shot F4 legendDialog legend
dialog_shot F5 helpAboutDialog about
keys F9
state_is dark=1
dialog_shot F4 legendDialog legend-dark
keys F9
state_is dark=0

test_case "without a server"
kill "$server_pid"
wait_exit "$server_pid"
server_pid=''
state_is attach=ended
dialog_shot ctrl+n startDialog start
spawn other "$BAREWIRED" -i "$instance-other" -p order=off -p chat=off \
    -p calc=off -p clock=off -p echo=off -p "${lab_options[1]:-wait=0}"
expect_line "$other_out" '^ready$'
keys ctrl+n
dialog_shown startDialog
fill waitPort "$(sed -n 's/^listening wait .*:\([0-9]*\)$/\1/p' "$other_out")"
dialog_shot Return refusedDialog refused
end_process "$other_pid"
keys ctrl+q
wait_exit "$monitor_pid" 5
