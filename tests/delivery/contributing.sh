#!/bin/bash
# timeout: 1800
# takes: 100
# CONTRIBUTING.md's chapter on adding a lab, to the letter: in a copy of the
# tree the lab "upper" comes to be, is served, shown, graded and tested.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"
. tests/e2e/apart.bash

# What is built already is copied along, with its times: only what the new
# lab changes is built.
tree=$work/tree
mkdir "$tree" || fail "no copy"
git ls-files -z --cached --others --exclude-standard 2>/dev/null |
    xargs -0 cp -a --parents -t "$tree" 2>/dev/null
[ -f "$tree/Makefile" ] || cp -a . "$tree"
mkdir -p "$tree/obj/release" "$tree/bin"
for room in base wire shm watch server client check ctl gui lib flags; do
	cp -a "obj/release/$room" "$tree/obj/release/" 2>/dev/null
done
cp -a obj/man "$tree/obj/" 2>/dev/null
find bin -maxdepth 1 -type f -exec cp -a -t "$tree/bin" {} +

begun=$(now_ms)
test_case "the chapter is followed, from an empty file to a tested lab"
apart "$tree" python3 -B "$TEST_ROOT/tests/e2e/follow.py" \
    "$TEST_ROOT/CONTRIBUTING.md" "Adding a lab" >"$work/said" 2>&1
status=$?
grep -v '^-- ' "$work/said"
[ "$status" -ne 77 ] || exit 77
assert_eq "$status" 0 "exit status"
echo "it took $((($(now_ms) - begun) / 1000)) s"

test_case "lint has nothing against what it made"
(
	cd "$tree" || exit 1
	find base wire shm watch server client check ctl gui -name '*.[ch]' |
	    sort >"$work/sources"
	LC_ALL=C xargs tools/lint-sizes <"$work/sources" &&
	    LC_ALL=C xargs tools/lint-includes <"$work/sources" &&
	    LC_ALL=C tools/lint-wording gui/monitor/XBarewired.ad \
	        gui/client/XBarewire.ad base/*.c client/*.c watch/*.c gui/*/*.c \
	        gui/model/steps.def &&
	    LC_ALL=C tools/lint-keys gui/{monitor,client}/{XBarewire*.ad,menus.def} \
	        gui/{monitor,client}/window.c
) >"$work/lint" 2>&1 || fail "$(<"$work/lint")"

for tool in Xvfb xdotool xprop; do
	command -v "$tool" >/dev/null || {
		echo "$tool is not installed: the window is not looked at"
		exit 0
	}
done

test_case "the window has a page for it, and a client there is served"
labs="$labs upper"
BAREWIRED=$tree/bin/barewired BAREWIRECTL=$tree/bin/barewirectl
start_server
spawn screen Xvfb -displayfd 5 -screen 0 1280x1024x24 -nolisten tcp 5>"$work/display"
wait_until 20 test -s "$work/display" || fail "Xvfb does not start"
DISPLAY=:$(<"$work/display") spawn window "$tree/bin/xbarewire" \
    -xrm '*publishState: True' --connect upper "$upper_address"
page_is()
{
	state=$(for id in $(DISPLAY=:$(<"$work/display") \
	    xdotool search --class XBarewire 2>/dev/null); do
		DISPLAY=:$(<"$work/display") xprop -id "$id" _BAREWIRE_STATE
	done)
	[[ $state == *page=upper*state=CONNECTED* ||
	    $state == *state=CONNECTED*page=upper* ]]
}
wait_until 60 page_is || fail "the window says: $state"
assert_match "$(ctl status)" '^guest-[0-9]+ +upper'
end_process "$window_pid"
stop_server TERM
