# See tools/completion.
#
# A context is what a program is told first: a sub-command, a lab, check; "" is
# before that.  An option belongs to some contexts, an argument has a kind by
# its name in the list (INSTANCE, FILE, LAB=PORT, ...), and the templates know
# what words a kind has.

BEGIN {
	read_labs()
	if (program == "barewirectl")
		read_commands()
	else if (program == "barewire")
		read_client()
	else if (program == "xbarewire")
		read_options("gui/client/options.def", "")
	else if (program == "xbarewired")
		read_options("gui/monitor/options.def", "")
	else if (program == "barewired")
		read_options("server/options.def", "")
	else
		die("no such program: " program)
	if (program ~ /^x/)
		windows()
	words_of_kinds()
	emit()
	exit failed
}

function read_labs(    args)
{
	rest = slurp("base/labs.def")
	while (take_call(args) > 0) {
		labs = labs (labs == "" ? "" : " ") args[2]
		about[args[2]] = args[5]
	}
}

# One option, in one more context.
function add(context, letter, name, kind, help)
{
	if (!((context, name) in help_of))
		options[context] = options[context] " " name
	kind_of[name] = kind
	letter_of[name] = letter
	help_of[context, name] = help
}

# An option whose help begins with sub-commands is for them alone.
function contexts_of(help,    part, n, i, own)
{
	n = split(substr(help, 1, index(help, ": ") - 1), part, ", ")
	for (i = 1; i <= n; i++) {
		if (index(" " contexts " ", " " part[i] " ") == 0)
			return contexts
		own = own (own == "" ? "" : " ") part[i]
	}
	return n == 0 ? contexts : own
}

# A file of options; of a limited context only what is allowed in it.
function read_options(file, top,    args, letter, name, where, n, i, list)
{
	rest = slurp(file)
	while (take_call(args) > 0) {
		letter = args[1] == "0" ? "" : substr(args[1], 2, 1)
		name = args[2]
		gsub(/_/, "-", name)
		list = contexts_of(args[4])
		n = split(list, where, " ")
		for (i = 1; i <= n; i++)
			if (!(where[i] in limited) ||
			    (where[i], name) in allowed)
				add(where[i], letter, name, args[3], args[4])
		if (list == contexts && (top == "" ||
		    index(" " top " ", " " name " ")))
			add("", letter, name, args[3], args[4])
	}
}

function read_commands(    args)
{
	rest = slurp("ctl/commands.def")
	while (take_call(args) > 0) {
		contexts = contexts (contexts == "" ? "" : " ") args[1]
		about[args[1]] = args[3]
		operand_kinds(args[1], args[2])
	}
	read_options("ctl/options.def", "")
}

# What stands behind the command where no option does, in a row.
function operand_kinds(command, usage,    word, n, i, kinds)
{
	gsub(/\[-[^]]*(\[[^]]*\])?\](\.\.\.)?/, "", usage)
	gsub(/\|--[a-z]+( [A-Z]+)?( |$)/, " ", usage)
	n = split(usage, word, " ")
	for (i = 2; i <= n; i++) {
		sub(/^\[NAME/, "NAME", word[i])
		sub(/\]\]$/, "]", word[i])
		kinds = kinds (kinds == "" ? "" : " ") word[i]
	}
	operands[command] = kinds
}

# Labs, and check with a lab behind it.  Which options a lab takes stands in its
# file, those of all labs in client/arguments.c.
function read_client(    lab, n, i)
{
	n = split(labs, lab, " ")
	for (i = 1; i <= n; i++) {
		limited[lab[i]] = 1
		take_marks(lab[i], slurp("client/lab_" lab[i] ".c"))
		take_marks(lab[i], slurp("client/arguments.c"))
		operands[lab[i]] = "HOST[:PORT]"
		contexts = contexts (i == 1 ? "" : " ") lab[i]
	}
	read_options("client/options.def", "help version")
	contexts = contexts " check"
	about["check"] = "checks somebody's server by the rules of its lab"
	operands["check"] = "LAB HOST[:PORT]"
	read_check()
}

function take_marks(lab, text,    name)
{
	while (match(text, /CLIENT_TAKES\([a-z_]+\)/)) {
		name = substr(text, RSTART + 13, RLENGTH - 14)
		gsub(/_/, "-", name)
		allowed[lab, name] = 1
		text = substr(text, RSTART + RLENGTH)
	}
}

