# What is painted bit by bit, as rows and messages change, looks in the end as
# if it had been painted at once: cells of the class mode, also where there is
# little to paint with, cells under the hood, lines of a ladder.
# timeout: 240
# takes: 40

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

sanitize=''
[ "$TEST_VARIANT" != asan ] || sanitize=-fsanitize=address,undefined
lib=obj/$TEST_VARIANT/lib
${CC:-cc} -O1 -I. -D_GNU_SOURCE -pthread $sanitize -o "$work/window_load" \
    bench/window_load.c "$lib"/{shm,wire,base}.a ||
    fail "bench/window_load.c does not compile"

# 300 processes that change four times a second, 100 messages a second
begin()
{
	spawn load "$work/window_load" "$instance" 300 4 100 0 0 0 1
	expect_line "$load_out" '^ready$'
	start_monitor "$@"
	state_is attach=running connected=300
	xdotool mousemove 1279 1023
}

end()
{
	kill -CONT "$load_pid"
	focus_window
	keys ctrl+q
	wait_exit "$monitor_pid" 10
	kill "$load_pid"
	wait_exit "$load_pid" 10
}

# looks WIDGET [TOP HEIGHT]: a hash of what is seen there, or of a part of it
looks()
{
	local x y w h

	read -r _ x y w h < <(widget "$1") || fail "$1 is not shown"
	import -window root -crop \
	    "${w}x${3:-$h}+$x+$((y + ${2:-0}))" +repage rgb:- | md5sum
}

# After a second it still looks like that.
is_still()
{
	local before

	before=$(looks "$@")
	sleep 1
	[ "$(looks "$@")" = "$before" ]
}

looks_like()
{
	[ "$(looks "${@:2}")" = "$1" ]
}

# stands WIDGET [TOP HEIGHT]: it changes; then nothing does any more, and all
# of it is painted anew, in other colours and in these
stands()
{
	local before

	! is_still "$@" || fail "$1 does not change"
	kill -STOP "$load_pid"
	wait_until 40 is_still "$@" || fail "$1 does not stand still"
	before=$(looks "$@")
	focus_window
	keys F9
	state_is dark=1
	wait_until 10 eval '! looks_like "$before" "$@"' ||
	    fail "$1 is not painted anew"
	keys F9
	state_is dark=0
	wait_until 20 looks_like "$before" "$@" ||
	    fail "$1 looks otherwise when it is painted at once"
	kill -CONT "$load_pid"
}

test_case "cells of the class mode"
begin
keys F11
state_is class=1 cells=300
stands class
end

test_case "the same with a budget for a few of them"
begin -xrm '*messageBytesPerSecond: 1000'
keys F11
state_is class=1 cells=300
stands class
end

test_case "cells under the hood"
begin
keys F7
dialog_shown hoodDialog
state_is hood=open cells=300
ask sync
IFS=, read -r cells rows _ < <(state_of place)
stands hood "$cells" $((rows - cells - 60))	# above the titles
end

test_case "lines of a ladder"
begin -xrm '*messageLadder: True'
state_is docked=1 'said=[1-9].*'
stands ladderPane
end
