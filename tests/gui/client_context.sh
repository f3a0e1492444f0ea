# The client window: context menus of both panes, and Find in them.
# timeout: 120
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

send_first()
{
	fill input 'one two'
	keys Return
	ask wait 500 sent=1 received=1
}

test_case "a conversation"
start_server
start_client -n alice echo "$echo_address"
keys ctrl+o
state_is state=CONNECTED
# A server may be about to greet: what is sent at once is refused.
wait_until 10 send_first || fail "it does not send"
count=1
for words in 'two three two' four; do
	type_text "$words"
	keys Return
	count=$((count + 1))
	state_is "sent=$count" "received=$count" problem=-
done

test_case "Button 3 on a raw message opens its menu, which does it"
click messages 100 30 3
widget_shown contextMenu
picture client_context
click editCopyNc
widget_hidden contextMenu
assert_match "$(timeout 3 xclip -o -selection clipboard)" 'nc '

test_case "so does Button 3 on what was said; Escape closes it"
click transcript 100 40 3
widget_shown contextMenu
keys Escape
widget_hidden contextMenu
keys shift+F10
widget_shown contextMenu
keys Escape
widget_hidden contextMenu

test_case "Find says which of how many, and goes around"
keys ctrl+f
widget_shown findBar
type_text three
state_is 'match=0/[1-9]'
keys Return
state_is 'match=1/[1-9]'
all=$(state_of match)
all=${all#*/}
[ "$all" -ge 2 ] || fail "only $all"
keys F3
state_is "match=2/$all"
picture client_find
keys shift+F3 ctrl+shift+g
state_is "match=$all/$all"
keys ctrl+g
state_is "match=1/$all"

test_case "in the pane that was used last"
click messages 100 30
keys ctrl+f
keys Return
state_is 'match=[1-9]/[1-9]'
click findNext
state_is 'match=[1-9]/[1-9]'
click find
keys ctrl+a
type_text nowhere
keys Return
state_is match=0/0

test_case "Escape closes it, and looks for nothing"
click find
keys Escape
widget_hidden findBar
state_is match=0/0
keys ctrl+g
widget_shown findBar

test_case "what is saved says whom it was sent to: the server"
keys Escape
keys ctrl+s
dialog_shown saveDialog
click headings
click Text
keys ctrl+a
type_text "$work/saved"
keys Return
dialog_hidden saveDialog
wait_until 10 test -s "$work/saved" || fail "nothing was saved"
for words in 'sent to' 'received from'; do
	grep -q "^--- .* $words $echo_address echo, [0-9]* bytes" \
	    "$work/saved" || fail "$words whom? $(head -n 20 "$work/saved")"
done
end_client
stop_server
