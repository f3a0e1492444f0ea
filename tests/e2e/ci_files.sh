#!/bin/bash
# takes: 2
# The files for GitHub and GitLab are YAML that calls .ci/run, and .ci/run runs
# every target, adds up, and leaves reports.
# tree
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# The shell lines of a file, as python reads them: one step after the other.
steps()
{
	python3 - "$1" <<'END'
import sys
import yaml
document = yaml.safe_load(open(sys.argv[1]))
if "jobs" in document:
    job = document["jobs"]["test"]
    image = job["container"]["image"]
    lines = [step["run"] for step in job["steps"] if "run" in step]
    assert all("uses" in s or "run" in s for s in job["steps"])
    # "on" is a word for true in YAML 1.1.
    assert set(document.get("on", document.get(True))) >= {"push"}
else:
    image, job = document["image"], document["test"]
    lines = job["before_script"] + job["script"]
    assert job["artifacts"]["reports"]["junit"] == "reports/*.xml"
assert image == "debian:12", image
print("\n".join(lines))
END
}

for file in .github/workflows/ci.yml .gitlab-ci.yml; do
	test_case "$file is YAML, and installs git, gcc and make alone"
	if steps "$file" >"$work/steps" 2>"$work/error"; then
		bash -n "$work/steps" || fail "a step is no shell"
		installed=$(tr -d '\\\n' <"$work/steps" |
		    grep -oE 'recommends +[a-z -]*make' | tr -s ' ')
		assert_eq "$installed" "recommends ca-certificates git gcc make"
		assert_match "$(<"$work/steps")" '^bash \.ci/run$'
	elif grep -q "No module named 'yaml'" "$work/error"; then
		# Blanks alone, no key without a value's blank, and the line.
		! grep -nP '\t|^ *[a-z_-]+:[^ ]' "$file" || fail "$file"
		grep -q '^ *\(- \)\?bash \.ci/run$' "$file" || fail "$file"
	else
		fail "$file: $(<"$work/error")"
	fi
done

# run_ci: .ci/run with targets that say what is in work/says/TARGET, and fail
# when FAIL is in it.
tree=$work/tree
mkdir -p "$tree/.ci" "$tree/tests" "$work/says"
cp .ci/run "$tree/.ci/run"
cp tests/total "$tree/tests/total"
cat >"$tree/Makefile" <<'END'
test test-memory test-delivery:
	@cat ../says/$@
	@[ -z "$$TEST_JUNIT" ] || echo "<x/>" >$$TEST_JUNIT
	@! grep -q FAIL ../says/$@
END
run_ci()
{
	env -u MAKEFLAGS -u MAKELEVEL "$@" bash "$tree/.ci/run" \
	    >"$work/said" 2>&1
	status=$?
}
for target in test test-memory test-delivery; do
	echo "3 passed, 0 failed" >"$work/says/$target"
done

test_case "all targets are run, and their counts are added up"
run_ci
assert_eq "$status" 0 "exit status"
assert_eq "$(tail -n 1 "$work/said")" "9 passed, 0 failed"

test_case "what each said, and its JUnit XML, are left where it is wanted"
run_ci CI_REPORTS=reports
assert_eq "$status" 0 "exit status"
assert_eq "$(cd "$tree/reports" && echo *)" "test-delivery.log\
 test-delivery.xml test-memory.log test-memory.xml test.log test.xml"

test_case "one that fails, or says no total, is a failure"
printf 'FAIL lint\n2 passed, 1 failed\n' >"$work/says/test-memory"
run_ci
[ "$status" -ne 0 ] || fail "exit status 0"
assert_eq "$(tail -n 1 "$work/said")" "8 passed, 1 failed"
: >"$work/says/test-memory"
run_ci
[ "$status" -ne 0 ] || fail "exit status 0"
assert_eq "$(tail -n 1 "$work/said")" "6 passed, 1 failed"

test_case "make test-delivery writes JUnit XML as make test does"
assert_match "$(make -n test-delivery TEST_JUNIT=x.xml 2>/dev/null |
    tr -d '\\\n')" 'tests/run --junit .?x.xml'
