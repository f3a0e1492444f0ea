# scratch
. "${TEST_ROOT:-.}/tests/gui/lib.sh"
test_case "marks"
start_server
start_monitor
state_is attach=running feed=1
sleep 1
/tmp/w/shots/window/inject "$XDG_RUNTIME_DIR/barewire/$instance/feed.0"
state_is notok=3
sleep 1
state
picture marks_light
click header 500 20
sleep 1; state
picture marks_header
click table 20 20
keys ctrl+b
state_is faults=1
sleep 1
picture marks_faults
click stream 200 10
keys ctrl+i
dialog_shown detailsDialog
sleep 1
picture marks_details
keys Escape
keys F9
keys F4
sleep 1
picture marks_dark
