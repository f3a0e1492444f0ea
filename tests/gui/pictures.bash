# For the scripts that take pictures, after tests/gui/lib.sh:
#
#	pictures_begin "$@"
#	shot window
#
# With a directory as argument the pictures go there and look as a user's
# would: the instance is "lab" on the default ports, and everything takes
# the time it takes.  Without, they are only looked at whether they show
# something.
#
# shellcheck shell=bash

pictures=''
keep=no
lab_options=()

pictures_begin()
{
	pictures=${1:-$work}
	[ $# -eq 0 ] || keep=yes
	mkdir -p "$pictures"
	[ $keep = yes ] || return 0
	instance=lab
	mapfile -t lab_options < <(sed -n \
	    's/^LAB([A-Z]*, *\([a-z]*\), *\([0-9]*\),.*/-p\n\1=\2/p' \
	    base/labs.def)
}

# Goes to the directory that Save As... shows, with a file to be replaced.
pictures_home()
{
	home=$work
	if [ $keep = yes ] && mkdir /tmp/lab 2>/dev/null; then
		home=/tmp/lab
	fi
	echo old >"$home/messages.txt"
	cd "$home" || fail "no $home"
}

pictures_away()
{
	[ "$home" = "$work" ] || rm -r "$home"
}

# for_real SECONDS: passes when the pictures are to be kept
for_real()
{
	[ $keep = no ] || sleep "$1"
}

# shot NAME: the window in its frame, with the dialogs and menus before it.
# The pointer is put where it lights nothing up.  Letters and bands make
# hundreds of colours, an empty window a few.
shot()
{
	local file=$pictures/$program-$1.png colours

	xdotool mousemove 1279 1023
	ask sync
	sleep 0.4	# blinking and news
	ask frame
	[ $keep = no ] ||
	    import -window root -crop "$said" +repage -colors 250 -depth 8 \
		+dither -define png:compression-level=9 -strip "png8:$file"
	colours=$(import -window root -crop "$said" +repage -format %k info:-)
	[ "$colours" -ge 40 ] || fail "$file has only $colours colours"
}

# dialog_shot KEYS DIALOG NAME
dialog_shot()
{
	# shellcheck disable=SC2086 # several keys
	keys $1
	dialog_shown "$2"
	shot "$3"
	keys Escape
	dialog_hidden "$2"
}
