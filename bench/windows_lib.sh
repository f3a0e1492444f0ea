# What the parts of bench/windows.sh share: the programs, an X server whose
# screen can be looked at, the monitor with something to show.

work=$(mktemp -d /tmp/bw-bench-XXXXXX) || exit 2
export XDG_RUNTIME_DIR=$work XDG_CONFIG_HOME=$work/config
xvfb='' load='' proxy='' window='' server='' asker=''
front=$((200 + $$ % 300))
name=''
fault_colour=$(sed -n 's/^XBarewired.light.error: #//p' \
    gui/monitor/XBarewired.ad)

finish()
{
	kill -CONT $window 2>/dev/null
	kill $window $load $proxy $asker $server $xvfb 2>/dev/null
	wait 2>/dev/null
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# compile NAME FILE... LIBRARY...
compile()
{
	local program=$1

	shift
	${CC:-gcc} -O3 -std=c11 -D_GNU_SOURCE -I. -pthread \
	    -o "$work/$program" "$@" || exit 2
}

build()
{
	local libs=(obj/release/lib/{shm,wire,base}.a)

	make --no-print-directory -s bin/{xbarewired,barewired,barewirectl} \
	    "${libs[@]}" || exit 2
	compile x_proxy bench/x_proxy.c bench/x_count.c
	compile window_load bench/window_load.c "${libs[@]}"
	compile driver tests/gui/{driver,editres}.c -lX11 -lXtst
	compile latency bench/latency.c bench/screen.c -lX11 -lXtst
	compile flicker bench/flicker.c bench/screen.c
	compile flicker_bad bench/flicker_bad.c -lX11
	compile ask bench/ask.c
}

start_display()
{
	mkdir "$work/screen"
	Xvfb -displayfd 3 -screen 0 1920x1300x24 -dpi 96 -noreset \
	    -nolisten tcp -fbdir "$work/screen" 3>"$work/display" \
	    >/dev/null 2>&1 &
	xvfb=$!
	until [ -s "$work/display" ]; do sleep 0.05; done
	DISPLAY=:$(cat "$work/display")
	export DISPLAY
	screen=$work/screen/Xvfb_screen0
}

# start_load CLIENTS CHANGES MESSAGES [COMINGS [KEPT]]
start_load()
{
	name=b$RANDOM
	"$work/window_load" $name "$@" >"$work/load" &
	load=$!
	until grep -qs ready "$work/load"; do sleep 0.05; done
}

stop_load()
{
	kill $load
	wait $load 2>/dev/null
	load=''
}

# start_proxy DELAY-MS: the window's display from then on
start_proxy()
{
	front=$((front + 1))
	"$work/x_proxy" $front "${DISPLAY#:}" "$1" >"$work/proxy" &
	proxy=$!
	until grep -qs ready "$work/proxy"; do sleep 0.05; done
}

stop_proxy()
{
	kill $proxy
	wait $proxy 2>/dev/null
	proxy=''
}

window_up()
{
	id=$(xdotool search --onlyvisible --name \
	    "^Barewire monitor - $name$" 2>/dev/null) &&
	    state | grep -q 'attach=running'
}

state()
{
	xprop -id "$id" _BAREWIRE_STATE 2>/dev/null |
	    sed -n 's/^[^"]*"\(.*\)"$/\1/p'
}

# state_of WORD
state_of()
{
	state | tr ' ' '\n' | sed -n "s/^$1=//p"
}

# start_window [OPTION]...; up_ms is how long it took
start_window()
{
	local started=${EPOCHREALTIME/./}

	DISPLAY=$([ -n "$proxy" ] && echo ":$front" || echo "$DISPLAY") \
	    bin/xbarewired -i "$name" -xrm '*publishState: True' "$@" &
	window=$!
	until window_up; do
		kill -0 $window || exit 1
		sleep 0.02
	done
	up_ms=$(((${EPOCHREALTIME/./} - started) / 1000))
}

stop_window()
{
	kill $window
	wait $window 2>/dev/null
	window=''
}

# drive COMMAND...: answers of tests/gui/driver.c about the window
drive()
{
	printf '%s\n' "find 5000 Barewire monitor" "$@" | "$work/driver" |
	    tail -n +2
}

# place WIDGET: x, y, width and height on the screen
place()
{
	drive "shown 5000 $1" | sed -n 's/^ok [^ ]* //p'
}

memory_kb()
{
	awk '/VmRSS/ { print $2 }' "/proc/$window/status"
}

# ticks PID
ticks()
{
	awk '{ print $14 + $15 }' "/proc/$1/stat"
}

load_average()
{
	echo "[load average $(cut -d ' ' -f 1 /proc/loadavg)]"
}
