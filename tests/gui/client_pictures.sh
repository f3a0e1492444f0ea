# Pictures of the client window's pages and dialogs in both schemes, for
# people to look at; here it is only seen that they show something.
#
#	tests/run-one tests/gui/client_pictures.sh DIRECTORY	keeps them
# timeout: 180

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

pictures=${1:-$work}
mkdir -p "$pictures"

# shot NAME [WINDOW-NAME]: in the light scheme and in the dark one.
shot()
{
	local scheme id

	for scheme in '' -dark; do
		[ -z "$scheme" ] || { focus_window
			keys F9; state_is dark=1; }
		sleep 0.3
		id=$window
		[ $# -lt 2 ] ||
		    id=$(xdotool search --onlyvisible --name "^$2$" | tail -n 1)
		import -window "$id" "$pictures/xbarewire-$1$scheme.png"
		shows_something "$pictures/xbarewire-$1$scheme.png"
		[ -z "$scheme" ] || { keys F9; state_is dark=0; }
	done
}

# Letters and bands make hundreds of colours, an empty window a few.
shows_something()
{
	local colours

	colours=$(identify -format %k "$1")
	[ "$colours" -ge 40 ] || fail "$1 has only $colours colours"
}

test_case "wait"
start_server
start_client -n alice --min 4 --max 4 "$wait_address"
keys ctrl+o
state_is answers=1 state=WAITING
shot wait

test_case "a fault that is said"
keys ctrl+d
state_is live=0
fill port 70000
keys Return
state_is fault=port
shot fault
end_client

test_case "chat"
spawn bob nc "${chat_address%:*}" "${chat_address##*:}"
{ echo bob; sleep 4; echo 'hello alice'; sleep 1
	echo '/msg alice shall we try the order lab?'; sleep 60; } |
    nc "${chat_address%:*}" "${chat_address##*:}" >"$work/bob" 2>&1 &
started+=($!)
expect_line "$server_out" 'bob joined'
start_client -n alice --connect chat "$chat_address"
state_is members=2
click input
type_text 'good morning'
keys Return
state_is 'said=[6-9]'
shot chat
end_client

test_case "calc, order, clock, echo"
start_client -n alice --connect calc "$calc_address"
state_is state=CONNECTED
for line in '12 + 30' '3 / 4' '7 / 0'; do
	answers=$(state_of answers)
	click input
	type_text "$line"
	keys Return
	state_is answers=$((answers + 1))
done
shot calc
keys ctrl+2
fill port "${order_address##*:}"
spawn partner "$BAREWIRE" order -n carol "$order_address"
keys ctrl+o
state_is state=FINISHED
shot order
keys ctrl+5
fill port "$(sed -n 's|^listening clock .*:\([0-9]*\)/udp$|\1|p' \
    "$server_out")"
keys ctrl+o
state_is answers=3
shot clock
keys ctrl+6
fill port "${echo_address##*:}"
keys ctrl+o
state_is state=CONNECTED
click input
type_text 'what goes comes back'
keys Return
state_is answers=1
shot echo

test_case "raw requests"
keys ctrl+0
fill port "$wait_port"
click presets
widget_shown bareLf
sleep 0.2
import -window root -crop 1280x1024+0+0 "$pictures/xbarewire-presets.png"
click bareLf
keys ctrl+Return
state_is received=1 live=0
shot raw

test_case "dialogs"
for dialog in F1:Overview:overview F2:Keys:keys F5:'About xbarewire':about; do
	IFS=: read -r key title name <<<"$dialog"
	keys "$key"
	wait_until 10 eval '[ -n "$(xdotool search --onlyvisible \
	    --name "^$title$" 2>/dev/null)" ]' || fail "no $title"
	sleep 0.3
	import -window "$(xdotool search --onlyvisible --name "^$title$" |
	    tail -n 1)" "$pictures/xbarewire-$name.png"
	shows_something "$pictures/xbarewire-$name.png"
	keys Escape
	sleep 0.2
	focus_window
done
end_client
