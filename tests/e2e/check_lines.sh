#!/bin/bash
# timeout: 300
# takes: 40
# barewire check: what it says of servers that are wrong, the forms it finds
# out, the families it knows, and its exit status and files.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# check STATUS ARGUMENT...: sets report and errors.
check()
{
	local expected=$1 status

	shift
	report=$(timeout 120 "$BAREWIRE" check "$@" 2>"$work/err")
	status=$?
	errors=$(<"$work/err")
	assert_eq "$status" "$expected" "exit status of $* ($errors, $report)"
}

python='/usr/bin/python3 -B'
strange="$python tests/e2e/check_servers.py"

test_case "wrong usage is told, with the usage"
check 2
assert_match "$errors" '^barewire: name a lab'
check 2 nothing
assert_match "$errors" 'there is no lab "nothing"'
check 2 calc --only nonsense
assert_match "$errors" '--only takes a rule or a scenario'
check 2 calc --variant room
assert_match "$errors" 'calc has no such variant'
check 2 calc --patience 0
check 2 wait --pauses 1,x
check 2 calc --run 'x {port}' localhost
check 0 --help
assert_match "$report" '^ *--run COMMAND'

test_case "no server: 2, and why"
check 2 calc 127.0.0.1:1
assert_match "$report" '^not ok +must +server\.listen$'
assert_match "$report" 'nothing listens there: Connection refused'
check 2 calc --only K1 --run 'echo I will not; exit 3'
assert_match "$report" 'the command ended, exit status 3 [(]\{port\} is not'
assert_match "$report" 'came: .*I will not'

test_case "a fault is shown by what was sent, what came, what was expected"
check 1 calc --patience 0.5 --run "$python tests/servers/calc_zero.py {port}"
assert_match "$report" '^not ok +must +calc\.zero$'
assert_match "$report" '^ +"1 / 0" ended the server$'
assert_match "$report" '^ +sent: +1 / 0$'
assert_match "$report" '^ +came: +nothing$'
assert_match "$report" '^ +instead: +catch it, answer a text$'
assert_match "$report" '^not seen +must +server\.alive: the server ended, exit status 1.*calc\.zero names the cause$'
assert_eq "$(grep -c '^not ok' <<<"$report")" 1 "faults"

test_case "a server that crashes at once is told of with its last words"
check 1 calc --only K1 --run "$strange crash {port}"
assert_match "$report" '^not ok +must +calc\.answer\.comes$'
assert_match "$report" '^not seen +must +server\.alive: the server ended, exit status 1, with a traceback'

test_case "another protocol is one verdict, and the only one"
check 1 calc --patience 0.5 --run "$strange http {port}"
assert_match "$report" '^not ok +must +calc\.family\.http-on-line'
assert_eq "$(grep -c '^not ok' <<<"$report")" 1 "faults"
check 1 calc --patience 0.5 --only calc.family.u16-length \
    --run "$strange write_utf {port}"
assert_match "$report" '^not ok +must +calc\.family\.u16-length'

check 1 calc --patience 0.5 --run "$strange constant {port}"
assert_match "$report" '^not ok +must +calc\.family\.constant'
assert_match "$report" 'came: +Usage: ADD a b$'
assert_eq "$(grep -c '^not ok' <<<"$report")" 1 "faults"
for family in upper:upper numbers:id-first prompts:prompt; do
	check 1 order --patience 0.5 --run "$strange ${family%:*} {port}"
	assert_match "$report" \
	    "^not ok +must +order\\.family\\.${family#*:}"
	assert_eq "$(grep -c '^not ok' <<<"$report")" 1 "faults"
done

test_case "a server that waits for line ends is graded with them"
check 0 calc --patience 0.5 --only K1 --run "$strange lines {port}"
assert_match "$report" '^not ok +style +lines\.end\.needed'
assert_match "$report" '^ok +must +calc\.answer\.value$'

test_case "JSON, JUnit and Gradescope say the same"
check 1 calc --patience 0.5 --json --junit "$work/junit.xml" \
    --gradescope "$work/results.json" \
    --run "$python tests/servers/calc_last.py {port}"
assert_eq "$(jq -r '.lab, .started, .musts_not_ok' <<<"$report" |
    paste -sd' ')" "calc true 1" "JSON"
assert_eq "$(jq -r '.rules[] | select(.result == "not ok") | .rule' \
    <<<"$report")" calc.answer.value "the fault in JSON"
assert_match "$(jq -r '.rules[] | select(.rule == "calc.answer.value") |
    .told' <<<"$report")" '^wrong: expected '
assert_eq "$(jq -r '.tests[] | select(.status == "failed") | .name' \
    "$work/results.json")" calc.answer.value "Gradescope's"
assert_eq "$(/usr/bin/python3 - "$work/junit.xml" <<'END'
import sys
import xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).getroot()[0]
failed = [c.get("name") for c in suite if c.find("failure") is not None]
print(suite.get("failures"), len(suite) == int(suite.get("tests")), *failed)
END
)" "1 True calc.answer.value" "JUnit's"

test_case "mischief: a request in pieces is one that is not put together"
check 2 calc --mischief drop
assert_match "$errors" '^barewire: --mischief: '
check 0 wait --patience 0.5 --pauses 1 --only mischief.split \
    --mischief split,seed=3 --run "$python tests/servers/wait_one_recv.py {port}"
assert_match "$report" '^not ok +should +mischief\.split$'
assert_match "$report" 'with split a client is not served'
check 0 echo --patience 0.5 --mischief split,delay=30,stall,seed=3 \
    --run "$python tests/servers/echo_server.py {port}"
assert_match "$report" '^ok +should +mischief\.split$'
assert_match "$report" '^ok +should +mischief\.stall$'
assert_no_match "$report" '^not ok'

test_case "without --run a server that ends is told of once, and no fault"
gcc -I. -O1 -pthread -o "$work/once" tests/servers/calc_once.c ||
    fail "gcc failed"
spawn once "$work/once" 0
# shellcheck disable=SC2154 # spawn sets it
once_port()
{
	port=$(/usr/bin/python3 - "$once_pid" <<'END'
import os
import re
import sys
pid = sys.argv[1]
inodes = {os.readlink(f"/proc/{pid}/fd/{fd}") for fd in
          os.listdir(f"/proc/{pid}/fd")}
for line in open(f"/proc/{pid}/net/tcp").readlines()[1:]:
    words = line.split()
    if words[3] == "0A" and "socket:[%s]" % words[9] in inodes:
        print(int(words[1].split(":")[1], 16))
END
)
	[ -n "$port" ]
}
wait_until 20 once_port || fail "it does not listen"
check 0 calc --patience 0.5 "127.0.0.1:$port"
assert_match "$report" '^the server ended after its session: what is left is not seen; --run starts it for each part$'
assert_match "$report" '^ok +must +calc\.answer\.value$'
assert_no_match "$report" '^not ok'

test_case "nothing that was started is left, even when it is broken off"
spawn broken "$BAREWIRE" check calc --run \
    "exec $python tests/servers/calc_silent.py {port}"
running()
{
	pgrep -f "calc_silent.py [0-9]" >"$work/pids"
}
wait_until 20 running || fail "no server was started"
# shellcheck disable=SC2154 # spawn sets it
kill -INT "$broken_pid"
wait_exit "$broken_pid" 20
assert_eq "$exit_status" 130 "exit status"
gone()
{
	local pid

	while read -r pid; do
		! alive "$pid" || return 1
	done <"$work/pids"
}
wait_until 10 gone || fail "a server is left"
