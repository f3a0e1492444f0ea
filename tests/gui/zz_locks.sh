. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash
start_server
connect alice --min 1 --max 1
tryit() { # what words keys...
	local what=$1 want=$2; shift 2
	keys "$@"
	if ask wait 1500 $want; then echo "ok $what $want"; else echo "LOST $what $* $want"; keys Escape Escape; fi
}
for lock in none Caps_Lock Num_Lock both; do
echo "== $lock"
case $lock in none) ;; both) keys Caps_Lock;; Num_Lock) keys Caps_Lock Num_Lock;; *) keys $lock;; esac
xset q | grep -i caps
start_monitor
state_is attach=running connected=1
tryit F9 dark=1 F9
tryit mnem dark=0 alt+v d
tryit acc follow=0 ctrl+e
tryit acc2 follow=1 ctrl+e
tryit size size=11 ctrl+equal
tryit size2 size=10 ctrl+minus
keys ctrl+shift+d; ask shown 1500 shutdownNowDialog && echo "ok shift" || echo "LOST ctrl+shift+d"
keys Escape; ask hidden 2000 shutdownNowDialog; wait_until 3 focus_has_come
keys F10; ask shown 1000 serverShutdown && echo "ok F10" || echo "LOST F10"; keys Escape; keys Escape
click table 80 45
state_is selected=alice
click stream 200 30; tryit stream follow=0 Home
tryit end follow=1 End
keys ctrl+f; ask wait 1500 focus=find && echo "ok find" || echo "LOST find"
keys Tab ; state_of focus
keys shift+Tab ; state_of focus
keys ctrl+q; wait_exit $monitor_pid
start_client -n bob "$wait_address"
tryit F9 dark=1 F9
tryit mnem dark=0 alt+v d
tryit page page=chat ctrl+3
tryit page page=raw ctrl+0
tryit page page=wait ctrl+1
tryit size size=11 ctrl+equal
tryit conn live=1 ctrl+o
tryit disc live=0 alt+c d
click name; tryit ret live=1 Return
keys ctrl+d; state_is live=0
keys ctrl+slash; type_text x; keys ctrl+0
tryit request sent=1 ctrl+Return
keys ctrl+q; wait_exit $client_pid
done
