# Client > Report...: what the judge knows of a client, asked again and again,
# copied and saved; of one without a name; with the judge dead.
# timeout: 240
# takes: 30
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

judge_pid()
{
	pgrep -P "$server_pid" -x barewired-judge
}

say()
{
	printf %b "$1" >&"$calc"
}

# report_has PATTERN: as it is saved
report_has()
{
	rm -f "$work/report.txt"
	click save
	dialog_shown saveDialog
	keys ctrl+a
	type_text "$work/report.txt"
	keys Return
	dialog_hidden saveDialog
	wait_until 5 test -s "$work/report.txt" || return 1
	grep -q -- "$1" "$work/report.txt"
}

test_case "Report... says every rule of the lab, with evidence"
start_server
start_monitor
state_is attach=running judge=1
exec {calc}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
say 'alice\n'
state_is 'event=alice_registered.*'
say '1 + 1\n'
say 'hello\n'
state_is 'notok=[1-9]' shown=1
click table 80 45
state_is selected=alice
keys ctrl+shift+e
dialog_shown reportDialog
state_is report=told
picture report
report_has '^alice@calc$' || fail "not of alice: $(<"$work/report.txt")"
for line in '^not ok .*calc\.form$' '^ok .*calc\.' '^not seen .*calc\.' \
    'instead: ' 'the judge knows what came since [0-9]' '»'; do
	grep -q -- "$line" "$work/report.txt" ||
	    fail "no $line in $(<"$work/report.txt")"
done

test_case "it asks again by itself"
say 'nonsense\n'
wait_until 20 report_has 'calc\.form (2)' ||
    fail "the same as before: $(<"$work/report.txt")"

test_case "a judge that is dead is said, and what it said before stays"
# Each time it waits longer to be started again.
while ! state_has report=dead; do
	kill -KILL "$(judge_pid)" 2>/dev/null
	wait_until 3 state_has report=dead || :
done
picture report_dead
state_is report=told
click close
dialog_hidden reportDialog
state_is report=-

test_case "from the row's menu; of one who has no name yet"
exec {other}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
state_is connected=2
click clientFilter
type_text 'name:guest'
state_is shown=1
click table 80 45 3
click clientReport
dialog_shown reportDialog
state_is 'report=(told|nothing)'
picture report_guest
click close
dialog_hidden reportDialog

