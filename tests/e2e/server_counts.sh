#!/bin/bash
# What a connection, a request and an idle client cost: page faults, system
# calls, memory.  A busy machine changes times, not these.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

[ "$TEST_VARIANT" = release ] || {
	echo "the counts are those of the release build"
	exit 77
}

# counts WHAT [ARGUMENT...]
counts()
{
	python3 tests/e2e/server_counts.py "$1" "$server_pid" \
	    "${wait_address##*:}" "${@:2}"
}

# at_most FIGURE LIMIT WHAT
at_most()
{
	echo "$3: $1 (at most $2)"
	awk -v figure="$1" -v limit="$2" 'BEGIN { exit !(figure <= limit) }' ||
	    fail "$3: $1 are more than $2"
}

start_server
# The C library's own pages and maps cost a dynamic program more.
faults=18
! grep -q 'libc[.]so' "/proc/$server_pid/maps" || faults=40

test_case "page faults of a connection, the server's included"
at_most "$(counts faults)" $faults "page faults a connection"

test_case "after a long request a client keeps no more than after a short one"
short=$(counts memory 10)
at_most "$(counts memory 1000000)" $((short + 64)) "KiB of an idle child"

test_case "system calls of a connection, and of a request more"
if command -v strace >/dev/null; then
	answer=$(counts calls "$work/trace")
	case $? in
	0)	at_most "${answer% *}" 20 "system calls a connection"
		at_most "${answer#* }" 2.5 "system calls a request"
		;;
	77)	echo "not counted: $answer" ;;
	*)	fail "they could not be counted: $answer" ;;
	esac
else
	echo "not counted: strace is not installed"
fi
stop_server
