# tree
# The programs, their --help, manual pages and completion have the same options.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

bin=$(dirname "$BAREWIRE")
commands=$(sed -n 's/^COMMAND(\([a-z]*\),.*/\1/p' ctl/commands.def)

# The options of all programs, and those of a list that take a value.
options_in()
{
	sed -n "s/^OPTION([^,]*, *\([a-z_]*\), *$1.*/--\1/p" "${@:2}" | tr _ - |
	    sort -u
}
everything=$(options_in '' ./*/options.def ./*/*/options.def)

# has LINES LINE: is it one of them?
has()
{
	[[ $'\n'$1$'\n' == *$'\n'$2$'\n'* ]]
}

# helped TEXT: the options that a --help lists.
helped()
{
	sed -nE 's/^  (-[a-z], |    )(--[a-z-]+).*/\2/p' <<<"$1" | sort -u
}

# paged PAGE: those that are items of a list in a page.
paged()
{
	sed -nE 's/^\.It Fl ([a-zA-Z] , Fl )?-([a-z-]+)( .*)?$/--\2/p' "$1" |
	    sort -u
}

# completed PROGRAM CONTEXT: those that completion offers there.
completed()
{
	"_$1_options" "$2"
	tr ' ' '\n' <<<"$REPLY" | grep -- '^--' | sort -u
}

# known PROGRAM KIND: the words it offers for a kind of argument.
known()
{
	"_$1_known" "$2"
	echo "$REPLY"
}

mkdir -p "$work/man"
for program in barewired barewire barewirectl xbarewired xbarewire; do
	tools/completion bash $program >"$work/$program" &&
	    tools/completion zsh $program >"$work/_$program" ||
	    fail "no completion for $program"
	# shellcheck source=/dev/null
	. "$work/$program"
done
for page in */*.[178] */*/*.[178]; do
	[[ $page == obj/* ]] || tools/options-man "$page" \
	    >"$work/man/${page##*/}" || fail "$page cannot be made"
done

test_case "help, page and completion of each program have the same options"
programs="barewired barewirectl"
[ ! -x "$bin/xbarewired" ] || programs+=" xbarewired xbarewire"
for program in $programs; do
	contexts=''
	[ $program != barewirectl ] || contexts=$commands
	all=$(for context in nothing $contexts; do
		completed $program "$context"
	done | sort -u)
	said=$(helped "$("$bin/$program" --help)")
	assert_eq "$all" "$said" "$program: completion, and --help"
	assert_eq "$(paged "$work/man/$program".[18])" "$said" \
	    "$program: page, and --help"
done

test_case "help and version that cannot be written are an error, with the reason"
for program in $programs; do
	for option in --help --version; do
		said=$("$bin/$program" $option 2>&1 >/dev/full)
		assert_eq "$?, $said" "1, $program: could not write: No space \
left on device" "$program $option"
	done
done

test_case "so have barewire's labs, and barewire check"
all=''
for context in $labs check; do
	said=$(helped "$("$BAREWIRE" $context --help)")
	assert_eq "$(completed barewire $context)" "$said" \
	    "barewire $context: completion, and --help"
	assert_eq "$(grep -oE -- "--[a-z][a-z-]*" <<<"$(sed -n \
	    "/^	$context)/,/;;/p" "$work/_barewire" | grep "^		    '" |
	    sed "s/\[.*//")" | sort -u)" "$said" "barewire $context: in zsh"
	all+=$said$'\n'
done
assert_eq "$(paged "$work/man/barewire.1")" "$(sort -u <<<"$all" | grep .)" \
    "barewire: page"
assert_eq "$(completed barewire nothing)" "$(helped "$("$BAREWIRE" --help)")"

# What a program says of an option, with a value where it takes one.
said_of()
{
	local option=$1
	shift
	! has "$valued" "$option" || option+=1
	said=$("$@" "${option/%1/=1}" --help 2>&1 </dev/null)
}

unknown='unknown option|does not take'
test_case "each program takes what its completion offers, and nothing else"
valued=$(options_in '"' server/options.def)
for option in $(completed barewired nothing); do
	said_of "$option" "$BAREWIRED"
	assert_no_match "$said" "$unknown" "barewired $option"
done
for context in $labs check; do
	offered=$(completed barewire "$context")
	valued=$(options_in '"' client/options.def)
	[ $context != check ] || valued=$(options_in '"' check/options.def)
	for option in $everything; do
		said_of "$option" "$BAREWIRE" $context
		if has "$offered" "$option"; then
			assert_no_match "$said" "$unknown" \
			    "barewire $context $option"
		else
			assert_match "$said" "$unknown" \
			    "barewire $context $option"
		fi
	done
done

