# See tools/options-man.

# Text as roff means it: hyphens that can be copied, no accidental requests, and
# strlen() as it stands.
function roff(text)
{
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	gsub(/\(\)/, "(\\\\\\&)", text)
	if (text ~ /^[.']/)
		text = "\\&" text
	return text
}

# Words as a macro takes them: one argument, that is neither a macro nor a mark.
function macro_argument(text)
{
	gsub(/\\/, "\\e", text)
	gsub(/"/, "\\(dq", text)
	if (text ~ /^([A-Z%][a-z0-9]|[A-Z][a-z][a-z])$/ || length(text) == 1)
		text = "\\&" text
	if (text ~ /[.,:;)\]?!]$/)
		text = text "\\&"
	return text ~ / / ? "\"" text "\"" : text
}

function print_options(file,    args, letter, name, head, count)
{
	rest = slurp(file)
	while (take_call(args) > 0) {
		letter = args[1]
		gsub(/'/, "", letter)
		name = args[2]
		gsub(/_/, "-", name)
		head = "Fl -" name
		if (letter != "0")
			head = "Fl " letter " , " head
		if (args[3] != "NULL")
			head = head " Ar " macro_argument(args[3])
		printf ".It %s\n%s\n", head, sentence(args[4])
		count++
	}
	if (count == 0)
		die(file " has no options")
}

# "NAME|off" or "--now": what it is, in mdoc.
function usage_word(text,    part, n, i, out)
{
	n = split(text, part, "|")
	for (i = 1; i <= n; i++)
		out = out (i == 1 ? "" : " Ns | Ns ") (part[i] ~ /^-/ ? \
		    "Fl " substr(part[i], 2) : part[i] ~ /^[A-Z]/ ? \
		    "Ar " part[i] : "Cm " part[i])
	return out
}

# "[--class FILE]", "[--must RULE]..." or a word.
function usage_token(text,    part, n, i, again)
{
	again = sub(/\.\.\.$/, "", text)
	if (text !~ /^\[/)
		return "." usage_word(text)
	n = split(substr(text, 2, length(text) - 2), part, " ")
	text = ""
	for (i = 1; i <= n; i++)
		text = text " " usage_word(part[i])
	return again ? ".Oo" text " Oc Ns ..." : ".Op" text
}

function print_usage(usage,    i, c, depth, token)
{
	for (i = 1; i <= length(usage) + 1; i++) {
		c = substr(usage, i, 1)
		depth += (c == "[") - (c == "]")
		if (c != "" && (c != " " || depth > 0))
			token = token c
		else if (token != "") {
			print usage_token(token)
			token = ""
		}
	}
}

function print_synopsis(file,    args)
{
	rest = slurp(file)
	while (take_call(args) > 0) {
		print ".Nm\n.Op Fl i Ar INSTANCE\n.Op Fl -of Ar USER"
		print_usage(args[2])
	}
}

# Labels and keys of a window's menus, by the names of their widgets.
function read_resources(file,    line, got, name)
{
	while ((got = (getline line <file)) > 0) {
		if (line !~ /^\*[A-Za-z.]+\.(labelString|acceleratorText): /)
			continue
		name = substr(line, 2, index(line, ":") - 2)
		sub(/^menuBar\./, "", name)
		sub(/^[^:]*: */, "", line)
		resource[name] = line
	}
	close(file)
	if (got < 0)
		die("cannot read " file)
}

# An item for each entry of the menus that has a key.
function print_menus(file, resources,    args, n, title, menu, key, count)
{
	read_resources(resources)
	rest = slurp(file)
	gsub(/\nBACK\n/, "\nBACK()\n", rest)
	while ((n = take_call(args)) > 0) {
		if (macro == "TITLE")
			title = resource[args[1] ".labelString"]
		if (macro == "TITLE" || macro == "BACK")
			menu = title
		if (macro == "SUB")
			menu = title " > " resource[args[1] ".labelString"]
		key = resource[args[2] ".acceleratorText"]
		if (n < 2 || key == "")
			continue
		printf ".It %s\n%s > %s\n", macro_argument(key), roff(menu),
		    roff(resource[args[2] ".labelString"])
		count++
	}
	if (count == 0)
		die(file " has no entry with a key in " resources)
}

# A number, or a text with %1, %2 and so on, filled in from a call.
function fill(form, args, n, file,    at, out)
{
	if (form ~ /^[0-9]+$/) {
		if (form + 0 > n)
			die(file " has a line of only " n " arguments")
		return args[form + 0]
	}
	while (match(form, /%[0-9]+/)) {
		at = substr(form, RSTART + 1, RLENGTH - 1) + 0
		if (at > n)
			die(file " has a line of only " n " arguments")
		out = out substr(form, 1, RSTART - 1) (is_text[at] ? \
		    args[at] : tolower(args[at]))
		form = substr(form, RSTART + RLENGTH)
	}
	return out form
}

# What is filled in when it is said is "this", where it is only told of.
function spoken(text)
{
	gsub(/"%s"/, "this", text)
	return text
}

function print_list(file, tag, text,    args, n, count)
{
	rest = slurp(file)
	while ((n = take_call(args)) > 0) {
		if (text ~ /^[0-9]+$/ && !is_text[text])
			die(file " has no text at place " text)
		printf ".It Sy %s\n%s\n", \
		    macro_argument(fill(tag, args, n, file)), \
		    sentence(spoken(fill(text, args, n, file)))
		count++
	}
	if (count == 0)
		die(file " is empty")
}

# A sentence or more, each on lines of its own and none wider than 78.
function sentence(text,    words, word, i, line, out)
{
	# A program's name stays as it is typed, and so does a command.
	if (text !~ /^(x?barewire|q )/)
		text = toupper(substr(text, 1, 1)) substr(text, 2)
	if (text !~ /[.!?]$/)
		text = text "."
	words = split(text, word, " ")
	for (i = 1; i <= words; i++) {
		if (line != "" && length(line) + length(roff(word[i])) > 77) {
			out = out line "\n"
			line = ""
		}
		line = line (line == "" ? "" : " ") roff(word[i])
		if (word[i] ~ /[a-z0-9)][.!?]$/ && i < words &&
		    word[i + 1] ~ /^[A-Z]/) {
			out = out line "\n"
			line = ""
		}
	}
	return out line
}

function version(    text)
{
	text = slurp("base/version.h")
	if (!match(text, /BAREWIRE_VERSION "[^"]*"/))
		die("base/version.h has no BAREWIRE_VERSION")
	return substr(text, RSTART + 18, RLENGTH - 19)
}

/^\.\\" @[A-Z]+[^@]*@$/ {
	call = $0
	gsub(/^\.\\" @|@$/, "", call)
	words = split(call, word, " ")
	dir = FILENAME
	sub(/[^\/]*$/, "", dir)
	if (word[1] == "OPTIONS" && words <= 2)
		print_options(words == 2 ? word[2] : dir "options.def")
	else if (word[1] == "LIST" && words >= 4)
		print_list(word[2], word[3], substr(call, index(call, \
		    word[2] " " word[3] " ") + \
		    length(word[2] " " word[3] " ")))
	else if (word[1] == "MENUS" && words == 3)
		print_menus(word[2], word[3])
	else if (word[1] == "SYNOPSIS" && words == 2)
		print_synopsis(word[2])
	else
		die("unknown: @" call "@")
	next
}

/@VERSION@/ {
	gsub(/@VERSION@/, version())
}

/^\.Ed/ {
	literal = 0
}

literal || /^\.Dl / {
	gsub(/\\-/, "-")
	gsub(/-/, "\\-")
	gsub(/'/, "\\(aq")
	gsub(/`/, "\\(ga")
	gsub(/\^/, "\\(ha")
	gsub(/~/, "\\(ti")
}

/^\.Bd -literal/ {
	literal = 1
}

/@(OPTIONS|LIST|MENUS|SYNOPSIS|VERSION)/ {
	die("a mark that is not understood")
}

{
	print
}

END {
	exit failed
}
