# What the monitor shows: a row that has just come, one that has gone, names
# and bodies of every kind, a resource file of another version.
# takes: 20

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# The ink of ended rows here: their own is nearly that of muted words, whose
# smoothed edges may have it.
ghost=C0107F

# colour NAME: of the light scheme, as 6 digits
colour()
{
	if [ "$1" = faint ]; then
		echo $ghost
		return
	fi
	sed -n "s/^XBarewired\.light\.$1: *#//p" gui/monitor/XBarewired.ad |
	    tr a-f A-F
}

# pixel WIDGET X Y: the colour there, as 6 digits
pixel()
{
	local x y rest

	read -r rest x y rest <<<"$(widget "$1")"
	import -window root -crop "1x1+$((x + $2))+$((y + $3))" -depth 8 txt:- |
	    sed -n 's/.*#\([0-9A-F]\{6\}\).*/\1/p' | head -n 1
}

# Between the accent bar and the name, in the first row.
row_is()
{
	[ "$(pixel table 7 36)" = "$(colour "$1")" ]
}

# has_ink COLOUR WIDGET: is some pixel of the widget of that colour?
has_ink()
{
	local x y w h rest

	read -r rest x y w h <<<"$(widget "$2")"
	import -window root -crop "${w}x$h+$x+$y" -depth 8 txt:- |
	    grep -q "#$(colour "$1")"
}

test_case "a row that has just come flashes, then is like the others"
start_server
start_monitor -xrm "XBarewired.light.faint: #$ghost"
state_is attach=running
xdotool mousemove 2 2
connect alice --min 1 --max 1
wait_until 5 row_is fresh || fail "no flash: $(pixel table 7 36)"
wait_until 5 row_is surface || fail "it flashes for ever"

test_case "nothing of the empty table is left below it"
read -r rest x y w h <<<"$(widget table)"
colours=$(import -window root -crop "$((w - 40))x100+$x+$((y + 54))" \
    -depth 8 -format %k info:)
assert_eq "$colours" 1 "colours below the only row"

test_case "one that has gone stays greyed for ten seconds, with the reason"
has_ink faint table && fail "a living row looks gone"
kill -KILL "$client_alice_pid"
state_is connected=0 ended=1 shown=1
gone_ms=$(now_ms)
wait_until 5 has_ink faint table || fail "it is not greyed"
wait_until 5 row_is surface || fail "its row is coloured"
wait_until 15 state_has ended=0 shown=0 || fail "it stays"
assert_between $(($(now_ms) - gone_ms)) 8000 $((13000 * TEST_SLOWNESS)) \
    "milliseconds it stayed"

# register NAME: in a connection that stays open
register()
{
	spawn held bash -c 'exec 3<>"/dev/tcp/$1/$2"
	    printf "POST /clients HTTP/1.1\r\nHost: a\r\n" >&3
	    printf "Content-Length: %s\r\n\r\n%s" "$3" "$4" >&3
	    exec sleep 60' register "$wait_host" "$wait_port" \
	    "$(printf %s "$1" | wc -c)" "$1"
}

test_case "a name of emoji is refused, and shown all the same"
register $'\U1F600\U1F680'
state_is 'event=guest.*'
click messageFilter
type_text 'status>=400'
state_is entries=1
keys ctrl+a BackSpace

# The one before stays: what the judge says of its end is an event as well.
test_case "a name with Chinese characters"
name=$'\u5f20\u4f1f'
register "$name"
state_is connected=2 'event=_+registered.*'	# the state is in ASCII
click table 80 45
keys End
state_is selected=______
picture names

test_case "a binary body: shown, and saved byte for byte"
click messageFilter
type_text 'dir:received'
seen=$(state_of seen)
printf 'PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 256\r\nConnection: close\r\n\r\n' \
    >"$work/request"
for ((i = 0; i < 256; i++)); do
	# shellcheck disable=SC2059 # the byte
	printf "\\x$(printf %x $i)"
done >>"$work/request"
http_raw <"$work/request" >"$work/answer"
wait_until 10 eval '[ "$(state_of seen)" -ge $((seen + 2)) ]' ||
    fail "the message is not there: $(state)"
picture binary
click stream 200 30
keys End ctrl+h
state_is hex=1
keys ctrl+h
state_is hex=0
name_file "$work/saved"
keys Return
wait_until 10 test -s "$work/saved" || fail "nothing was saved"
dialog_hidden saveDialog
python3 - "$work/saved" "$work/request" <<'PY' || fail "it was saved otherwise"
import sys
saved, sent = (open(name, "rb").read() for name in sys.argv[1:])
assert sent in saved, (sent, saved)
PY
keys ctrl+q
wait_exit "$monitor_pid" 5
assert_eq "$(<"$monitor_err")" "" "what the window complained of"

test_case "a resource file of another version is not used, and that is said"
mkdir "$work/app-defaults"
for class in XBarewired:"$XBAREWIRED" XBarewire:"$XBAREWIRE"; do
	sed 's/^\([A-Za-z.*]*[vV]ersion\): *[0-9]*$/\1: 99/' \
	    gui/*/"${class%%:*}.ad" >"$work/app-defaults/${class%%:*}"
	grep -q ': 99$' "$work/app-defaults/${class%%:*}" ||
	    fail "no version in ${class%%:*}.ad"
	spawn other env XFILESEARCHPATH="$work/app-defaults/%N" "${class#*:}"
	wait_exit "$other_pid" 10
	[ "$exit_status" -ne 0 ] || fail "it ran"
	assert_match "$(<"$other_err")" 'version 99.*version 2' "message"
	assert_eq "$(wc -l <"$other_err")" 1 "lines"
done
