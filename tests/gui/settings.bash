# For the scripts that look at what a window remembers, after
# tests/gui/lib.sh: set file, which is what it writes.
#
# shellcheck shell=bash disable=SC2034,SC2154

remember=yes

# holds LINE: the file does
holds()
{
	grep -qsx "$1" "$file"
}

file_holds()
{
	wait_until 10 holds "$1" ||
	    fail "no line \"$1\": $(cat "$file" 2>&1)"
}
