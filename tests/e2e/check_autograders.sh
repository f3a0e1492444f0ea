#!/bin/bash
# takes: 40
# A course's autograder: contrib/gradescope/run_autograder on a right server,
# on a broken one, and on one that cannot be built, in a directory of its own;
# and the steps of contrib/github/grade.yml.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

box=$work/autograder
mkdir -p "$work/bin" "$box/source"
ln -s "$BAREWIRE" "$work/bin/barewire"
cp contrib/gradescope/* "$box/source/"

# submit FILE...: what a student hands in.
submit()
{
	rm -rf "$box/submission" "$box/results"
	mkdir -p "$box/submission"
	cp "$@" "$box/submission/"
}

# configure LAB BUILD COMMAND
configure()
{
	printf 'LAB=%q\nBUILD=%q\nCOMMAND=%q\nOPTIONS=%q\n' "$1" "$2" "$3" \
	    "--patience 0.7" >"$box/source/grade.conf"
}

# Gradescope's own part.
graded()
{
	AUTOGRADER_ROOT=$box PATH=$work/bin:$PATH \
	    bash "$box/source/run_autograder" >"$work/log" 2>&1 ||
	    fail "run_autograder: exit status $?"
	result=$box/results/results.json
	jq -e . "$result" >"$work/result" || {
		cat "$work/log"
		fail "no results"
	}
}

# result FILTER EXPECTED
result()
{
	assert_eq "$(jq -r "$1" "$box/results/results.json")" "$2" "$1"
}

test_case "Gradescope: a right server has all points"
submit tests/servers/calc_server.py
configure calc '' 'python3 -B calc_server.py {port}'
graded
result '[.tests[] | select(.max_score > 0 and .status == "failed")] | length' 0
result '[.tests[] | .max_score] | add > 5' true
result '[.tests[] | .max_score - .score] | add' 0

test_case "Gradescope: a broken one lacks those of its fault, and is told"
submit tests/servers/calc_rounds.c
configure calc "gcc -pthread -I '$TEST_ROOT' -o server calc_rounds.c" \
    './server {port}'
graded
result '[.tests[] | select(.max_score > .score) | .name] | join(" ")' \
    calc.answer.value
result '.tests[] | select(.name == "calc.answer.value") | .output |
    contains("0.75")' true

test_case "Gradescope: what cannot be built has no points, and the compiler's words"
echo 'int main(void) { return nothing; }' >"$work/server.c"
submit "$work/server.c"
configure calc 'gcc -o server server.c' './server {port}'
graded
result .score 0
result '.output | contains("nothing")' true

# The script of a step, with GitHub's indentation taken away.
step()
{
	awk -v name="- name: $1" 'index($0, name) { found = 1 }
	    found && /run: \|/ { on = 1; next }
	    on && !/^          / { exit }
	    on { print substr($0, 11) }' contrib/github/grade.yml
}

test_case "GitHub: the steps grade a server, and fail for one that is broken"
python3 -c 'import sys, yaml
jobs = yaml.safe_load(open(sys.argv[1]))["jobs"]
assert all("uses" in s or "run" in s for s in jobs["grade"]["steps"])' \
    contrib/github/grade.yml 2>"$work/yaml" ||
    grep -q "No module named 'yaml'" "$work/yaml" ||
    fail "$(<"$work/yaml")"
mkdir -p "$work/repository/.barewire"
cp -L "$BAREWIRE" "$work/repository/.barewire/barewire"
cp tests/servers/clock_server.py tests/servers/clock_dates.py \
    "$work/repository/"
cd "$work/repository" || exit 1
run_steps()
{
	LAB=clock COMMAND="python3 -B $1 {port}" \
	    bash -e -c "$(cd "$TEST_ROOT" && step Grade)" >"$work/log" 2>&1
	status=$?
	GITHUB_STEP_SUMMARY=$work/summary bash -e -c \
	    "$(cd "$TEST_ROOT" && step 'Show it')" || fail "the summary"
	[ -s barewire.xml ] || fail "no report"
}
run_steps clock_server.py
assert_eq "$status" 0 "a right server"
run_steps clock_dates.py
assert_eq "$status" 1 "a broken server"
grep -q 'clock.kind' "$work/summary" || fail "the summary lacks the rule"
cd "$TEST_ROOT" || exit 1
