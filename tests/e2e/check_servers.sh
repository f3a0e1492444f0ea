#!/bin/bash
# timeout: 300
# takes: 100
# barewire check against servers as students write them (tests/servers/): each
# broken one is told its fault and no other, nothing false is said of the right
# ones.  Those with a star in the manifest; `python3 tests/servers/grade.py
# --times 3` tries them all, three times.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# A grade is a test: its faults are shown.
test_case "barewire check finds the faults of servers, and no others"
grade()
{
	PATH=$PATH BAREWIRE=$BAREWIRE python3 -B tests/servers/grade.py \
	    --short --jobs 6 --patience 0.7 "$@" >"$work/grades"
}
grade || {
	# A machine that was too busy for a server's own second is no fault of
	# ours: those that failed are tried alone.
	mapfile -t failed < <(sed -n 's/^FAIL \([^ ]*\) .*/\1/p' \
	    "$work/grades")
	cat "$work/grades"
	[ ${#failed[@]} -le 3 ] || fail "${#failed[@]} servers"
	grade --jobs 1 "${failed[@]}" || {
		cat "$work/grades"
		fail "servers are graded otherwise than they are"
	}
}
tail -n 1 "$work/grades"

test_case "without a server there is nothing to grade, and that is said"
"$BAREWIRE" check wait 127.0.0.1:9 >"$work/out" 2>&1
assert_eq $? 2 "exit status"
grep -q 'server.listen' "$work/out" || fail "server.listen is not told"