# Help would come before everything else, so without; no server is there.  What
# begins with a dash and is no option at all may be a client's name.
test_case "so do the sub-commands of barewirectl"
valued=$(options_in '"' ctl/options.def)
for command in $commands; do
	offered=$(completed barewirectl "$command")
	for option in $(options_in '' ctl/options.def); do
		[[ $option != --help && $option != --version ]] || continue
		value=()
		! has "$valued" "$option" || value=(1)
		said=$("$BAREWIRECTL" -i "$instance" "$command" "$option" \
		    "${value[@]}" 2>&1 </dev/null)
		if has "$offered" "$option"; then
			assert_no_match "$said" "$unknown" "$command $option"
		else
			assert_match "$said" "$unknown" "$command $option"
		fi
	done
	[[ " report kick mischief replay export " == *" $command "* ]] || {
		said=$("$BAREWIRECTL" -i "$instance" "$command" --nosuch 2>&1)
		assert_match "$said" "$unknown" "$command --nosuch"
	}
done

# Each word of some kind is no mistake: only a server is missing.
listed()
{
	local word

	for word in $(known barewirectl "$1"); do
		[[ $word != *: ]] || word+=x
		said=$("$BAREWIRECTL" -i "$instance" "${@:2}" "$word" 2>&1)
		assert_match "$said" 'no server runs' "$*: $word"
	done
}

test_case "the words that completion has for an argument are taken"
listed FORMAT report --format
listed LAB=VARIANT report --variant
listed LAB report --lab
for word in $(known barewirectl FILTER); do
	said=''
	[[ $word != *: ]] || word+=x
	for command in status tail; do
		said+=$("$BAREWIRECTL" -i "$instance" $command \
		    --filter "$word" 2>&1)
	done
	assert_match "$said" 'no server runs' "--filter $word"
done
for word in $(known barewirectl RULE | tr ' ' '\n' | sed -n '1~9p'); do
	said=$("$BAREWIRECTL" -i "$instance" report --must "$word" 2>&1)
	assert_match "$said" 'no server runs' "--must $word"
done
for word in $(known barewired KIND); do
	[[ $word != seed= ]] || word=split,seed=
	said=$("$BAREWIRED" --mischief "${word/%=/=10}" --help 2>&1)
	assert_match "$said" '^Serves the labs' "--mischief $word"
done
for word in $(known barewired END); do
	said=$("$BAREWIRED" --line-end "$word" --help 2>&1)
	assert_match "$said" '^Serves the labs' "--line-end $word"
done
for word in $(known barewired LAB=WHEN); do
	said=$("$BAREWIRED" --greet "wait=$word" --help 2>&1)
	assert_match "$said" '^Serves the labs' "--greet wait=$word"
done

test_case "pages of the windows have the keys of their menus"
for window in monitor/XBarewired client/XBarewire; do
	file=gui/$window.ad
	page=${window#*/}
	page=$work/man/${page,,}.1
	plain=$(sed 's/\\&//g; s/\\-/-/g' "$page")
	while read -r name key; do
		label=$(sed -n "s/^\*$name\.labelString: *//p" "$file")
		grep -qF -e "$label" <<<"$plain" || fail "$page: no $label"
		grep -qE -e "(^|[ (])${key//+/\\+}([,; )]|\$)" <<<"$plain" ||
		    fail "$page: no $key for $label"
	done < <(sed -n 's/^\*\([A-Za-z]*\)\.acceleratorText: */\1 /p' "$file")
done

# As in "Fl -json" and in "barewirectl status --json"; windows have options of
# the X toolkit, with one dash.
test_case "pages name no option that nobody has"
for page in "$work"/man/*; do
	for option in $(sed -E 's/Fl -([a-z])/ --\1/g; s/\\-/-/g' "$page" |
	    grep -v '^\.\\"' | grep -oE '(^|[ "(])--[a-z][a-z-]*' |
	    sed 's/^[ "(]//' | sort -u); do
		has "$everything" "$option" || fail "$page has $option"
	done
done

test_case "what lists fill in ends in one mark, and a word of a protocol stays small"
for page in "$work"/man/*; do
	said=$(grep -nE '[^.]\.\.$|^Q ' "$page") && fail "$page: $said"
done

test_case "pages of ours are named with their section"
for page in "$work"/man/* ./*.md doc/*.md */README.md; do
	while IFS='( ' read -r name section; do
		[ -f "$work/man/$name.${section%)}" ] ||
		    fail "$page names $name($section)"
	done < <(sed -E 's/^\.Xr ([^ ]+) ([0-9]).*/\1(\2)/; s/ Ns Pq ([0-9])/(\1)/' \
	    "$page" | grep -oE '\bx?barewire[a-z-]*\([0-9]\)')
done

test_case "every page is named by another one"
for page in "$work"/man/*; do
	name=${page##*/}
	grep -qE "^\.Xr ${name%.*} ${name##*.}( |$)" "$work"/man/* ||
	    fail "no page names $name"
done