function read_check(    args, name)
{
	rest = slurp("check/options.def")
	while (take_call(args) > 0) {
		name = args[2]
		gsub(/_/, "-", name)
		add("check", args[1] == "0" ? "" : substr(args[1], 2, 1),
		    name, args[3], args[4])
	}
}

# What every window of the X toolkit takes; one dash.
function windows()
{
	single = "-display -geometry -xrm"
	if (program == "xbarewire")
		operands[""] = "PAGE HOST[:PORT]"
}

# The words in a text such as "speak first: auto, always or never".
function listed(text)
{
	sub(/;.*/, "", text)
	sub(/^.*: /, "", text)
	gsub(/\([^)]*\)/, "", text)
	gsub(/,| or /, " ", text)
	gsub(/ +/, " ", text)
	gsub(/^ | $/, "", text)
	return text
}

# The words of a list of macro calls, the argument at a place.
function column(file, at,    args, out)
{
	rest = slurp(file)
	while (take_call(args) > 0)
		if (args[at] != "")
			out = out (out == "" ? "" : " ") args[at]
	return out
}

function help_in(file, name,    args)
{
	rest = slurp(file)
	while (take_call(args) > 0)
		if (args[2] == name)
			return args[4]
	die(file " has no " name)
}

# "plain, greeted (order), room or both (chat)": "order=plain ...".
function variants(text,    part, n, i, lab, word, m, k, out)
{
	sub(/;.*/, "", text)
	sub(/^.*: /, "", text)
	n = split(text, part, ")")
	for (i = 1; i <= n; i++) {
		if ((k = index(part[i], "(")) == 0)
			continue
		lab = substr(part[i], k + 1)
		text = substr(part[i], 1, k - 1)
		gsub(/,| or /, " ", text)
		m = split(text, word, " ")
		for (k = 1; k <= m; k++)
			out = out (out == "" ? "" : " ") lab "=" word[k]
	}
	return out
}

function spread(before, list,    word, n, i, out)
{
	n = split(list, word, " ")
	for (i = 1; i <= n; i++)
		out = out (out == "" ? "" : " ") before word[i]
	return out
}

# mark is "=" for those kinds of mischief that take a number.
function kinds(    args, out)
{
	rest = slurp("wire/mischief.def")
	while (take_call(args) > 0)
		out = out args[2] (args[3] == "" ? "" : "=") " "
	return out "seed="
}

function words_of_kinds()
{
	words["LAB"] = labs
	words["PAGE"] = labs " raw"
	words["LAB=WHEN"] = listed(help_in("server/options.def", "greet"))
	words["END"] = column("wire/line_ends.def", 2)
	words["FORMAT"] = listed(help_in("ctl/options.def", "format"))
	words["VARIANT"] = listed(help_in("check/options.def", "variant"))
	words["LAB=VARIANT"] = variants(help_in("check/options.def",
	    "variant"))
	words["RULE"] = words["WHAT"] = column("wire/rules.def", 2)
	words["FILTER"] = spread("lab:", labs) " " spread("state:",
	    column("shm/states.def", 2)) " dir:received dir:sent fault " \
	    "name: peer: rule:"
	words["KIND"] = kinds()
	if (program == "barewired")
		words["ADDRESS"] = "127.0.0.1 0.0.0.0 ::1 ::"
	if (contexts != "")
		words["CONTEXT"] = contexts
}

function emit(    line)
{
	while ((getline line <template) > 0) {
		if (line ~ /^@[A-Z]+@$/) {
			emit_part(line)
			continue
		}
		gsub(/@PROGRAM@/, program, line)
		print line
	}
	close(template)
}

function emit_part(mark)
{
	context_count = split(contexts, context_list, " ")
	context_list[++context_count] = ""
	if (mark == "@OPTIONS@")
		emit_options()
	else if (mark == "@KINDS@")
		emit_kinds()
	else if (mark == "@OPERANDS@")
		emit_operands()
	else if (mark == "@CONTEXTS@")
		emit_contexts()
	else if (mark == "@WORDS@")
		emit_words()
	else
		die("a mark that is not understood: " mark)
}

