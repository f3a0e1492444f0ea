#compdef @PROGRAM@
# What completes the words of @PROGRAM@ in zsh.  Made by tools/completion from
# the lists in the sources of Barewire.

# The words of a kind, in REPLY.
_@PROGRAM@_known()
{
	REPLY=''
	case $1 in
@WORDS@
	esac
}

# The servers of this user, by their names.
_@PROGRAM@_instances()
{
	reply=(/dev/shm/barewire.$EUID.*(N:t))
	reply=(${reply#barewire.$EUID.})
}

# Who is connected, as NAME@LAB.
_@PROGRAM@_clients()
{
	local begun='' name lab x

	reply=()
	barewirectl ${instance:+-i} $instance status --filter '!state:ended' \
	    2>/dev/null | while read -r name lab x; do
		[[ -z $begun ]] || reply+=("$name@$lab")
		[[ "$name $lab" != 'NAME LAB' ]] || begun=yes
	done
}

# Where servers of this user have the lab.
_@PROGRAM@_addresses()
{
	local one x lab address
	local -a found

	_@PROGRAM@_instances
	for one in $reply; do
		barewirectl -i $one status 2>/dev/null |
		    while read -r x lab address; do
			[[ "$x $lab" != "listening $1" ]] ||
			    found+=(${address%/udp})
		done
	done
	reply=($found)
}

# LAB=something: first the lab, then what may stand behind it.
_@PROGRAM@_lab()
{
	local REPLY which=${PREFIX%%=*}
	local -a reply

	_@PROGRAM@_known $1
	if ! compset -P '*='; then
		_@PROGRAM@_known LAB
		reply=(${=REPLY})
		compadd -S = -a reply
		return
	fi
	[[ $1 != LAB=PORT ]] || REPLY=off
	reply=(${=REPLY})
	[[ $1 != LAB=VARIANT ]] || reply=(${${(M)reply:#$which=*}#*=})
	compadd -a reply
}

_@PROGRAM@_kind()
{
	local kind=$1 REPLY
	local -a reply

	case $kind in
	FILE) _files; return ;;
	COMMAND) _cmdstring; return ;;
	USER) _users; return ;;
	NAME) [[ @PROGRAM@ != barewired ]] || _users; return ;;
	LAB=*) _@PROGRAM@_lab $kind; return ;;
	INSTANCE) _@PROGRAM@_instances ;;
	'NAME[@LAB]') _@PROGRAM@_clients ;;
	'HOST[:PORT]') _@PROGRAM@_addresses $lab ;;
	KIND*)
		_@PROGRAM@_known KIND
		reply=(${=REPLY})
		compset -P '*,' || [[ $kind != 'KINDS|off' ]] || reply+=(off)
		compadd -S '' -a reply
		return
		;;
	*)
		_@PROGRAM@_known $kind
		reply=(${=REPLY})
		;;
	esac
	compadd -a reply
}

# The options and words in a context, for _arguments.
_@PROGRAM@_specs()
{
	case $1 in
@OPTIONS@
	esac
}

_@PROGRAM@()
{
	local curcontext=$curcontext state lab instance at
	local -A opt_args
	local -a specs contexts line

	contexts=(
@CONTEXTS@
	)
	# A server's name may stand before the sub-command, or behind it.
	at=${words[(I)-i|--instance]}
	(( ! at )) || instance=$words[at+1]
	_@PROGRAM@_specs ''
	if (( ! $#contexts )); then
		lab=$words[2]
		_arguments -s -S $specs
		return
	fi
	_arguments -C -s -S $specs '1: :->first' '*:: :->rest' && return
	case $state in
	first) _describe word contexts ;;
	rest)
		lab=$words[1]
		_@PROGRAM@_specs $lab
		[[ $lab != check ]] || lab=$words[2]
		_arguments -s -S $specs
		;;
	esac
}

_@PROGRAM@ "$@"
