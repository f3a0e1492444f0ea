# A large capture: opened, played and gone back in, in turns that are short.
# timeout: 300
# takes: 25

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
LOOP_LATENCY_OF=xbarewired
. tests/gui/latency.bash

test_case "20 megabytes: a lesson many times over"
start_server --capture "$work/lesson.pcapng"
for name in alice bob carol dave; do
	exec {calc}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
	printf '%s\n1 + 1\n2 + \n3 * 3\n' "$name" >&"$calc"
	for _ in 1 2 3; do
		read -r -t 10 _ <&"$calc" || fail "no answer to $name"
	done
	exec {calc}>&-
done
stop_server
python3 - "$work" <<-'END'
	import sys
	lesson = open(sys.argv[1] + "/lesson.pcapng", "rb").read()
	with open(sys.argv[1] + "/large.pcapng", "wb") as out:
	    out.write(lesson * (20000000 // len(lesson)))
END
LD_PRELOAD=$latency_preload spawn monitor "$XBAREWIRED" \
    --open "$work/large.pcapng"
ask find "$(patience 20)" "Barewire monitor - RECORDED" ||
    fail "no window opens"
window=$said
focus_window
# Buttons are grey until all of it has been read.
wait_until 60 eval 'keys alt+Up; state_has speed=2' || fail "it is still read"
seen=$(state_of seen)
[ "$seen" -gt 10000 ] || fail "only $seen messages"
turns_are_short

test_case "back by one message, to the middle, to the begin"
keys alt+Left
wait_until 60 state_has replay=stands moving=0 "seen=$((seen - 1))" ||
    fail "it is still on its way: $(state)"
track=$(state_of track)
click replaySlide $((${track%,*} + ${track#*,} / 2)) 12
wait_until 60 state_has replay=stands moving=0 || fail "it is still on its way"
keys alt+Home
state_is seen=0 moving=0
turns_are_short

test_case "played as fast as can be, as a list and as a ladder"
keys ctrl+t alt+Up alt+Up alt+Up
state_is list=1 speed=0
keys ctrl+shift+p
wait_until 60 state_has replay=follows "seen=$seen" ||
    fail "it does not come to its end: $(state)"
keys shift+F12
state_is docked=1
keys alt+Left
wait_until 60 state_has replay=stands moving=0 || fail "it is still on its way"
turns_are_short
keys ctrl+q
wait_exit "$monitor_pid" 10
assert_eq "$exit_status" 0 "the window's exit status"
