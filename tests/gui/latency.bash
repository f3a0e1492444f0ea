# Turns of a window's event loop, measured (tests/gui/loop_latency.c), after
# tests/gui/lib.sh:
#
#	LOOP_LATENCY_OF=xbarewired
#	. tests/gui/latency.bash
#	LD_PRELOAD=$latency_preload spawn monitor "$XBAREWIRED"
#	turns_are_short
#
# Not beside the sanitizers, which want to be first: there nothing is measured.
#
# shellcheck shell=bash disable=SC2154

${CC:-cc} -shared -fPIC -o "$work/loop_latency.so" tests/gui/loop_latency.c ||
    fail "tests/gui/loop_latency.c does not compile"
export LOOP_LATENCY=$work/loop_latency LOOP_LATENCY_OF
latency_preload=$work/loop_latency.so
[ "$TEST_VARIANT" = release ] || latency_preload=''

# How much slower this processor is now than one that makes a million turns
# of a Python loop in 25 ms of its time, in percent, at least 100: a busy
# neighbour takes its caches and half of its core.
slowness_now()
{
	python3 -c '
import time
begun = time.thread_time()
for i in range(1000000):
    pass
print(max(100, round((time.thread_time() - begun) * 4000)))'
}

# No turn of its event loop has worked for more than 50 ms so far, on a
# processor of its own.  The time that passed says more about the machine, and
# is only shown.
turns_are_short()
{
	local passed work slowness

	[ "$TEST_VARIANT" = release ] || return 0
	read -r passed work <"$LOOP_LATENCY" || fail "nothing was measured"
	slowness=$(slowness_now)
	echo "longest turn: $work ms of work, $passed ms in all" \
	    "(slowness $slowness %)"
	assert_between "$work" 1 $((50 * slowness / 100)) \
	    "milliseconds of work in the longest turn"
}
