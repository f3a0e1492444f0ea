# The client window: every menu item by mouse, by mnemonic and by
# accelerator; no key is bound twice; what is copied is what was picked.
# timeout: 300
# takes: 36

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash
. tests/gui/menus.bash

ad=gui/client/XBarewire.ad

# Menu and item, a line each, in order.
entries()
{
	awk -F'[(),]' -v labs="$labs" '
	    { gsub(/[" ]/, "") }
	    /^TITLE/ { menu = $2 }
	    /^(PUSH|TOGGLE)/ { print menu, $3 }
	    /^PAGES/ {
		count = split(labs, lab, "\n")
		for (i = 1; i <= count; i++) print menu, "page_" lab[i]
		print menu, "page_raw"
	    }' gui/client/menus.def
}

menus_begin

test_case "each item has words, a mnemonic in them and an accelerator"
for item in "${item_names[@]}"; do
	[ -n "$(resource "$item.labelString")" ] || fail "$item has no label"
	mnemonic=$(resource "$item.mnemonic")
	[ -n "$mnemonic" ] || fail "$item has no mnemonic"
	[[ $(resource "$item.labelString") == *"$mnemonic"* ]] ||
	    fail "$item's mnemonic $mnemonic is not in its label"
	[ -n "$(resource "$item.accelerator")" ] ||
	    fail "$item has no accelerator"
done

test_case "no mnemonic twice in a menu, no accelerator twice at all"
double=$(for item in "${item_names[@]}"; do
	echo "${menus[$item]} $(resource "$item.mnemonic" | tr a-z A-Z)"
done | sort | uniq -d)
assert_eq "$double" '' "mnemonics bound twice"
double=$({ sed -n 's/^\*menuBar\.[a-z]*\.mnemonic: *//p' "$ad"
	resource presets.mnemonic; } | tr a-z A-Z | sort | uniq -d)
assert_eq "$double" '' "mnemonics of the menu bars bound twice"
double=$(sed -n 's/^\*[A-Za-z_]*\.accelerator: *//p' "$ad" | sort | uniq -d)
assert_eq "$double" '' "accelerators bound twice"

test_case "both windows have the same colours"
colours()
{
	sed -n "s/^$1\.\(light\.\|dark\.\)/\1/p" gui/*/"$1.ad" | sort
}
assert_eq "$(colours XBarewire)" "$(colours XBarewired)" "colours"

clip_is()
{
	[ "$(timeout 3 xclip -o -selection clipboard 2>/dev/null |
	    od -An -c | tr -d ' \n')" = "$(printf "$1" | od -An -c |
	    tr -d ' \n')" ]
}

copied()
{
	wait_until 10 clip_is "$1" || fail "clipboard: $(timeout 3 xclip -o \
	    -selection clipboard | od -c)"
}

clip_starts()
{
	[[ $(timeout 3 xclip -o -selection clipboard 2>/dev/null) == "$1"* ]]
}

# An answer cannot be sent with curl, which is said.
curl_or_not()
{
	clip_starts "curl " || state_has 'problem=curl_cannot.*'
}

starts()
{
	wait_until 10 clip_starts "$1" || fail "$(state) clipboard: $(timeout 3 \
	    xclip -o -selection clipboard | head -c 200)"
}

# A dialog opens, and Escape closes it.
dialog()
{
	dialog_shown "$1"
	keys Escape
	dialog_hidden "$1"
}

# toggles WORD THEN NOW
toggles()
{
	state_is "$1=$2"
	by_accelerator "$item"
	state_is "$1=$3"
}

# Did the item do what it says?  Puts everything back as it was.
check()
{
	case $1 in
	connectionConnect)	state_is live=1 state=WAITING ;;
	connectionDisconnect)	state_is live=0; by_accelerator \
				    connectionConnect; state_is live=1 ;;
	connectionRun)		toggles held 1 0 ;;
	connectionSend)		state_is sent=1 received=1; keys ctrl+1 ;;
	connectionServers)	dialog serversDialog ;;
	connectionSave)		dialog saveDialog ;;
	editCut)		copied alice; keys ctrl+v
				sleep "$TEST_SLOWNESS" ;;
	editCopy)		copied alice ;;
	editPaste)		# What is pasted comes by way of the X server,
				# which nothing shows; keys are faster.
				sleep "$TEST_SLOWNESS"
				keys ctrl+slash ctrl+x; copied alicealice
				type_text alice ;;
	editCopyNc)		starts "printf '" ;;
	editCopyCurl)		wait_until 10 curl_or_not ||
				    fail "no command: $(state)" ;;
	editRequest)		state_is page=raw; keys ctrl+1 ;;
	editClear)		state_is lines=0 said=0 ;;
	editFind*)		widget_shown findBar; keys Escape
				widget_hidden findBar ;;
	page_*)			state_is "page=${1#page_}"; keys ctrl+1
				state_is page=wait ;;
	viewMessages)		toggles messages 0 1 ;;
	editUndo)		state_is redo=1
				keys ctrl+slash ctrl+c; copied alice ;;
	editRedo)		state_is redo=0
				keys ctrl+slash ctrl+c; copied undone
				keys ctrl+z; state_is redo=1 ;;
	viewLineEnds)		toggles ends 0 1 ;;
	viewHex)		toggles hex 1 0 ;;
	viewDark)		toggles dark 1 0 ;;
	viewReset)		state_is dark=0 ;;
	viewLarger)		state_is size=11; by_accelerator viewSmaller
				state_is size=10 ;;
	viewSmaller)		state_is size=9; by_accelerator viewLarger
				state_is size=10 ;;
	helpOverview)		dialog helpOverviewDialog ;;
	helpKeys)		dialog helpKeysDialog ;;
	helpAbout)		dialog helpAboutDialog ;;
	*)			fail "no check for $1" ;;
	esac
}

# What the item needs.
prepare()
{
	case $1 in
	connectionConnect)	state_has live=0 || { keys ctrl+k
				    state_is live=0; } ;;
	connectionSend)		keys ctrl+0; state_is page=raw
				state_has live=0 || { keys ctrl+k
				    state_is live=0; } ;;
	editUndo)		click name; keys ctrl+slash; type_text undone
				state_is undo=1 ;;
	editRedo)		click name; keys ctrl+slash; type_text undone
				keys ctrl+z; state_is redo=1 ;;
	editCut|editCopy)	click name; keys ctrl+slash ;;
	editPaste)		click name
				keys ctrl+slash ctrl+c ctrl+backslash End ;;
	viewReset)		by_accelerator viewDark; state_is dark=1 ;;
	editRequest|editCopy*)	click messages 80 8
				state_is focus=messages ;;
	esac
}

test_case "the window is ready"
start_server
start_client -n alice --min 2 --max 2 --connect "$wait_address"
state_is live=1 state=WAITING

for how in mouse mnemonic accelerator; do
	for item in "${item_names[@]}"; do
		[ "$item" = connectionQuit ] && continue
		test_case "$item by $how"
		prepare "$item"
		"by_$how" "$item"
		check "$item"
	done
	keys ctrl+o
	wait_until 20 eval '[ "$(state_of lines)" -gt 8 ]' ||
	    fail "no messages: $(state)"
done

test_case "messages are copied as they were on the wire, lines as they stand"
for page in 0:raw 1:wait; do
	keys ctrl+${page%:*}
	state_is page=${page#*:}
	keys ctrl+k
	state_is live=0
	keys ctrl+l
	state_is lines=0 said=0
done
keys ctrl+0
click presets
widget_shown bareLf
click bareLf
keys ctrl+Return
state_is received=1 live=0
click messages 80 8
keys Home
click messages 80 8
keys ctrl+c
copied "GET / HTTP/1.1\nHost: $wait_address\n\n"
keys ctrl+1
state_is page=wait
fill count 1
keys ctrl+o
state_is state=FINISHED said=5
click transcript 200 80
keys ctrl+c
copied 'Server waited 2 seconds for client alice.\n'

for how in mouse mnemonic accelerator; do
	test_case "connectionQuit by $how"
	"by_$how" connectionQuit
	wait_exit "$client_pid" 5
	assert_eq "$exit_status" 0 "the exit status"
	assert_eq "$(<"$client_err")" "" "what the window complained of"
	[ "$how" = accelerator ] || start_client "$wait_address"
done
