# Every menu item by mouse, by mnemonic and by accelerator; no key is bound
# twice.
# timeout: 240
# takes: 48

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/menus.bash

ad=gui/monitor/XBarewired.ad

entries()
{
	awk -F'[(),]' '
	    { gsub(/[" ]/, "") }
	    /^TITLE/ { menu = $2 }
	    /^SUB/ { sub_menu = $2 }
	    /^BACK/ { sub_menu = "" }
	    /^(PUSH|TOGGLE)/ { print menu, sub_menu, $3 }' gui/monitor/menus.def
}

menus_begin
menus[viewColumns]=view

test_case "each item has words, a mnemonic in them and an accelerator"
for item in "${item_names[@]}"; do
	[ -n "$(resource "$item.labelString")" ] || fail "$item has no label"
	mnemonic=$(resource "$item.mnemonic")
	[[ $(resource "$item.labelString") == *"$mnemonic"* ]] ||
	    fail "$item's mnemonic $mnemonic is not in its label"
	[ -n "$(resource "$item.accelerator")" ] ||
	    fail "$item has no accelerator"
done

test_case "no mnemonic twice in a menu, no accelerator twice at all"
double=$(for item in "${item_names[@]}" "${sub_names[@]}" viewColumns; do
	echo "${menus[$item]} $(resource "$item.mnemonic" | tr a-z A-Z)"
done | sort | uniq -d)
assert_eq "$double" '' "mnemonics bound twice"
double=$(sed -n 's/^\*menuBar\.[a-z]*\.mnemonic: *//p' "$ad" | sort | uniq -d)
assert_eq "$double" '' "mnemonics of the menu bar bound twice"
double=$(sed -n 's/^\*[A-Za-z]*\.accelerator: *//p' "$ad" | sort | uniq -d)
assert_eq "$double" '' "accelerators bound twice"

clip_is()
{
	timeout 3 xclip -o -selection clipboard 2>/dev/null | grep -q -- "$1"
}

clear_clip()
{
	spawn clip xclip -quiet -selection clipboard -in /dev/null
}

# Did the item named do what it says?  Puts everything back as it was.
check()
{
	local item=$1 how=$2

	case $item in
	serverShutdown)		dialog shutdownDialog ;;
	serverShutdownNow)	dialog shutdownNowDialog ;;
	clientDisconnect)	dialog disconnectDialog ;;
	clientReport)		dialog reportDialog ;;
	clientLadder)		dialog ladderDialog ;;
	clientCompare)		dialog compareClientsDialog ;;
	messagesCompare)	compared ;;
	clientDisconnectAll)	dialog disconnectAllDialog ;;
	messagesOpen)		dialog openDialog ;;
	messagesSave)		dialog saveDialog ;;
	messagesDetails)	dialog detailsDialog ;;
	helpOverview)		dialog helpOverviewDialog ;;
	helpKeys)		dialog helpKeysDialog ;;
	helpLegend)		dialog legendDialog ;;
	helpAbout)		dialog helpAboutDialog ;;
	clientOnly)		toggles only 1 0 ;;
	messagesFaults)		toggles faults 1 0 ;;
	mischiefOff)		state_is 'event=alice@wait:_mischief:_off' ;;
	viewPause)		toggles paused 1 0 ;;
	besideAuto)		state_is side=auto ;;
	besideAlways)		state_is side=always beside=1 ;;
	besideNever)		state_is side=never beside=0 ;;
	viewReset)		state_is side=auto dark=0 sent=1
				click showSent; state_is sent=0 ;;
	viewFollow)		toggles follow 1 0 ;;
	viewLineEnds)		toggles ends 0 1 ;;
	viewHex)		toggles hex 1 0 ;;
	viewDark)		toggles dark 1 0 ;;
	viewTimeline)		toggles timeline 1 0 ;;
	viewHood)		dialog hoodDialog ;;
	viewCompact)		toggles compact 1 0 ;;
	classOn)		toggles class 1 0 ;;
	classMarks)		toggles marks 1 0
				by_accelerator classOn; state_is class=0 ;;
	viewLarger)		state_is size=11; by_accelerator viewSmaller
				state_is size=10 ;;
	viewSmaller)		state_is size=9; by_accelerator viewLarger
				state_is size=10 ;;
	clientAddress)		copied '^127\.0\.0\.1:[0-9]*$' ;;
	messagesCopy)		copied '^POST /' ;;
	messagesNc)		copied "^printf 'POST /.* | nc 127" ;;
	messagesCurl)		copied "^curl -i -X 'POST'" ;;
	messagesFind)		state_is focus=find; click stream ;;
	messagesNext|messagesPrevious) found ;;
	viewList)		toggles list 1 0 ;;
	viewLadder)		toggles docked 1 0 ;;
	messagesFault|messagesFaultBefore)
				state_is 'mark=(style|should|must)|note=no_m.*' ;;
	messagesClear)		state_is 'kept=[0-9]' 'lines=[0-9]?[0-9]'; prepare ;;
	*)			fail "no check for $item" ;;
	esac
}

