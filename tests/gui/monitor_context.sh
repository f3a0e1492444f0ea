# Context menus by button and keys, double click and Return on a row, Escape
# in the filters, how often what is looked for stands there, the keypad.
# timeout: 180

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# double_click NAME X Y: the driver keeps its clicks apart
double_click()
{
	pointer_to "$@"
	xdotool click --repeat 2 --delay 20 1
	ask sync
}

test_case "the window is ready"
start_server
start_monitor
connect alice --min 2 --max 2
# The second row shall be her first message, not that he connected.
state_is 'event=alice_registered.*'
connect bob --min 2 --max 2
state_is connected=2
click table 40 10
state_is sort=name/0
wait_until 20 eval '[ "$(state_of lines)" -ge 60 ]' || fail "no messages"

test_case "Button 3 selects a row and opens its menu, which does it"
click table 80 71 3
widget_shown contextMenu
state_is selected=bob
picture context_table
click clientOnly
state_is only=1
widget_hidden contextMenu

test_case "it has the ladder and the comparison, too"
for entry in clientLadder:ladderDialog clientCompare:compareClientsDialog; do
	click table 80 71 3
	widget_shown contextMenu
	click "${entry%:*}"
	dialog_shown "${entry#*:}"
	keys Escape
	dialog_hidden "${entry#*:}"
done
click table 80 71
state_is selected=bob only=1

test_case "so does Shift+F10 for the selected row; Escape closes it"
click table 80 45
state_is selected=alice only=1
keys shift+F10
widget_shown contextMenu
keys Escape
widget_hidden contextMenu
keys shift+F10
widget_shown contextMenu
keys o
state_is only=0
keys Menu
widget_shown contextMenu
keys Escape
widget_hidden contextMenu

test_case "Return shows only the row's messages, and again everybody's"
keys Return
state_is only=1
keys Return
state_is only=0

test_case "so does a double click; two clicks on two rows are none"
double_click table 80 71
state_is selected=bob only=1
double_click table 80 71
state_is only=0
pointer_to table 80 71
xdotool click 1
pointer_to table 80 45
xdotool click 1
state_is selected=alice only=0

test_case "Button 3 picks a message and opens its menu"
click stream 200 5
keys Home
state_is follow=0
pick_message
click stream 200 "$picked_y" 3
widget_shown contextMenu
state_is 'picked=[1-9].*'
picture context_messages
click messagesDetails
dialog_shown detailsDialog
keys Escape
dialog_hidden detailsDialog

test_case "Escape clears the filters"
click clientFilter
type_text alice
state_is shown=1
keys Escape
state_is shown=2
click messageFilter
type_text nothingofthekind
state_is entries=0
keys Escape
wait_until 10 eval '[ "$(state_of entries)" -gt 0 ]' ||
    fail "the filter is not cleared"

test_case "find says which of how many, backwards too"
keys ctrl+p
state_is paused=1
click find
type_text "was guest"
keys Return
state_is 'match=[12]/2'
first=$(state_of match)
keys Return
wait_until 10 eval '[ "$(state_of match)" != "$first" ]' ||
    fail "still $first"
state_is 'match=[12]/2'
picture find_count
keys ctrl+shift+g
state_is "match=$first"
click find
keys Escape
state_is match='[0-9]*/0'

test_case "the keypad, and a plus of its own, change the letters' size"
keys ctrl+KP_Add
state_is size=11
keys ctrl+shift+equal
state_is size=12
keys ctrl+KP_Subtract ctrl+KP_Subtract
state_is size=10

test_case "a plus that needs no Shift, as on a German keyboard"
setxkbmap de
keys ctrl+plus
state_is size=11
keys ctrl+minus
state_is size=10
setxkbmap us
keys ctrl+q
wait_exit "$monitor_pid" 5
stop_server
