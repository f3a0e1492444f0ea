# What completes the words of @PROGRAM@ in bash.  Made by tools/completion from
# the lists in the sources of Barewire.

# The options in a context, all words in REPLY; what kind of argument an option
# takes; what stands where no option does; the words of a kind.
_@PROGRAM@_options()
{
	case $1 in
@OPTIONS@
	esac
}

_@PROGRAM@_takes()
{
	REPLY=''
	case $1 in
@KINDS@
	esac
}

_@PROGRAM@_operands()
{
	case $1 in
@OPERANDS@
	esac
}

_@PROGRAM@_known()
{
	REPLY=''
	case $1 in
@WORDS@
	esac
}

# The servers of this user, by their names; one that was killed leaves its name.
_@PROGRAM@_instances()
{
	local segment

	REPLY=''
	for segment in /dev/shm/barewire."$EUID".*; do
		[ ! -e "$segment" ] || REPLY+=" ${segment##*/barewire."$EUID".}"
	done
}

# Who is connected, as NAME@LAB: a line of the table each.
_@PROGRAM@_clients()
{
	local name lab rest begun=''

	REPLY=''
	while read -r name lab rest; do
		[ -z "$begun" ] || REPLY+=" $name@$lab"
		[ "$name $lab" != 'NAME LAB' ] || begun=yes
	done < <(barewirectl ${1:+-i "$1"} status \
	    --filter '!state:ended' 2>/dev/null)
}

# Where servers of this user have the lab.
_@PROGRAM@_addresses()
{
	local word lab address rest found=''

	_@PROGRAM@_instances
	for word in $REPLY; do
		while read -r rest lab address; do
			[ "$rest $lab" != "listening $1" ] ||
			    found+=" ${address%/udp}"
		done < <(barewirectl -i "$word" status 2>/dev/null)
	done
	REPLY=$found
}

# Names of files (-f) or commands (-c), which may hold blanks.
_@PROGRAM@_names()
{
	local name

	while IFS= read -r name; do
		COMPREPLY+=("$before$name")
	done < <(compgen "$1" -- "$2")
	compopt -o filenames 2>/dev/null
	REPLY=''
}

# LAB=something: first the lab, then what may stand behind it.
_@PROGRAM@_lab()
{
	_@PROGRAM@_known LAB
	REPLY="${REPLY// /= }="
	[[ $2 == *=* ]] || return
	case $1 in
	LAB=PORT) REPLY=off ;;
	*) _@PROGRAM@_known "$1" ;;
	esac
	[ -z "$REPLY" ] || REPLY=$(printf " ${2%%=*}=%s" $REPLY)
}

# The words for an argument of a kind, of which there is a part already.
_@PROGRAM@_words()
{
	local kind=$1 part=$2

	case $kind in
	INSTANCE) _@PROGRAM@_instances ;;
	FILE) _@PROGRAM@_names -f "$part" ;;
	COMMAND) _@PROGRAM@_names -c "$part" ;;
	USER) REPLY=$(compgen -u) ;;
	NAME) [ @PROGRAM@ != barewired ] && REPLY='' || REPLY=$(compgen -u) ;;
	FORM) _@PROGRAM@_options export ;;
	'NAME[@LAB]') _@PROGRAM@_clients "$instance" ;;
	'HOST[:PORT]') _@PROGRAM@_addresses "${context[${#context[@]} - 1]-}" ;;
	LAB=VARIANT) _@PROGRAM@_known "$kind" ;;
	LAB=*) _@PROGRAM@_lab "$kind" "$part" ;;
	KIND*)
		_@PROGRAM@_known KIND
		if [[ $part == *,* ]]; then
			REPLY=$(printf " ${part%,*},%s" $REPLY)
		elif [ "$kind" = 'KINDS|off' ]; then
			REPLY+=' off'
		fi
		;;
	MIB) [ "$option" = --judge-memory ] && REPLY=off || REPLY='' ;;
	*) _@PROGRAM@_known "$kind" ;;
	esac
}

# What stands where no option does: the how manieth word of what kind.
_@PROGRAM@_operand()
{
	local kinds at=${#context[@]}

	_@PROGRAM@_operands "${context[0]-}"
	read -ra kinds <<<"$REPLY"
	_@PROGRAM@_operands ''
	[ "$REPLY" != CONTEXT ] || [ "$at" -eq 0 ] || at=$((at - 1))
	# An option stands for the first of them.
	[[ " ${words[*]} " != *' --all '* ]] || at=$((at + 1))
	REPLY=''
	[ -z "${kinds[at]-}" ] || _@PROGRAM@_words "${kinds[at]}" "$1"
}

# Which words may stand here: into COMPREPLY, whole words.
_@PROGRAM@_find()
{
	local current=$1 option=$2 before='' word

	if [ -z "$option" ] && [[ $current == --*=* ]]; then
		option=${current%%=*}
		before=$option=
		current=${current#*=}
	fi
	if [ -n "$option" ]; then
		_@PROGRAM@_takes "$option"
		_@PROGRAM@_words "$REPLY" "$current"
	elif [[ $current == -* ]]; then
		_@PROGRAM@_options "${context[0]-}"
	else
		_@PROGRAM@_operand "$current"
	fi
	for word in $REPLY; do
		[[ $word != "$current"* ]] || COMPREPLY+=("$before$word")
	done
}

# bash takes =, : and @ for ends of words, a program does not: the words are
# those between blanks.
_@PROGRAM@()
{
	local context=() words=() option='' instance='' word i strip REPLY

	COMPREPLY=()
	read -ra words <<<"${COMP_LINE:0:COMP_POINT}"
	[[ ${COMP_LINE:0:COMP_POINT} != *[[:blank:]] ]] || words+=('')
	for ((i = 1; i < ${#words[@]} - 1; i++)); do
		word=${words[i]}
		if [ -n "$option" ]; then
			[[ $option != -i && $option != --instance ]] ||
			    instance=$word
			option=''
		elif [[ $word == --instance=* ]]; then
			instance=${word#*=}
		elif [[ $word == -* ]]; then
			_@PROGRAM@_takes "$word"
			[ -z "$REPLY" ] || option=$word
		else
			context+=("$word")
		fi
	done
	_@PROGRAM@_find "${words[i]}" "$option"
	# What bash has before the word that it completes.
	word=${COMP_WORDS[COMP_CWORD]}
	[[ $word != [=:@] ]] || word=''
	strip=${words[i]%"$word"}
	for i in "${!COMPREPLY[@]}"; do
		[[ ${COMPREPLY[i]} != *= ]] || compopt -o nospace 2>/dev/null
		COMPREPLY[i]=${COMPREPLY[i]#"$strip"}
	done
}

complete -F _@PROGRAM@ @PROGRAM@