dialog()
{
	dialog_shown "$1"
	keys Escape
	dialog_hidden "$1"
}

toggles()
{
	state_is "$1=$2"
	by_accelerator "$item"
	state_is "$1=$3"
}

# Remembered, or, if another one was, compared with that.
remembered=''
compared()
{
	local picked

	picked=$(state_of picked)
	if [ -z "$remembered" ]; then
		remembered=$picked
		state_is comparewith=1
	elif [ "$remembered" = "$picked" ]; then
		state_is comparewith=1 'note=this_message_is_remembered.*'
	else
		remembered=''
		dialog compareDialog
	fi
}

copied()
{
	wait_until 10 clip_is "$1" ||
	    fail "$item by $how: $(xclip -o -selection clipboard)"
	clear_clip
}

found()
{
	wait_until 5 eval '[ "$(state_of found)" != "$first_found" ]' ||
	    fail "$item found nothing"
	state_is follow=0
	pick_first
}

# The first message, which alice sent, picked by its heading.
pick_first()
{
	click stream 60 10
	keys Home
	state_is follow=0
	pick_message
	first_found=$(state_of found)
}

# Messages there are, the first of them received; a client is selected.
prepare()
{
	wait_until 20 eval '[ "$(state_of lines)" -ge 40 ]' ||
	    fail "no messages: $(state)"
	click table 80 45
	state_is selected=alice
	pick_first
}

test_case "the window is ready"
start_server
start_monitor
state_is attach=running
click showSent
for name in alice bob carol dave; do
	connect "$name" --min 1 --max 1
	state_is "event=$name.*"
done
state_is sent=0 connected=4 shown=4
prepare
click find
type_text wait
click stream 200 30
clear_clip

for how in mouse mnemonic accelerator; do
	for item in "${item_names[@]}"; do
		# A server cannot be played again; monitor_replay.sh does that.
		case $item in serverStart|serverExit|replay*) continue ;; esac
		test_case "$item by $how"
		case $item in messages*|viewFollow) pick_first ;; esac
		case $item in
		besideAuto) by_accelerator besideNever; state_is side=never ;;
		classMarks) by_accelerator classOn; state_is class=1 marks=0 ;;
		viewReset) by_accelerator viewDark; state_is dark=1 ;;
		esac
		"by_$how" "$item"
		check "$item" "$how"
		follow=$(state_of follow)
		[ "$follow" = 1 ] || by_accelerator viewFollow
		state_is follow=1
	done
done

for how in mouse mnemonic accelerator; do
	test_case "serverExit by $how"
	"by_$how" serverExit
	wait_exit "$monitor_pid" 5
	assert_eq "$exit_status" 0 "the exit status"
	[ "$how" = accelerator ] && break
	start_monitor
	state_is attach=running
done

stop_server
start_monitor
state_is attach=none
for how in mouse mnemonic accelerator; do
	test_case "serverStart by $how"
	"by_$how" serverStart
	dialog startDialog
done
