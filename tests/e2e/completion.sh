# Completion in bash and zsh: what the Tab key makes of a line.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# Programs and functions as they are when installed.
mkdir "$work/bash" "$work/zsh" "$work/home"
for program in barewired barewire barewirectl xbarewired xbarewire; do
	tools/completion bash $program >"$work/bash/$program" &&
	    tools/completion zsh $program >"$work/zsh/_$program" ||
	    fail "no completion for $program"
done
PATH=$(dirname "$BAREWIRECTL"):$PATH

# words LINE: what bash offers for a line, its cursor at the end.  Words are
# broken as bash breaks them.
words()
{
	local rest=$1 word
	COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=() COMPREPLY=()

	while [ -n "$rest" ]; do
		case $rest in
		' '*) rest=${rest# }; continue ;;
		[=:@]*) word=${rest%%[^=:@]*} ;;
		*) word=${rest%%[ =:@]*} ;;
		esac
		COMP_WORDS+=("$word")
		rest=${rest#"$word"}
	done
	[[ $1 != *' ' ]] || COMP_WORDS+=('')
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	"_${1%% *}"
	offered=${COMPREPLY[*]}
}

# offers LINE WORDS: just those, in bash.
offers()
{
	words "$1"
	assert_eq "$offered" "$2" "$1"
}

for program in barewired barewire barewirectl xbarewired xbarewire; do
	# shellcheck source=/dev/null
	. "$work/bash/$program"
done
start_server
mkfifo "$work/keys" && exec {typed}<>"$work/keys"
"$BAREWIRE" chat -n alice "$chat_address" <"$work/keys" >/dev/null 2>&1 &
started+=($!)
expect_line "$server_out" 'alice joined'

test_case "bash: sub-commands, options and their words"
offers 'barewirectl ' "$(sed -n 's/^COMMAND(\([a-z]*\),.*/\1/p' \
    ctl/commands.def | paste -sd' ')"
offers 'barewirectl sh' shutdown
offers 'barewirectl shutdown --n' --now
offers 'barewirectl status --n' ''
offers 'barewirectl report --format j' 'json junit'
offers 'barewirectl report --format=ju' 'junit'
offers 'barewirectl --format=text report --must calc.fo' calc.form
offers 'barewirectl report --variant order=gr' 'greeted greeted+chat'
offers 'barewirectl report --variant cha' 'chat=commands chat=room chat=both'
offers 'barewirectl status --filter state:i' idle
offers 'barewirectl export x.pcapng --l' '--log --ladder'
offers 'barewire ' "$(echo $labs) check"
offers 'barewire chat --line-end ' 'mirror none lf crlf nul'
offers 'barewire chat --u' ''
offers 'barewire echo --u' --udp
offers 'barewire check cl' clock
offers 'barewire check --json calc --ju' --junit
offers 'barewire check order --variant pl' 'plain plain+chat'
offers 'barewire wait --mischief split,de' 'split,delay='
offers 'barewired --greet ' "$(printf '%s= ' $labs | sed 's/ $//')"
offers 'barewired --greet wait=a' 'auto always'
offers 'barewired -p calc=' off
offers 'barewired --judge-memory ' off
offers 'barewired --journal ' ''
offers 'xbarewire r' raw
offers 'xbarewired --o' '--of --open'
offers 'xbarewired -g' -geometry
offers 'barewirectl --' '--instance --of --help --version'

test_case "bash: servers, clients, addresses, files"
offers "barewirectl -i ${instance:0:-1}" "$instance"
offers "barewirectl --instance=${instance:0:-1}" "$instance"
offers "barewirectl -i $instance kick al" alice@chat
offers "barewirectl -i $instance kick alice@" chat
offers "barewirectl kick -i $instance al" alice@chat
offers "barewirectl -i $instance mischief alice@chat o" off
offers "barewirectl -i $instance mischief --all o" off
offers "barewirectl -i $instance mischief --a" --all
words 'barewire chat '
assert_match " $offered " " $chat_address "
offers "barewire chat ${chat_address%:*}:${chat_address##*:}" \
    "${chat_address##*:}"
: >"$work/one two.pcapng"
offers "xbarewired --open $work/one" "$work/one two.pcapng"
offers "barewirectl replay $work/one" "$work/one two.pcapng"

# What the keys make of a line, in a shell of its own.
keys()
{
	python3 -B tests/e2e/completion_keys.py "$1" "$work/$1" "$2"
}

test_case "bash: the Tab key"
assert_eq "$(keys bash 'barewirectl stat')" 'barewirectl status '
assert_eq "$(keys bash 'barewire check cal')" 'barewire check calc '
assert_eq "$(keys bash 'barewired --greet wait=au')" \
    'barewired --greet wait=auto '
assert_eq "$(keys bash 'barewired --greet cha')" 'barewired --greet chat='
assert_eq "$(keys bash "barewirectl -i $instance kick al")" \
    "barewirectl -i $instance kick alice@chat "
assert_eq "$(keys bash "barewirectl replay $work/one")" \
    "barewirectl replay $work/one\\ two.pcapng "

command -v zsh >/dev/null || {
	echo "zsh is not installed (make deps-test): the rest is skipped"
	exit 77
}

test_case "zsh: the Tab key"
assert_eq "$(keys zsh 'barewirectl stat')" 'barewirectl status '
assert_eq "$(keys zsh "barewirectl -i $instance shut")" \
    "barewirectl -i $instance shutdown "
assert_eq "$(keys zsh 'barewirectl report --form')" \
    'barewirectl report --format='
assert_eq "$(keys zsh 'barewirectl report --format gr')" \
    'barewirectl report --format gradescope '
assert_eq "$(keys zsh 'barewirectl report --variant order=plain+')" \
    'barewirectl report --variant order=plain+chat '
assert_eq "$(keys zsh 'barewire check cal')" 'barewire check calc '
assert_eq "$(keys zsh 'barewire chat --by')" 'barewire chat --by'
assert_eq "$(keys zsh 'barewire order --by')" 'barewire order --by-hand '
assert_eq "$(keys zsh 'barewired --greet wait=au')" \
    'barewired --greet wait=auto '
assert_eq "$(keys zsh 'barewired --mischief split,rese')" \
    'barewired --mischief split,reset'
assert_eq "$(keys zsh "barewirectl -i $instance kick al")" \
    "barewirectl -i $instance kick alice@chat "
assert_eq "$(keys zsh "barewire chat $chat_address")" \
    "barewire chat $chat_address "
assert_eq "$(keys zsh "barewirectl -i ${instance:0:-1}")" \
    "barewirectl -i $instance "
assert_eq "$(keys zsh 'xbarewired --ope')" 'xbarewired --open='
