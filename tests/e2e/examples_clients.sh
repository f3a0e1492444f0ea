#!/bin/bash
# timeout: 300
# takes: 40
# The clients in examples/, against our server: each says what it should, and
# barewirectl report finds no rule not ok.
# tree
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

start_server
addresses=()
for lab in $labs; do
	address=${lab}_address
	addresses+=("$lab=${!address}")
done

test_case "every client of examples/ is right, and nothing is said against it"
BAREWIRECTL=$BAREWIRECTL python3 tests/e2e/examples.py clients "$instance" \
    "${addresses[@]}" || fail "a client of examples/ is not right"

test_case "each lab has a client and a server in each language, and no more"
files_of()
{
	local lab side

	for lab in $labs; do
		for side in client server; do
			echo "examples/c/${lab}_$side.c"
			echo "examples/java/${lab^}${side^}.java"
			echo "examples/python/${lab}_$side.py"
		done
	done
}
files_of | LC_ALL=C sort >"$work/wanted"
find examples -mindepth 2 -type f ! -name '*.pyc' | LC_ALL=C sort |
    diff "$work/wanted" - || fail "examples/ has others"

test_case "each begins with what it is and how it is run, and stays short"
while read -r file; do
	[ "$(wc -l <"$file")" -le 250 ] || fail "$file is no student's size"
	head -n 12 "$file" >"$work/head"
	name=${file##*/} name=${name%.c}
	lab=${name%_*} lab=${lab%Client.java} lab=${lab%Server.java}
	grep -qi "the ${lab,,} lab" "$work/head" ||
	    fail "$file does not say what it is"
	grep -q "$name .*PORT" "$work/head" ||
	    fail "$file does not say how it is run"
	grep -q "$file" "$work/head" ||
	    fail "$file: the command has no such file"
	grep -qF "](${file#examples/})" examples/README.md ||
	    fail "$file is not in examples/README.md"
done <"$work/wanted"
stop_server TERM
