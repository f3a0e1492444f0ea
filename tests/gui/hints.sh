# What both windows and their dialogs tell the window manager: the process,
# the kind, an icon; dialogs that are open together do not cover each other's
# titles.
# timeout: 120
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# has WINDOW PROPERTY REGEX
has()
{
	local value

	value=$(xprop -notype -id "$1" "$2") ||
	    fail "$2 of $1 cannot be read"
	assert_match "$value" "$3"
}

# icon_of WINDOW: the sizes in it, each before its pixels
icon_of()
{
	xprop -notype -id "$1" -f _NET_WM_ICON 32c _NET_WM_ICON |
	    sed 's/.*= //' | tr -d ' ' | tr ',' '\n' |
	    awk 'NR > skip { if (wide == 0) { wide = $1; next }
		print wide "x" $1; skip = NR + wide * $1; wide = 0 }
		END { if (NR != skip) print NR - skip, "over" }' | tr '\n' ' '
}

# main_window PID
main_window()
{
	has "$window" _NET_WM_PID "= $1\$"
	has "$window" WM_CLIENT_MACHINE "$(uname -n)"
	has "$window" _NET_WM_WINDOW_TYPE _NET_WM_WINDOW_TYPE_NORMAL
	has "$window" WM_HINTS 'bitmap id # to use for icon: 0x'
	assert_eq "$(icon_of "$window")" \
	    "16x16 24x24 32x32 48x48 64x64 " "sizes of the icon"
}

# dialogs TITLE: their windows
dialogs()
{
	xdotool search --name "$1"
}

# corners TITLE: where they begin, a line each, sorted
corners()
{
	local each

	for each in $(dialogs "$1"); do
		xwininfo -id "$each" | awk '
		    /Absolute upper-left X/ { x = $NF }
		    /Absolute upper-left Y/ { print x, $NF }'
	done | sort -n
}

are_open()
{
	[ "$(dialogs "$2" | wc -l)" -eq "$1" ]
}

# apart COUNT TITLE: that many, each well below and right of the one before
apart()
{
	wait_until 10 are_open "$1" "$2" ||
	    fail "$(dialogs "$2" | wc -l) windows of $2"
	assert_eq "$(corners "$2" | awk 'NR > 1 && ($1 < x + 20 ||
	    $2 < y + 20) { print "covered at", $1, $2 }
	    { x = $1; y = $2 }')" "" "places of $2"
}

test_case "the monitor"
start_server
start_monitor
main_window "$monitor_pid"
connect alice --min 1 --max 1
state_is 'lines=[1-9][0-9].*'

test_case "its windows of details, one beside the other"
pick_message
for count in 1 2 3; do
	focus_window
	keys ctrl+i
	apart "$count" '^(received from|sent to) '
done
for each in $(dialogs '^(received from|sent to) '); do
	has "$each" _NET_WM_PID "= $monitor_pid\$"
	has "$each" _NET_WM_WINDOW_TYPE _NET_WM_WINDOW_TYPE_DIALOG
done
focus_window

test_case "what asks is a dialog, too"
keys alt+s s
dialog_shown shutdownDialog
has "$(dialogs '^Shutdown$')" _NET_WM_WINDOW_TYPE _NET_WM_WINDOW_TYPE_DIALOG
keys Escape
dialog_hidden shutdownDialog
keys ctrl+s
dialog_shown saveDialog
has "$(dialogs '^Save As$')" _NET_WM_WINDOW_TYPE _NET_WM_WINDOW_TYPE_DIALOG
keys Escape
dialog_hidden saveDialog
keys ctrl+q
wait_exit "$monitor_pid" 20

test_case "the client window"
start_client
main_window "$client_pid"
for count in 1 2; do
	focus_window
	keys F1
	apart "$count" '^Overview$'
done
has "$(dialogs '^Overview$' | head -n 1)" _NET_WM_PID "= $client_pid\$"
has "$(dialogs '^Overview$' | head -n 1)" _NET_WM_WINDOW_TYPE \
    _NET_WM_WINDOW_TYPE_DIALOG
focus_window
keys ctrl+q
wait_exit "$client_pid" 20
stop_server
