# Reads the lists in the sources: macro calls as base/options.h describes, whose
# strings may be in several pieces.  For tools/options-man and
# tools/completion, which run in the root of the tree.

function die(text)
{
	printf "%s: %s:%d: %s\n", tool, FILENAME, FNR, text >"/dev/stderr"
	failed = 1
	exit 1
}

# A whole file as one string, without comments.
function slurp(file,    line, text, got, start, end)
{
	while ((got = (getline line <file)) > 0)
		text = text line "\n"
	close(file)
	if (got < 0)
		die("cannot read " file)
	while ((start = index(text, "/*")) > 0) {
		end = index(substr(text, start), "*/")
		if (end == 0)
			die("a comment in " file " does not end")
		text = substr(text, 1, start - 1) " " \
		    substr(text, start + end + 1)
	}
	return text
}

# Takes the string literal at the start of rest; its value.
function take_string(    value, c)
{
	rest = substr(rest, 2)
	while ((c = substr(rest, 1, 1)) != "\"") {
		if (c == "")
			die("a string does not end")
		if (c == "\\") {
			rest = substr(rest, 2)
			c = substr(rest, 1, 1)
			if (c !~ /["\\?']/)
				die("no escape but \\\" and \\\\ is known")
		}
		value = value c
		rest = substr(rest, 2)
	}
	rest = substr(rest, 2)
	return value
}

# Takes one macro call's arguments from rest into args, which of them are
# strings into is_text, and its name into macro; their number, or 0 when there is no call left.
function take_call(args,    n)
{
	split("", is_text)
	sub(/^[ \t\n]+/, "", rest)
	if (rest == "")
		return 0
	if (!match(rest, /^[A-Z_]+\(/))
		die("not a macro call: " substr(rest, 1, 30))
	macro = substr(rest, 1, RLENGTH - 1)
	rest = substr(rest, RLENGTH + 1)
	n = 1
	args[n] = ""
	for (;;) {
		sub(/^[ \t\n]+/, "", rest)
		if (substr(rest, 1, 1) == "\"") {
			args[n] = args[n] take_string()
			is_text[n] = 1
		} else if (match(rest, /^[^ \t\n,()"]+/)) {
			args[n] = args[n] substr(rest, 1, RLENGTH)
			rest = substr(rest, RLENGTH + 1)
		} else if (substr(rest, 1, 1) == ",") {
			args[++n] = ""
			rest = substr(rest, 2)
		} else if (substr(rest, 1, 1) == ")") {
			rest = substr(rest, 2)
			return n
		} else {
			die("cannot understand: " substr(rest, 1, 30))
		}
	}
}