function emit_options(    i)
{
	for (i = 1; i <= context_count; i++)
		if (shell == "zsh")
			zsh_options(context_list[i])
		else
			bash_options(context_list[i])
}

# A branch of a case: -x --word for each.
function bash_options(context,    m, k, name, out)
{
	m = split(options[context], name, " ")
	out = single
	for (k = 1; k <= m; k++)
		out = out (out == "" ? "" : " ") (letter_of[name[k]] == "" ? \
		    "" : "-" letter_of[name[k]] " ") "--" name[k]
	printf "\t%s) REPLY='%s' ;;\n", context == "" ? "*" : context, out
}

# In single quotes, in the brackets and between the colons of _arguments.
function zsh_text(text)
{
	gsub(/\\/, "\\\\", text)
	gsub(/'/, "'\\''", text)
	gsub(/\[/, "\\[", text)
	gsub(/\]/, "\\]", text)
	gsub(/:/, "\\:", text)
	return text
}

# '(-i --instance)'{-i+,--instance=}'[help]:KIND: what completes it'
function zsh_option(context, name,    letter, kind, text, again)
{
	letter = letter_of[name]
	kind = kind_of[name] == "NULL" ? "" : kind_of[name]
	text = "[" zsh_text(help_of[context, name]) "]"
	if (kind != "")
		text = text ":" zsh_text(kind) ": _" program "_kind \"" \
		    kind "\""
	again = help_of[context, name] ~ / again/ || kind ~ /^LAB=/ ? "*" : ""
	if (letter == "")
		printf "\t\t    '%s--%s%s%s'\n", again, name,
		    kind == "" ? "" : "=", text
	else
		printf "\t\t    '%s'{%s-%s%s,%s--%s%s}'%s'\n", again == "" ? \
		    "(-" letter " --" name ")" : "", again, letter,
		    kind == "" ? "" : "+", again, name, kind == "" ? "" : "=",
		    text
}

# A branch of a case: what _arguments is told of a context.
function zsh_options(context,    m, k, name)
{
	printf "\t%s)\n\t\tspecs=(\n", context == "" ? "*" : context
	m = split(options[context], name, " ")
	for (k = 1; k <= m; k++)
		zsh_option(context, name[k])
	m = split(single, name, " ")
	for (k = 1; k <= m; k++)
		printf "\t\t    '%s:%s:'\n", name[k],
		    toupper(substr(name[k], 2))
	m = split(operands[context], name, " ")
	for (k = 1; k <= m; k++)
		printf "\t\t    '%d:%s: _%s_kind \"%s\"'\n", k,
		    zsh_text(name[k]), program, name[k]
	printf "\t\t)\n\t\t;;\n"
}

# bash: the kind of each option's argument.
function emit_kinds(    said, i, m, k, name, text)
{
	for (i = 1; i <= context_count; i++) {
		m = split(options[context_list[i]], name, " ")
		for (k = 1; k <= m; k++) {
			if (name[k] in said || kind_of[name[k]] == "NULL")
				continue
			said[name[k]] = 1
			printf "\t%s--%s) REPLY='%s' ;;\n",
			    letter_of[name[k]] == "" ? "" : \
			    "-" letter_of[name[k]] " | ", name[k],
			    kind_of[name[k]]
		}
	}
	text = single
	if (gsub(/ /, " | ", text))
		printf "\t%s) REPLY=NOTHING ;;\n", text
}

# bash: what stands where no option does.
function emit_operands(    i, context)
{
	for (i = 1; i <= context_count; i++) {
		context = context_list[i]
		printf "\t%s) REPLY='%s' ;;\n", context == "" ? "*" : context,
		    context == "" && contexts != "" ? "CONTEXT" : \
		    operands[context]
	}
}

# zsh: the sub-commands, with what they do.
function emit_contexts(    i)
{
	for (i = 1; i < context_count; i++)
		printf "\t    '%s:%s'\n", context_list[i],
		    zsh_text(about[context_list[i]])
}

function emit_words(    order, n, i)
{
	n = split("LAB PAGE LAB=WHEN END FORMAT VARIANT LAB=VARIANT RULE " \
	    "WHAT FILTER KIND ADDRESS CONTEXT", order, " ")
	for (i = 1; i <= n; i++)
		if (order[i] in words)
			printf "\t%s) REPLY='%s' ;;\n", order[i],
			    words[order[i]]
}
