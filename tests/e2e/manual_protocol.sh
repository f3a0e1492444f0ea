# What the manual pages of section 7 say is so: conversations are played against
# the server, numbers and lists compared with the sources.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

mkdir "$work/man"
for source in */*.7 */*/*.7; do
	[ ! -f "$source" ] || [[ $source == obj/* ]] ||
	    tools/options-man "$source" >"$work/man/${source##*/}" ||
	    fail "$source cannot be made"
done
page=$work/man/barewire-protocol.7

# says TEXT: it stands in the page, in whatever macros.
plain_of()
{
	sed -E '/^\.\\"/d; s/^\.[A-Z][a-z]+ //; s/\\\(aq/'\''/g; s/\\-/-/g
	    s/\\\(dq/"/g; s/\\&//g; s/"//g' "$1" | tr '\n' ' ' | tr -s ' '
}
plain=$(plain_of "$page")
says()
{
	[[ $plain == *"$1"* ]] || fail "the page does not have: $1"
}

test_case "numbers are those of the sources"
held=0
while read -r source file name value; do
	grep -qE "^(#define)?[[:space:]]*${name}[[:space:]]+(= )?$(sed \
	    's/[()*|]/\\&/g' <<<"$value")([,[:space:]]|$)" "$file" ||
	    fail "$name of $file is not $value"
	held=$((held + 1))
done < <(sed -n 's/^\.\\" held: /page /p' "$work"/man/*)
[ $held -gt 20 ] || fail "only $held numbers were compared"

# A display behind "layout: STRUCT HEADER": offset, size, field.
test_case "layouts are those of the structures"
{
	cat "$work"/man/* | sed -n 's/^\.\\" layout: [a-z_]* \(.*\)/#include "\1"/p' |
	    sort -u
	awk '/^\.\\" layout:/ { name = $3 }
	    /^\.Ed/ { name = "" }
	    name != "" && /^ *[0-9]+ +[0-9]+ +[a-z_]+/ {
		printf "_Static_assert(offsetof(struct %s, %s) == %s && " \
		    "sizeof(((struct %s *)0)->%s) == %s, \"%s.%s\");\n",
		    name, $3, $1, name, $3, $2, name, $3 }' "$work"/man/*
} >"$work/layout.c"
[ "$(grep -c _Static_assert "$work/layout.c")" -gt 60 ] || fail "few fields"
said=$(${CC:-gcc} -D_GNU_SOURCE -I. -fsyntax-only "$work/layout.c" 2>&1) ||
    fail "$said"

test_case "every resource, command, word and status is told"
while IFS= read -r word; do
	says "$word"
done < <(
	sed -nE 's/^[^"]*"(GET|POST|any) +(\/[^ ]*) .*/\1 \2/p' \
	    server/labs/wait_route.c | sed 's/any/any method/'
	sed -n 's/^CHAT_COMMAND([A-Z]*, "\([^"]*\)".*/\1/p' \
	    wire/chat_commands.def
	sed -n 's/^QUIT_WORD("\([a-z]*\)".*/\1/p' wire/quit_words.def
	sed -n 's/^NAME_LABEL("\([a-z]*\)").*/\1/p' wire/name_labels.def
	# Why a name, or a number, is none.
	cat base/text_name.c server/labs/wait_{body,pause}.c | tr '\n' ' ' |
	    sed 's/"[[:space:]]*"//g' | grep -oE 'return "[^"]+"' |
	    sed 's/^return "//; s/"$//'
	# Sentences of the servers of lines, up to what is filled in.
	cat server/labs/{chat,order,lab_calc}*.c | tr '\n' ' ' |
	    sed 's/"[[:space:]]*"//g' | grep -oE '"error: [^"%\\]*' |
	    sed 's/^"//'
)
sent=$({
	grep -ohE 'wait_(say|begin_answer)\(talk, [0-9]+' server/labs/*.c
	grep -ohE 'status = [0-9]+' server/labs/*.c
	sed -n '/^HTTP_RULE/s/^[^,]*, \([0-9]*\),.*/x \1/p' \
	    wire/http_rules.def
} | grep -oE '[0-9]+$' | grep -vxE '0|502' | sort -u)
listed=$(sed -nE 's/^\.It Sy ([0-9]{3})$/\1/p' "$page" | sort -u)
assert_eq "$listed" "$(sort -u <<<"$sent"$'\n'100)" "statuses"

test_case "every kind of record and request is told"
internals=$(plain_of "$work/man/barewire-internals.7")
for word in $(sed -n 's/^EVENT([A-Z]*, "\([a-z]*\)".*/\1/p' wire/events.def) \
    $(sed -n 's/^CONTROL([A-Z_]*, "\([a-z]*\).*/\1/p' shm/control.def) \
    $(sed -n 's/^READER([A-Z]*, "\([a-z-]*\)".*/\1/p' shm/readers.def); do
	[[ " $internals " == *" $word "* ]] || fail "no $word in the internals"
done

# Every server is one for all the conversations that need its options.
test_case "conversations are as they are told"
while IFS= read -r options; do
	# shellcheck disable=SC2086 # words
	start_server $options
	ports=()
	for lab in $labs; do
		for kind in "$lab" "${lab}_udp"; do
			name=${kind}_address
			[ -z "${!name-}" ] || ports+=("$kind=${!name}")
		done
	done
	said=$(python3 -B tests/e2e/manual_play.py "$page" "$options" \
	    "${ports[@]}") || fail "with \"$options\": $said"
	played+=$said$'\n'
	stop_server
done < <(python3 -B tests/e2e/manual_play.py "$page" --list)
assert_eq "$(grep -c '^\.\\" play:' "$page")" \
    "$(awk '{ sum += $1 } END { print sum }' <<<"$played")" "conversations"
