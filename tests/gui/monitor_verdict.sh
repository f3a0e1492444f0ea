# Marks on messages: judging, then what the judge says; messages with a fault
# alone, by filter, key and header; Details on the verdict.
# timeout: 240
# takes: 30
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

judge_pid()
{
	pgrep -P "$server_pid" -x barewired-judge
}

# say TEXT: as alice, over the connection that is open
say()
{
	printf %b "$1" >&"$calc"
}

# filter TEXT: of the messages, in place of what stands there
filter()
{
	click messageFilter
	keys ctrl+a BackSpace
	type_text "$1"
}

# pick_shown: the only message that is shown, by its heading
pick_shown()
{
	click stream 200 8
	state_is 'picked=[1-9].*'
}

clip_has()
{
	timeout 3 xclip -o -selection clipboard >"$work/clip" 2>/dev/null &&
	    grep -q -- "$1" "$work/clip"
}

# The text may be filled anew a moment after the window's state has changed: what
# was copied before that is the old one.
copied_now()
{
	click monoText
	keys ctrl+a ctrl+c
	wait_until 2 clip_has "$1"
}

# copied PATTERN: a line of the text in a dialog
copied()
{
	wait_until 10 copied_now "$1" ||
	    fail "not in the text: $1: $(cat "$work/clip")"
}

test_case "a message that is right is ok"
start_server
start_monitor
state_is attach=running feed=1 judge=1
exec {calc}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
say 'alice\n'
state_is 'event=alice_registered.*'
say '12 + 42\n'
filter '"12 + 42"'
state_is entries=1
pick_shown
state_is mark=ok notok=0

test_case "one that breaks a rule is not, with the rule, and the worst is shown"
say 'hello there\n'
state_is 'notok=[1-9]'
filter 'hello dir:received'
state_is entries=1
pick_shown
state_is 'mark=(must|should|style)'
picture verdict_fault

test_case "Details opens on the verdict"
keys ctrl+i
dialog_shown detailsDialog
copied '^  told '
grep -q '^\(must\|should\|style\) *calc\.' "$work/clip" ||
    fail "no rule: $(<"$work/clip")"
picture verdict_details
keys Escape
dialog_hidden detailsDialog

test_case "fault, !fault and rule: filter"
filter fault
state_is 'entries=[1-9]' faults=1
few=$(state_of entries)
filter '!fault'
state_is faults=0
wait_until 10 eval '[ "$(state_of entries)" -gt "$few" ]' ||
    fail "nothing is right: $(state)"
filter 'rule:calc.form'
state_is 'entries=[1-9]'
filter 'rule:wait.'
state_is entries=0

test_case "a message comes to be shown when its verdict comes, and counts"
filter fault
state_is 'entries=[1-9]'
few=$(state_of entries)
say 'nonsense\n'
wait_until 20 eval '[ "$(state_of entries)" -gt "$few" ]' ||
    fail "it stays away: $(state)"

test_case "Only Faults takes the term out of the filter, and puts it back"
keys ctrl+b
state_is faults=0
keys ctrl+b
state_is faults=1
keys ctrl+b
state_is faults=0

# The tile is somewhere in the right half of the figures.
tile_pressed()
{
	local x

	for ((x = 300; x < 800; x += 20)); do
		click header "$x" 30
		! state_has faults=1 || return 0
	done
	return 1
}

test_case "a click on Bad or failed does the same"
tile_pressed || fail "no place in the header does it"
picture verdict_tile
keys ctrl+b
state_is faults=0

test_case "judging until the verdict comes, which is late"
kill -STOP "$(judge_pid)"
say '2 + 2\n'
filter '"2 + 2"'
state_is entries=1
pick_shown
state_is mark=judging
picture verdict_judging
keys ctrl+i
dialog_shown detailsDialog
click verdict
copied 'ends in a newline'
kill -CONT "$(judge_pid)"
state_is mark=ok
copied '^ok  *calc\.'
click close
dialog_hidden detailsDialog

test_case "that there is no judge is said, and that there is one again"
for ((i = 0; i < 20; i++)); do
	kill -KILL "$(judge_pid)" 2>/dev/null
	! wait_until 1 state_has judge=0 || break
done
state_is judge=0 'event=no_judge_since_[0-9:]*'
state_is judge=1 'event=there_is_a_judge_again'

test_case "who floods is not judged any more"
python3 - "$calc_address" <<'PY'
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
with socket.create_connection((host, int(port)), 10) as line:
    line.settimeout(20)
    line.sendall(b"flooder\n")
    for i in range(600):
        line.sendall(b"1 + %d\n" % i)
        line.recv(100)
PY
filter 'name:flooder "1 + 599" dir:received'
state_is entries=1
pick_shown
state_is mark=notJudged
