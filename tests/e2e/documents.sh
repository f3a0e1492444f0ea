#!/bin/bash
# What the pages for people who build and change Barewire say of the tree: the
# files, scripts and targets that they name are there, and none is left out.
# tree
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

documents=$(ls ./*.md doc/*.md bench/*.md examples/*.md tests/*.md \
    tests/*/README.md gui/shim/*.md 2>/dev/null)

# quoted FILE: its words in backquotes, blocks of commands and code left out.
quoted()
{
	awk '/^```/ { open = !open; next } !open' "$1" |
	    grep -oE '`[^` ]+`' | tr -d '`' | sort -u
}

# there NAME DIRECTORY: is there such a file or directory? Models of the windows
# and parts of a room are named without what is before, modules by their header.
there()
{
	local at

	for at in "$1" "$2/$1" "tests/$1" "gui/$1" "server/$1"; do
		compgen -G "$at" >/dev/null || compgen -G "$at.[ch]" >/dev/null &&
		    return
	done
	return 1
}

# What is no path of the tree: how files are called that somebody else makes.
other='^(obj|bin|task|text|/|~|\$|\.\.)|[A-Z]{3}|^[A-Z_]+/|\.(so|log|pcapng)$|^[0-9x/.]+$'

test_case "every file that a page names is there"
for page in $documents; do
	while read -r name; do
		[[ $name =~ ^[a-z.][a-zA-Z0-9_./*-]*$ && $name =~ / ]] ||
		    continue
		[[ ! $name =~ $other ]] || continue
		# The chapter that adds a lab makes these.
		[[ $page != *CONTRIBUTING.md || $name != *upper* ]] || continue
		there "$name" "$(dirname "$page")" || fail "$page: $name"
	done < <(quoted "$page"; grep -oE '\((base|wire|shm|server|client|check|watch|ctl|gui|toolkit|model|monitor)/[a-zA-Z0-9_./]+' \
	    "$page" | tr -d '(')
done

test_case "tests/README.md names every script, and no other"
for suite in e2e gui; do
	for script in tests/$suite/*.sh; do
		name=$(basename "$script" .sh)
		[ "$name" = lib ] || grep -qE "^\|.*\`$name\`.*\|$" \
		    tests/README.md || fail "$script is not there"
	done
done
while read -r name; do
	[[ -f tests/e2e/$name.sh || -f tests/gui/$name.sh ]] ||
	    fail "there is no script $name"
done < <(sed -n '/^| end to end/,/^## /p' tests/README.md | quoted /dev/stdin)

test_case "tests/README.md names every fuzz target"
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	grep -qE "^\|.*\`${name#fuzz_}\`.*\|" tests/README.md ||
	    fail "$source is not there"
done

test_case "every target of make that a page names is there"
targets=$(make -s help | sed 's/ .*//')
for page in $documents; do
	for name in $(grep -oE '(^    +|`)make [a-z][a-z0-9-]*' "$page" |
	    sed 's/.*make //' | sort -u); do
		grep -qxF "$name" <<<"$targets" || fail "$page: make $name"
	done
done
