#!/bin/bash
# barewirectl report, rules and tail --check: clients are graded by what they
# said, in every format.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# say LAB LINE...: over a connection of its own, an answer awaited for each line
# but the first.
say()
{
	local address=$1_address

	python3 - "${!address}" "${@:2}" <<'END'
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
line = socket.create_connection((host, int(port)), 10)
line.settimeout(10)
line.sendall(sys.argv[2].encode().decode("unicode_escape").encode("latin-1"))
for text in sys.argv[3:]:
    line.sendall(text.encode().decode("unicode_escape").encode("latin-1"))
    line.recv(4096)
line.close()
END
}

# report [ARGUMENT...]: in $graded, $code.
report()
{
	graded=$("$BAREWIRECTL" -i "$instance" report "$@" 2>&1)
	code=$?
}

over()
{
	report "$1"
	like "$graded" "lines.reset"
}

start_server
say calc 'alice\n' '12 + 42\n' '4.5 / 6\n' 'q\n'
say calc 'bob\n' '12 + 42\n' 'hello\n' 'q\n'
say calc 'carl\0\0\0\0' '1 + 1\0\0\0' 'q\0\0\0\0'
wait_until 10 over alice
wait_until 10 over bob
wait_until 10 over carl

test_case "who did all right is graded so"
report alice
assert_eq "$code" 0 "exit code"
assert_match "$graded" '^alice@calc: [0-9]+ ok, 0 not ok \(0 must\)'
assert_match "$graded" '^  ok .*calc\.name\.sent'

test_case "a fault has its rule, its place and what to do instead"
report bob@calc
assert_eq "$code" 1 "exit code"
assert_match "$graded" '^  not ok    must    calc\.form$'
assert_match "$graded" 'message 4, received, line 1, column 1: »h«ello\\n$'
assert_match "$graded" 'instead: check before sending'

test_case "no must is not ok: the exit code is 0, and 1 with --must"
report carl
assert_eq "$code" 0 "exit code"
assert_match "$graded" 'not ok    should  lines\.pad\.nul, 3 times'
assert_match "$graded" 'a text of 4 bytes and 4 NULs'
report carl --must lines.pad.nul
assert_eq "$code" 1 "exit code"
assert_match "$graded" 'not ok    must    lines\.pad\.nul'

test_case "what does not exist is refused"
report nobody
assert_eq "$code" 2 "a name that nobody has"
assert_match "$graded" 'nobody of the name "nobody"'
report alice --must calc.nothing
assert_eq "$code" 2 "a rule that does not exist"
report alice --format xml
assert_eq "$code" 2 "a format that does not exist"
report alice --variant chat=loud
assert_eq "$code" 2 "a variant that does not exist"
report alice --lab chat
assert_eq "$code" 2 "a lab where she was not"
graded=$("$BAREWIRECTL" -i "$instance-none" report 2>&1)
assert_eq "$?" 2 "no server"

report alice --range 0-4
assert_eq "$code" 0 "a range from 0 on"

test_case "a class is in the list's order, with who is missing"
printf 'bob calc\n# a comment\nalice calc\ndora calc\n' >"$work/names"
report --class "$work/names"
assert_eq "$(grep -o '^[a-z]*@calc' <<<"$graded" | tr '\n' ' ')" \
    'bob@calc alice@calc dora@calc ' "order"
assert_match "$graded" '^dora@calc: missing'
assert_eq "$code" 1 "exit code"
printf 'alice chess\n' >"$work/names"
report --class "$work/names"
assert_eq "$code" 2 "exit code"
assert_match "$graded" 'there is no lab "chess"'

test_case "programs get it in their forms"
report bob --format json
assert_eq "$(jq -r '.reports[0] | .name + .lab + (.musts_not_ok | tostring)' \
    <<<"$graded")" bobcalc1 json
assert_eq "$(jq -r '.reports[0].rules[] | select(.result == "not ok") |
    .rule + " " + (.first.column | tostring)' <<<"$graded")" 'calc.form 1' json
report --format csv
assert_eq "$(wc -l <<<"$graded")" 4 "rows"
assert_match "$graded" '^"bob",calc,"127\.0\.0\.1",no,[0-9]+,1,1,[0-9]+,"calc\.form"'
report bob --format tap
assert_match "$graded" '^not ok [0-9]+ - bob@calc calc\.form$'
assert_eq "$(grep -c '^\(not \)\?ok ' <<<"$graded")" \
    "$(sed -n 's/^1\.\.//p' <<<"$graded")" "tap's plan"
report bob --format junit
python3 -c 'import sys, xml.etree.ElementTree as x
tree = x.fromstring(sys.argv[1])
assert [c.get("name") for c in tree.iter("testcase")
    if c.find("failure") is not None] == ["calc.form"]' "$graded" ||
    fail "junit: $graded"
report bob --format gradescope
assert_eq "$(jq -r '.tests[] | select(.status == "failed") |
    .name + " " + (.score | tostring)' <<<"$graded")" 'bob@calc: calc.form 0'

test_case "tail --check marks each message"
spawn tail "$BAREWIRECTL" -i "$instance" tail --check -n 100
expect_line "$tail_out" 'from carl, 8 bytes'
assert_match "$(<"$tail_out")" 'from bob, 8 bytes \(calc\), past, ok$'
assert_match "$(<"$tail_out")" \
    'from bob, 6 bytes \(calc\), past, not ok: calc\.form \(must\), .*column 1$'

test_case "the filters fault and rule let through what is wrong"
spawn faults "$BAREWIRECTL" -i "$instance" tail --check -n 100 \
    --filter 'fault dir:received'
expect_line "$faults_out" 'from carl, 8 bytes'
assert_eq "$(grep -c ' from ' "$faults_out")" 4 "messages with a fault"
spawn rule "$BAREWIRECTL" -i "$instance" tail --check -n 100 \
    --filter rule:calc.form
expect_line "$rule_out" 'from bob, 6 bytes'
assert_eq "$(grep -c ' from ' "$rule_out")" 1 "messages that break calc.form"

test_case "a name that was refused says nothing but itself in any form"
say chat '=1+1\n'
say chat '# skip me\n'
say chat 'tab\there\n'
report_has()
{
	report "${@:2}"
	grep -Fq -- "$1" <<<"$graded"
}
for shown in "'=1+1 (refused), 127.0.0.1:" '# skip me (refused)' \
    'tab\there (refused)'; do
	wait_until 10 report_has "\"$shown" --format csv || fail "$graded"
done
report_has 'tab\there (refused)' || fail "$graded"
report_has '- \# skip me (refused), 127.0.0.1:' --format tap ||
    fail "$graded"
[[ ! $(grep ' # ' <<<"$graded" | grep -v ' # SKIP not seen$\| # TODO no') =~ \
    ok ]] || fail "$graded"
report --format junit
python3 -c 'import sys, xml.etree.ElementTree as x
x.fromstring(sys.argv[1])' "$graded" || fail "$graded"
report_has 'name="=1+1 (refused), 127.0.0.1:' --format junit ||
    fail "$graded"
stop_server

test_case "the rules are listed, as text and as JSON"
assert_match "$("$BAREWIRECTL" rules)" '^calc\.form \(calc; client; must\)$'
assert_eq "$("$BAREWIRECTL" rules --json |
    jq -r '.[] | select(.rule == "calc.form") | .labs.calc')" must
