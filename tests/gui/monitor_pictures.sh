# Pictures of the monitor and its dialogs in both schemes, for people to look
# at; here it is only seen that they show something.
#
#	tests/run-one tests/gui/monitor_pictures.sh DIRECTORY	keeps them
# timeout: 180

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

pictures=${1:-$work}
mkdir -p "$pictures"

# shot NAME: the whole screen, so that a dialog is seen where it stands.
# Letters and bands make hundreds of colours, an empty screen a few.
shot()
{
	local file=$pictures/xbarewired-$1.png colours

	sleep 0.4
	import -window root "$file"
	colours=$(identify -format %k "$file")
	[ "$colours" -ge 40 ] || fail "$file has only $colours colours"
}

# dialog_shot KEYS DIALOG NAME
dialog_shot()
{
	# shellcheck disable=SC2086 # several keys
	keys $1
	dialog_shown "$2"
	shot "$3"
	keys Escape
	dialog_hidden "$2"
}

test_case "the window, light and dark"
start_server
start_monitor
for name in alice bob carol dave; do
	connect "$name" --min 4 --max 9
done
spawn zoe "$BAREWIRE" wait -n Zoë --min 4 --max 9 "$wait_address"
printf 'GET / HTTP/1.1\n\n' | nc "$wait_host" "$wait_port" >"$work/bad"
{ echo erin; sleep 1; echo 'hello all'; sleep 90; } |
    nc "${chat_address%:*}" "${chat_address##*:}" >"$work/chat" 2>&1 &
started+=($!)
state_is connected=6
sleep 6		# something for the chart
shot window
keys F9
state_is dark=1
shot window-dark
keys F9
state_is dark=0

test_case "its dialogs"
dialog_shot 'alt+s s' shutdownDialog shutdown
dialog_shot F4 legendDialog legend
dialog_shot F2 keysDialog keys
dialog_shot F5 aboutDialog about
