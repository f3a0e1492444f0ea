# What tests/run says of tests that pass, fail, are skipped, or need a second
# run; in words and as JUnit.
# timeout: 180
# takes: 25
# tree
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

mkdir "$work/e2e"
lib='. "$TEST_ROOT/tests/e2e/lib.sh"'
script()
{
	printf '%s\n' "$lib" "$2" >"$work/e2e/$1.sh"
}

script good 'test_case one; test_case "two <&>"'
script bad 'test_case one; test_case "two"
printf "remote \\000\\033[31m \\377\\302 \\303\\244 ]]> &lt;\\n"; fail "no <way>"'
script skip 'echo "not as root & <co>"; exit 77'
script left 'test_case one; touch "$XDG_RUNTIME_DIR/x"'
script flaky "test_case one; test_case two
[ -e '$work/flag' ] || { touch '$work/flag'; fail 'the first time'; }"

# run NAME...
run()
{
	local status

	env -u TEST_DIR -u TEST_RUN TEST_TOTALS="$work/totals" \
	    tests/run --junit "$work/junit.xml" \
	    "${@/#/$work/e2e/}" >"$work/said" 2>&1
	status=$?
	said=$(tr -d '\0' <"$work/said")
	return $status
}

# xml XPATH-LIKE PYTHON: what the expression says of the root of the file.
xml()
{
	python3 -c "import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
suite = {s.get('name').split('/')[-1]: s for s in root}
print($1)" "$work/junit.xml"
}

test_case "what passes"
run good.sh || fail "it failed: $said"
assert_eq "$(tail -n 1 <<<"$said")" '2 passed, 0 failed'
assert_eq "$(xml '[c.get("name") for c in suite["good"]]')" "['one', 'two <&>']"
assert_eq "$(<"$work/totals")" '2 0 0 0' "the totals"

test_case "a test that needed a second run is flaky, and named"
run flaky.sh || fail "it failed: $said"
assert_match "$said" '^flaky: .*e2e/flaky$'
assert_eq "$(tail -n 1 <<<"$said")" '2 passed, 0 failed, 1 flaky'
assert_eq "$(xml '[suite["flaky"].get(k) for k in ("tests", "failures")]')" \
    "['2', '0']"
assert_match "$(xml 'suite["flaky"].find("system-out").text')" \
    '^FAILED: the first time$'
assert_eq "$(tail -n 1 "$work/totals")" "$(grep -a '^flaky: ' <<<"$said")"

test_case "what is skipped is counted, and named with the reason"
run good.sh skip.sh || fail "it failed: $said"
assert_match "$said" '^skipped: .*e2e/skip: not as root & <co>$'
assert_eq "$(tail -n 1 <<<"$said")" '2 passed, 0 failed, 1 skipped'
assert_eq "$(xml 'suite["skip"][0][0].get("message")')" 'not as root & <co>'

test_case "what fails twice fails, remote bytes are no XML"
run bad.sh left.sh && fail "it passed: $said"
assert_eq "$(tail -n 1 <<<"$said")" '2 passed, 2 failed'
assert_no_match "$said" '^flaky: '
assert_eq "$(xml '[c.find("failure") is None for c in suite["bad"]]')" \
    '[True, False]'
assert_eq "$(xml 'suite["bad"][1][0].get("message")')" 'FAILED: no <way>'
assert_match "$(xml 'suite["bad"][1][0].text')" \
    '^remote \\x00\\x1b\[31m \\xff\\xc2 ä \]\]> &lt;$'
assert_eq "$(xml '[len(suite["left"]), suite["left"].get("failures")]')" \
    "[2, '1']"
assert_match "$(xml 'suite["left"][1][0].text')" 'left behind:'

test_case "a file that cannot be written is a failure"
said=$(env -u TEST_DIR -u TEST_RUN tests/run --junit "$work/no/where.xml" \
    "$work/e2e/good.sh" 2>&1) && fail "it passed: $said"
assert_match "$said" 'could not write .*/no/where.xml$'
