# Undo and redo in the editor and in fields, of both windows; keys that mean
# nothing, and bytes that nobody sees.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# copy_out: what the field with the keyboard holds
field_holds()
{
	keys ctrl+a ctrl+c
	[ "$(timeout 3 xclip -o -selection clipboard 2>/dev/null)" = "$1" ]
}

field_is()
{
	wait_until 10 field_holds "$1" || fail "expected $1, the field holds:" \
	    "$(timeout 3 xclip -o -selection clipboard | od -c)"
}

# offer TEXT: as printf has it, to be pasted
offer()
{
	# shellcheck disable=SC2059
	printf "$1" >"$work/offer"
	clipboard_take "$work/offer"
}

test_case "words are taken back and done again in the editor"
start_client raw "127.0.0.1:1"
click request
keys ctrl+slash BackSpace
type_text 'one two'
state_is bytes=7 undo=1 redo=0
keys ctrl+z
state_is bytes=4 redo=1
keys ctrl+shift+z
state_is bytes=7 redo=0
keys ctrl+z ctrl+z
state_is bytes=0
keys ctrl+y
state_is bytes=4
type_text 'x'
state_is bytes=5 redo=0

test_case "so is what was deleted, pasted, and what a preset replaced"
keys ctrl+slash BackSpace
state_is bytes=0
keys ctrl+z
state_is bytes=5
offer 'pasted'
keys ctrl+End ctrl+v
state_is bytes=11
keys ctrl+z
state_is bytes=5
click presets
widget_shown clients
click clients
state_is preset=clients right=1
click request
keys ctrl+z
state_is right=0 bytes=5

test_case "the menu does the same, and is grey where there is nothing"
keys alt+e
widget_shown editUndo
keys u
state_is bytes=4
keys alt+e
widget_shown editRedo
keys d
state_is bytes=5
click port
state_is undo=0 redo=0
keys alt+e
widget_shown editUndo
keys Down Return
widget_hidden editUndo
state_is bytes=5

test_case "keys that mean nothing type nothing"
click request
state_is undo=1
keys ctrl+b ctrl+t ctrl+k ctrl+w ctrl+bracketleft
state_is bytes=5 right=0

test_case "pasted bytes that nobody sees are escapes in the editor"
offer 'a\032\001b'
keys ctrl+slash ctrl+v
state_is bytes=4
keys ctrl+slash ctrl+c
wait_until 10 eval '[ "$(timeout 3 xclip -o -selection clipboard)" = \
    "a\\x1A\\x01b" ]' || fail "$(timeout 3 xclip -o -selection clipboard)"

test_case "a field does the same"
click host
keys ctrl+a
type_text 'lab'
keys ctrl+b
field_is lab
keys ctrl+z
field_is 127.0.0.1
keys ctrl+y
field_is lab
offer 'la\033b\001.example\n'
keys ctrl+a ctrl+v
state_is 'problem=2_characters_that_cannot_be_seen.*'
field_is lab.example
keys ctrl+z
field_is lab
end_client

test_case "and the monitor's filter and find, and its dialogs"
start_monitor
for field in clientFilter find; do
	click "$field"
	type_text 'alice'
	keys ctrl+b
	field_is alice
	keys ctrl+backslash End BackSpace
	field_is alic
	keys ctrl+z
	field_is alice
	keys ctrl+z ctrl+y
	field_is alice
	offer 'x\032y'
	keys ctrl+a ctrl+v
	field_is xy
done
keys ctrl+n
dialog_shown startDialog
click maxClients
keys ctrl+a
type_text '77'
field_is 77
keys ctrl+z
field_is 1024
keys Escape
dialog_hidden startDialog
keys ctrl+q
wait_exit "$monitor_pid" 5
assert_eq "$exit_status" 0 "the window's exit status"
assert_eq "$(<"$monitor_err")" "" "what the window complained of"
