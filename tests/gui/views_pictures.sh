# Pictures of the monitor's views in both schemes on a screen of some size, for
# people to look at; here it is only seen that they show something, in grey as
# well.
#
#	tests/run-one tests/gui/views_pictures.sh DIRECTORY SIZE DPI NAME
# keeps them, as DIRECTORY/VIEW-NAME.png and VIEW-NAME-dark.png.
# timeout: 400
# takes: 40

size=${2:-1024x768} dpi=${3:-96} name=${4:-1024}

# A screen of our own, before the driver is started on it.
Xvfb -displayfd 3 -screen 0 "${size}x24" -dpi "$dpi" -noreset -nolisten tcp \
    3>"$TEST_DIR/screen" >/dev/null 2>&1 &
xvfb=$!
until [ -s "$TEST_DIR/screen" ]; do sleep 0.02; done
DISPLAY=:$(cat "$TEST_DIR/screen")
export DISPLAY
mwm >/dev/null 2>&1 &
mwm=$!
until xprop -root _MOTIF_WM_INFO 2>/dev/null | grep -q 0x; do sleep 0.05; done

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/pictures.bash

started+=("$mwm" "$xvfb")
pictures_begin ${1+"$1"}

# room WIDTHxHEIGHT: for the window, all of the screen but its frame
place=$((${size%x*} - 20))x$((${size#*x} - 44))+0+0

# grey_tells FILE: with its colours gone there is still something to be seen
grey_tells()
{
	[ "$(convert "$1" -colorspace Gray -format %k info:)" -ge 12 ]
}

# keep VIEW: what is on the screen
keep()
{
	local file=$pictures/$1.png

	xdotool mousemove "${size%x*}" "${size#*x}"
	ask sync
	sleep 0.4	# blinking and news
	import -window root "$work/shot.png"
	grey_tells "$work/shot.png" || fail "$file says nothing in grey"
	[ $keep = no ] ||
	    convert "$work/shot.png" -trim +repage +dither -colors 48 \
		-depth 8 -define png:compression-level=9 -strip "png8:$file"
}

# both VIEW: light and dark
both()
{
	keep "$1-$name"
	focus_window
	keys F9
	state_is dark=1
	[ -z "${2-}" ] || raise_dialog "$2"
	keep "$1-$name-dark"
	focus_window
	keys F9
	state_is dark=0
}

# raise_dialog TITLE
raise_dialog()
{
	local dialog

	for dialog in $(xdotool search --onlyvisible --name "$1"); do
		xdotool windowraise "$dialog"
	done
	ask sync
}

# dialog_both KEYS DIALOG TITLE VIEW: and closed again
dialog_both()
{
	keys "$1"
	dialog_shown "$2"
	for_real 3
	both "$4" "$3"
	click close
	dialog_hidden "$2"
}

# talk NAME LAB: opens a connection, its descriptor in $NAME
talk()
{
	local address=$2_address

	exec {talk_fd}<>"/dev/tcp/${!address%:*}/${!address##*:}"
	printf -v "$1" %s "$talk_fd"
	printf '%s\n' "$1" >&"$talk_fd"
}

say()
{
	printf '%s\n' "$2" >&"${!1}"
	for_real 1
}

# select_client NAME
select_client()
{
	click clientFilter
	keys ctrl+a BackSpace
	type_text "name:$1"
	state_is shown=1
	click table $((80 * dpi / 96)) $((45 * dpi / 96))
	state_is "selected=$1"
	click clientFilter
	keys ctrl+a BackSpace
	for_real 1
}

test_case "guidance: without a server, and without a client"
start_monitor -geometry "$place"
state_is 'guide=start@.*'
both guidance-start
start_server "${lab_options[@]}" --capture "$work/lab.pcapng"
state_is 'guide=6/6@.*'
both guidance-commands

test_case "a class: pauses, a chat of five, a mistake"
students='anna ben cleo david emma felix greta hugo ida jonas kira leon mia
    nils olga paul quinn rosa simon tess udo vera will xenia yann zoe ada bert
    cora dirk'
for student in $students; do
	connect "$student" --min 5 --max 12
	for_real 0.7
done
for member in amy bob cem dot eli; do
	talk "$member" chat
	for_real 1
done
say amy 'who has got the order lab to work?'
say bob '/msg amy not yet'
say cem '@amy I have'
say dot 'only with two clients at once'
printf 'POST /wait HTTP/1.1\nContent-Length: 1\n\n3' |
    nc -q 1 "$wait_host" "$wait_port" >"$work/bad"
for_real 20

test_case "the list"
keys ctrl+t
state_is list=1
keys ctrl+period
keys ctrl+period
state_is 'mark=(style|should|must)' bytes=1
both list
keys ctrl+t
state_is list=0

test_case "the timeline"
keys F6
state_is timeline=1
both timeline
keys F6

test_case "the class mode"
keys F11
state_is class=1
for_real 1
both class
keys F11
state_is class=0

test_case "compact rows"
keys alt+v
widget_shown viewCompact
keys o
state_is compact=1
for_real 1
both compact
keys alt+v
widget_shown viewCompact
keys o
state_is compact=0

test_case "ladders: of the chat in a window, of the order pair in its pane"
select_client cem
dialog_both F12 ladderDialog '^Ladder' ladder
keys shift+F12
state_is docked=1
talk otto order
talk ylva order
state_is connected=37
select_client otto
say otto 'Client X: otto was first'
say ylva 'Client Y: and ylva second'
state_is 'said=[4-9]'
both ladder-pane
keys shift+F12
state_is docked=0

test_case "under the hood: a child that was killed, a lock that was repaired"
gcc -D_GNU_SOURCE -I. -o "$work/holder" tests/e2e/lock_holder.c ||
    fail "the holder was not built"
spawn ghost "$work/holder" "/barewire.$(id -u).$instance" 1073741
expect_line "$ghost_out" '^held$'
kill -KILL "$(pid_of mia)"
connect frida --min 9 --max 12
expect_line "$server_out" 'frida registered'
select_client mia
dialog_both F7 hoodDialog '^Under' hood
kill -KILL "$ghost_pid"

test_case "the report"
select_client cem
dialog_both ctrl+shift+e reportDialog Report report
keys ctrl+q
wait_exit "$monitor_pid" 5

test_case "a capture, played again"
start_monitor -geometry "$place" --open "$work/lab.pcapng"
state_is attach=recorded
keys F6
state_is timeline=1
for_real 1
both replay

test_case "two clients side by side"
keys F6
state_is timeline=0
select_client anna
keys ctrl+shift+w
dialog_shown compareClientsDialog
keys Return
dialog_shown compareDialog
keys n n n
state_is differ=3
both compare '^Compare'
click close
dialog_hidden compareDialog
keys ctrl+q
wait_exit "$monitor_pid" 5
