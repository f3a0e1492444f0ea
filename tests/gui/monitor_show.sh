# What the windows are for: a mistake in one of thirty clients found in three
# keys, and an order pair as a ladder, to be handed in.  Thirty pauses at once
# are in monitor_timeline.sh, a chat of five as a ladder in monitor_ladder.sh,
# a killed child and a repaired lock in monitor_hood.sh.
# timeout: 200
# takes: 25
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

test_case "a mistake in one of thirty clients is found in three keys"
start_server
start_monitor
state_is attach=running feed=1 judge=1
for ((i = 10; i < 40; i++)); do
	connect "w$i" --min 14 --max 15
	expect_line "$server_out" "w$i registered"
done
# One of them does it by hand, and forgets Host.
printf 'POST /wait HTTP/1.1\r\nContent-Length: 2\r\n\r\n12' |
    nc -q 1 "$wait_host" "$wait_port" >"$work/answer" ||
    fail "it cannot be said"
connect last --min 14 --max 15
expect_line "$server_out" "last registered"
state_is connected=31 'notok=[1-9]' 'event=last_.*'
keys ctrl+t
state_is list=1
keys ctrl+period
state_is 'mark=must' 'summary=POST_/wait:_12_s'
keys ctrl+i
dialog_shown detailsDialog
picture show_mistake
keys Escape
dialog_hidden detailsDialog
state_is bytes=1

test_case "it is the only one, and the next key says so"
picked=$(state_of picked)
keys ctrl+period
state_is "picked=$picked"

test_case "an order pair as a ladder, as text, SVG and PNG"
talk()
{
	exec {talk_fd}<>"/dev/tcp/${order_address%:*}/${order_address##*:}"
	printf -v "$1" %s "$talk_fd"
	printf 'Client %s: %s\n' "$2" "$1" >&"$talk_fd"
}
talk otto X
talk ylva Y
click clientFilter
type_text 'lab:order'
state_is shown=2
click table 80 45
state_is 'selected=(otto|ylva|guest-.*)'
keys F12
dialog_shown ladderDialog
state_is lives=3/0 'said=4'
picture show_order
click ownOnly
for what in Text Svg Png; do
	click "save$what"
	dialog_shown saveDialog
	keys ctrl+a
	type_text "$work/order.$what"
	keys Return
	widget_hidden saveDialog
	wait_until 5 test -s "$work/order.$what" || fail "no $what is written"
done
for who in otto ylva; do
	for what in Text Svg; do
		grep -q "$who" "$work/order.$what" ||
		    fail "$who is not in the $what"
	done
done
grep -q 'received before' "$work/order.Text" || fail "nothing is answered"
identify "$work/order.Png" >"$work/png" || fail "the PNG is none"
[ ! -d obj/pictures ] || cp "$work/order.Png" obj/pictures/show_order_png.png
