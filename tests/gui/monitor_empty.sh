# The empty monitor offers Start a Server, then a command a lab to copy, with
# the real ports; when a client comes it goes away.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# guide_at: the place of the button, or of the first command
guide_at()
{
	state_of guide | sed 's/.*@//; s/,/ /'
}

copied()
{
	[ "$(timeout 3 xclip -o -selection clipboard 2>/dev/null)" = "$1" ]
}

# The next window is to be found, not this one.
end_monitor()
{
	keys ctrl+q
	wait_exit "$monitor_pid" 10
}

test_case "no server: the button does what Server > Start... does"
start_monitor
state_is 'guide=start@[0-9]+,[0-9]+'
picture empty_start
# shellcheck disable=SC2046
click table $(guide_at)
dialog_shown startDialog
keys Escape
dialog_hidden startDialog
click table 20 40
keys Return
dialog_shown startDialog
keys Escape
dialog_hidden startDialog
keys F9
state_is dark=1
picture empty_start_dark
keys F9

test_case "a server: a command a lab, with its real port"
start_server
state_is 'guide=6/6@[0-9]+,[0-9]+' chosen=-1
picture empty_commands
# shellcheck disable=SC2046
click table $(guide_at)
state_is chosen=0 'note=copied_.*'
wait_until 10 copied "barewire wait $wait_address" ||
    fail "copied: $(timeout 3 xclip -o -selection clipboard)"
keys Down Return
state_is chosen=1
wait_until 10 copied "barewire order $order_address" ||
    fail "copied: $(timeout 3 xclip -o -selection clipboard)"

test_case "what was copied connects, and then the guide is gone"
connect alice --min 30 --max 30
state_is connected=1 guide=-
picture empty_gone

test_case "it goes away for clients alone: a filter says so"
click clientFilter
type_text nobody
state_is shown=0 guide=-
picture empty_filtered
fill messageFilter nobody
state_is lines=0
keys F9
state_is dark=1
picture empty_no_match
kill "$client_alice_pid"
end_monitor

test_case "in the least window there is room for all of it, in columns"
wait_until 30 sh -c "! '$BAREWIRECTL' -i '$instance' status | grep -q alice" ||
    fail "alice is still there"
start_monitor -geometry 300x200+0+0
state_is 'guide=6/6@[0-9]+,[0-9]+'
picture empty_least
end_monitor

test_case "and with letters of 16 points, on a small screen"
start_monitor -xrm 'XBarewired.fontSize: 16' -geometry 1024x700+0+0
state_is size=16 'guide=6/6@[0-9]+,[0-9]+'
picture empty_large
