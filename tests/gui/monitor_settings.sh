# What xbarewired remembers: a file, a window closed and opened again, the
# command line above it, View > Reset, files that are broken or not to be had.
# timeout: 180
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/settings.bash

file=$XDG_CONFIG_HOME/barewire/xbarewired.conf
all=name,lab,state,since,left,peer,pid,messages,bytes,connected,last

# close: by its menu
close()
{
	keys ctrl+q
	wait_exit "$monitor_pid" 10
}

width_of()
{
	xwininfo -id "$window" |
	    sed -n 's/.* Width: //p; s/.* Height: //p' | paste -sd x
}

width_is()
{
	[ "$(width_of)" = "$1" ]
}

test_case "a window that nobody changed writes nothing"
start_server
connect alice --min 2 --max 3
start_monitor
state_is connected=1 titles=$all
close
[ ! -e "$file" ] || fail "there is $(<"$file")"

test_case "what is changed is in the file, also when the window is killed"
start_monitor
state_is connected=1
click table 210 10
state_is sort=state/0
click table 210 10
state_is sort=state/1
keys alt+v c Return
state_is titles=${all/lab,/}
keys ctrl+equal ctrl+h ctrl+j F9
state_is size=11 dark=1 hex=1 ends=0
click showSent
state_is sent=0
keys alt+v b a
state_is beside=1
xdotool windowsize --sync "$window" 1150 800
file_holds 'dark: True'
file_holds 'sideBySide: always'
file_holds 'windowGeometry: 1150x800+.*'
kill -KILL "$monitor_pid"
wait_exit "$monitor_pid" 10 || true
assert_eq "$(stat -c %a "$file")" 600 "the file's mode"
assert_eq "$(find "${file%/*}" -type f | wc -l)" 1 "files beside each other"
for line in 'fontSize: 11' 'hex: True' 'lineEnds: False' 'sort: -state' \
    'showSent: False' 'columns: name=[0-9]* -lab=.*'; do
	file_holds "$line"
done
if grep -q 'showReceived\|besideShare' "$file"; then
	fail "more than what was changed: $(<"$file")"
fi

test_case "the next window is as that one was"
start_monitor
state_is connected=1 sort=state/1 size=11 dark=1 hex=1 ends=0 sent=0 \
    beside=1 'titles=name,state.*'
wait_until 10 width_is 1150x800 || fail "it is $(width_of)"
close

test_case "the command line says more than what was remembered"
start_monitor --font-size 13 -geometry 900x700 -xrm '*dark: False' \
    -xrm 'XBarewired.hex: False' -xrm 'xbarewired*sideBySide: never'
state_is connected=1 size=13 dark=0 hex=0 beside=0 ends=0 sort=state/1
wait_until 10 width_is 900x700 || fail "it is $(width_of)"
close
file_holds 'fontSize: 11'
file_holds 'dark: True'
file_holds 'windowGeometry: 1150x800+.*'

test_case "Reset brings the defaults back, and stays so"
start_monitor
state_is connected=1 size=11
keys alt+v r
state_is size=10 dark=0 hex=0 ends=1 sent=1 beside=0 sort=connected/1
wait_until 10 width_is 1240x840 || fail "it is $(width_of)"
state_is titles=$all
close
! grep -v '^#' "$file" || fail "something is left in it"
start_monitor
state_is connected=1 size=10 dark=0 titles=$all
wait_until 10 width_is 1240x840 || fail "it is $(width_of)"
close

test_case "of a broken file it takes what can be understood, and says so"
printf 'fontSize: 12\nfontSize: 99\n\001\377\ndark\nhex: True\ncolumns: pid %s\n' \
    "$(printf 'x%.0s' {1..400})" >"$file"
start_monitor
state_is connected=1 size=12 hex=1 dark=0
assert_match "$(<"$monitor_err")" 'line 2 is not understood'
assert_eq "$(wc -l <"$monitor_err")" 1 "lines on standard error"
close

test_case "what is no file does not hinder, and stays"
for kind in directory fifo long link; do
	rm -rf "$file"
	case $kind in
	directory) mkdir "$file" ;;
	fifo) mkfifo "$file" ;;
	long) truncate -s 70000 "$file" ;;
	link) ln -s "$file" "$file" ;;
	esac
	start_monitor
	state_is connected=1 size=10
	assert_match "$(<"$monitor_err")" 'nothing is remembered'
	keys ctrl+equal
	state_is size=11
	close
	case $kind in
	directory) [ -d "$file" ] ;;
	fifo) [ -p "$file" ] ;;
	long) [ "$(stat -c %s "$file")" -eq 70000 ] ;;
	link) [ -L "$file" ] ;;
	esac || fail "the $kind was replaced"
done
rm -rf "$file"

test_case "where nothing can be written it is said once"
rm -rf "${file%/*}"
touch "${file%/*}"
start_monitor
state_is connected=1
keys ctrl+equal
state_is size=11
assert_match "$(<"$monitor_err")" 'nothing is remembered'
close
rm -f "${file%/*}"
ln -s /proc/1 "${file%/*}"
start_monitor
state_is connected=1
keys ctrl+equal
state_is size=11 'event=nothing_is_remembered.*'
keys ctrl+equal
state_is size=12
close
rm -f "${file%/*}"

test_case "without a HOME it works, and says that it remembers nothing"
before=$XDG_CONFIG_HOME
unset XDG_CONFIG_HOME
spawn monitor env -u HOME "$XBAREWIRED" -i "$instance"
wait_until 30 window_or_end "$monitor_pid" "Barewire monitor" ||
    fail "no window: $(<"$monitor_err")"
focus_window
state_is connected=1
assert_match "$(<"$monitor_err")" 'nothing is remembered: HOME'
close
export XDG_CONFIG_HOME=$before

test_case "of two windows the last to write wins, whole"
start_monitor
spawn other "$XBAREWIRED" -i "z-$instance"
wait_until 30 window_or_end "$other_pid" \
    "Barewire monitor - z-$instance" || fail "no second window"
focus_window
state_is attach=none size=10
keys F9
state_is dark=1
file_holds 'dark: True'
ask find 100 "Barewire monitor - $instance" || fail "the first is gone"
window=$said
focus_window
state_is attach=running dark=0
keys ctrl+equal
state_is size=11
file_holds 'fontSize: 11'
assert_eq "$(grep -vc '^#' "$file")" 1 "lines of the one that wrote last"
close
kill "$other_pid"
wait_exit "$other_pid" 10
assert_eq "$(grep -vc '^#' "$file")" 1 "lines after the other one ended"
