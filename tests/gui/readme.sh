#!/bin/bash
# timeout: 300
# takes: 30
# README.md: every command of its tour does what is shown, as written, on the
# ports that stand there; what it links to is there, and it is short.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"
. tests/e2e/apart.bash

test_case "every command of README.md, as written"
tree=$work/tree
mkdir "$tree"
ln -s "$TEST_ROOT/bin" "$TEST_ROOT/examples" "$tree/"
apart "$tree" python3 -B "$TEST_ROOT/tests/e2e/follow.py" \
    "$TEST_ROOT/README.md" >"$work/said" 2>&1
status=$?
grep -v '^-- ' "$work/said"
[ "$status" -ne 77 ] || exit 77
assert_eq "$status" 0 "exit status"
[ "$(grep -c '^-- \$ ' "$work/said")" -ge 10 ] || fail "hardly any commands"

test_case "what it links to is there, in the other pages, too"
for page in README.md CONTRIBUTING.md examples/README.md doc/*.md; do
	grep -oE '\]\([^)#]+' "$page" | sed 's/^](//' | grep -v '^https\?:' |
	    while read -r link; do
		[ -e "${page%/*}/$link" ] || [ -e "$link" ] ||
		    echo "$page: $link"
	done
done >"$work/dead"
[ ! -s "$work/dead" ] || fail "links to nowhere: $(<"$work/dead")"

test_case "a make that it names is a target, and it is read in three minutes"
grep -ohE '^    make [a-z-]+' README.md CONTRIBUTING.md | sort -u |
    while read -r _ target; do
	make -s help | grep -q "^$target " || echo "make $target"
done >"$work/dead"
[ ! -s "$work/dead" ] || fail "no such targets: $(<"$work/dead")"
# 250 words a minute; what has no letter is none.
assert_between "$(grep -oE '[^ |]*[A-Za-z][^ |]*' README.md | wc -l)" \
    200 750 "words"
