#!/bin/bash
# takes: 40
# The pages for a class (doc/*.md): their commands do what the pages say, on a
# machine that has the address they speak of.
if [ -n "${TEST_DIR-}" ] && [ -z "${IN_A_NETWORK-}" ]; then
	[ "$(id -u)" = 0 ] && unshare --net --mount ip link add type veth \
	    2>/dev/null || {
		echo "needs root, for a network with the pages' addresses"
		exit 77
	}
	IN_A_NETWORK=yes exec unshare --net --mount bash "$0" "$@"
fi
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# The pages' instances and ports, without being in anybody's way.
mount -t tmpfs tmpfs /dev/shm && ip link set lo up &&
    ip link add eth0 type veth peer name other &&
    ip address add 192.168.1.7/24 dev eth0 && ip link set eth0 up &&
    ip link set other up || fail "no such network"
mkdir "$work/bin" "$work/home"
for program in "$BAREWIRED" "$BAREWIRE" "$BAREWIRECTL"; do
	ln -s "$(realpath "$program")" "$work/bin/${program##*/}"
done
PATH=$work/bin:$PATH
tree=$PWD
cd "$work/home" || exit
unset DISPLAY
# The line is run as it stands.
declare -A used=()

# lines FILE: those of its blocks of commands.
lines()
{
	awk '/^```/ { open = !open; code = open && $0 == "```"; next } code' \
	    "$tree/doc/$1"
}

# has FILE LINE: it is on that page.
has()
{
	lines "$1" | grep -Fxq -- "$2" || fail "doc/$1 has no line: $2"
	used[$2]=yes
}

# says FILE LINE REGEX [STATUS]: it is on that page, ends well (or with at most
# that), and says that.
says()
{
	has "$1" "$2"
	said=$(timeout $((60 * TEST_SLOWNESS)) bash -c "$2" 2>&1)
	assert_between $? 0 "${4:-0}" "exit status of $2: $said"
	assert_match "$said" "$3" "$2"
}

test_case "teachers: the lesson"
line='barewired --address 0.0.0.0 -i monday --capture monday.pcapng'
has teachers.md "$line"
spawn server bash -c "exec $line"
wait_until 20 server_said_ready || fail "the server did not get ready"
assert_match "$(<"$server_out")" \
    '^its address for other machines: 192\.168\.1\.7 \(eth0\)$'
says teachers.md 'echo hello | barewire echo 192.168.1.7' '^hello$'

test_case "students: by hand, with our client, with five lines of Python"
says students.md 'curl -d 3 http://192.168.1.7:12080/wait' \
    '^Server waited 3 seconds'
says students.md "echo 'alice: hello' | nc -N 192.168.1.7 12001" 'alice: hello'
says students.md "printf 'alice\\n6 * 9\\nq\\n' | nc 192.168.1.7 12002" 54
says students.md 'echo SEND_TIME | nc -u -w 1 192.168.1.7 12003' \
    '[0-9]{2}:[0-9]{2}:[0-9]{2}'
says students.md \
    'barewire wait -n alice -v --min 1 --max 2 -c 1 192.168.1.7' \
    'Server waited [12] seconds for client alice'
says students.md "echo '6 * 9' | barewire calc -n alice 192.168.1.7" '^54$'
says students.md 'barewire clock -c 1 192.168.1.7' '[0-9]'
says students.md 'echo hello | barewire echo --udp 192.168.1.7' \
    'all came back'
awk '/^```/ { code = $0 == "```python"; next } code' \
    "$tree/doc/students.md" >client.py
assert_eq "$(python3 client.py 2>&1)" "b'hello\\n'" "the client of five lines"
# What stands in sentences.
grep -Fq 'barewire order -n alice 192.168.1.7' "$tree/doc/students.md" || fail
spawn other barewire order -n bob 192.168.1.7
said=$(timeout $((20 * TEST_SLOWNESS)) barewire order -n alice 192.168.1.7 \
    </dev/null) || fail "order: $said"
assert_match "$said" ' received before '
wait_exit "$other_pid"
assert_match "$(printf 'hello\nBye\n' |
    timeout $((20 * TEST_SLOWNESS)) barewire chat -n alice 192.168.1.7)" hello

test_case "students: each lab is on the page, with its port"
while read -r lab port; do
	udp='' tcp=TCP
	[ "$lab" != clock ] || tcp=UDP
	[ "$lab" != echo ] || udp=', UDP'
	grep -q "^| $lab | $port $tcp$udp | " "$tree/doc/students.md" ||
	    fail "$lab, port $port $tcp$udp"
done < <(sed -n 's/^LAB([A-Z]*, *\([a-z]*\), *\([0-9]*\),.*/\1 \2/p' \
    "$tree/base/labs.def")

test_case "teachers: looking on"
exec {alice}<>/dev/tcp/192.168.1.7/12001
printf 'alice\n' >&$alice
expect_line "$server_out" ' alice joined the chat'
# 1: somebody was wrong, as people are.
says teachers.md 'barewirectl -i monday report' alice 1
has teachers.md 'barewirectl -i monday tail'
spawn tail barewirectl -i monday tail
shown()
{
	printf 'to everybody\n' >&$alice
	file_like "$tail_out" 'to everybody'
}
wait_until 20 shown || fail "tail shows nothing"
end_process "$tail_pid"
has teachers.md 'barewirectl -i monday watch'
assert_match "$(barewirectl --help)" '^  watch '
says teachers.md 'barewirectl -i monday kick alice' alice
expect_line "$server_out" ' alice disconnected: kicked'
exec {alice}>&-
says teachers.md 'barewirectl -i monday shutdown' 'has shut down$'
wait_exit "$server_pid"
says teachers.md 'barewirectl report --capture monday.pcapng' alice 1
assert_eq "$(stat -c %a monday.pcapng)" 600 "who may read the capture"
grep -Fq '`barewirectl export monday.pcapng --text --only alice`' \
    "$tree/doc/teachers.md" || fail "export is not there"
assert_match "$(barewirectl export monday.pcapng --text --only alice)" alice

test_case "teachers: the ports to open are the labs'"
opened()
{
	lines teachers.md | sed -n "s/.*$1/\\1/p" | tr -d ' ' | tr , '\n' |
	    while IFS=:- read -r from to; do seq "$from" "${to:-$from}"; done |
	    sort
}
tcp=$(sed -n 's/^LAB(\([A-Z]*\), *[a-z]*, *\([0-9]*\),.*/\1 \2/p' \
    "$tree/base/labs.def" | sed '/^CLOCK /d; s/.* //' | sort)
udp=$(sed -n 's/^LAB(\(CLOCK\|ECHO\), *[a-z]*, *\([0-9]*\),.*/\2/p' \
    "$tree/base/labs.def" | sort)
assert_eq "$(opened 'ufw allow \(.*\)\/tcp')" "$tcp" "ufw, TCP"
assert_eq "$(opened 'ufw allow \(.*\)\/udp')" "$udp" "ufw, UDP"
assert_eq "$(opened 'tcp dport { \(.*\) } accept')" "$tcp" "nft, TCP"
assert_eq "$(opened 'udp dport { \(.*\) } accept')" "$udp" "nft, UDP"
while read -r line; do
	used[$line]=yes
	[[ $line == *nft* ]] && command -v nft >/dev/null || continue
	nft add table inet filter 2>/dev/null && nft add chain inet filter \
	    input '{ type filter hook input priority 0; }' 2>/dev/null || {
		echo "not here: a kernel with nftables"
		continue
	}
	bash -c "${line#sudo }" || fail "$line"
done < <(lines teachers.md | grep -E 'ufw|nft')

test_case "students: at home, and a server of one's own"
for line in barewired xbarewired 'barewirectl tail --check' \
    'barewirectl report'; do
	has students.md "$line"
done
spawn server barewired
wait_until 20 server_said_ready || fail "the server did not get ready"
spawn tail barewirectl tail --check
checked()
{
	printf 'alice\n6 * 9\nq\n' | nc 127.0.0.1 12002 >/dev/null
	file_like "$tail_out" 'ok'
}
wait_until 20 checked || fail "tail --check shows nothing"
end_process "$tail_pid"
says students.md 'barewirectl report' calc 1
line='barewire check calc 127.0.0.1:12002'
has students.md "$line"
said=$(timeout $((100 * TEST_SLOWNESS)) bash -c "$line" 2>&1) ||
    fail "$line: $said"
barewirectl shutdown >/dev/null || fail "it does not end"
wait_exit "$server_pid"
has students.md "barewire check calc --run 'python3 calc_server.py {port}'"
assert_match "$(barewire check --help)" "--run 'COMMAND \\{port\\}'"

test_case "windows: no display is said as the page says it"
if [ -x "$tree/bin/xbarewired" ]; then
	has teachers.md 'xbarewired -i monday'
	said=$("$tree/bin/xbarewired" -i monday 2>&1) && fail "on what display?"
	assert_eq "$said" 'xbarewired: no window can be opened on display ""'
	grep -Fq '| `no window can be opened on display ""`' \
	    "$tree/doc/course-vm.md" || fail "the page says something else"
else
	used['xbarewired -i monday']=yes
	echo "not here: the windows"
fi

test_case "units and programs that only a whole system runs"
for line in 'systemctl --user start barewired@monday' \
    'sudo loginctl enable-linger "$USER"' \
    'sudo systemctl enable --now barewired.socket' \
    'sudo barewirectl --of barewired status'; do
	has teachers.md "$line"
done
[ -f "$tree/delivery/systemd/user/barewired@.service" ] || fail
[ -f "$tree/delivery/systemd/barewired.socket" ] || fail
grep -q '^User=barewired$' "$tree/delivery/systemd/barewired.service" || fail
grep -Fqx 'EnvironmentFile=-%E/barewire/%i' \
    "$tree/delivery/systemd/user/barewired@.service" || fail "a user's options"

test_case "the virtual machine: what lab.py is told it understands"
while read -r line; do
	[[ $line == 'sudo mininet/lab.py'* ]] || continue
	used[$line]=yes
	# Whoever is not root is told so behind wrong words only.
	said=$(cd "$tree" && bash -c "set -- ${line#sudo mininet/lab.py}
	    exec /usr/bin/python3 -c '
import os, sys
sys.path.insert(0, \"mininet\")
os.geteuid = lambda: 1
import lab
sys.exit(lab.main())' \"\$@\"" 2>&1)
	assert_eq "$?$said" "1lab.py: only root can make networks: sudo" "$line"
done < <(lines course-vm.md)
for line in 'ssh -X user@vm' xbarewired; do has course-vm.md "$line"; done
# In Mininet's shell, each behind its host's name.
line='h1 barewired -a 10.0.0.1 -i mn &'
has course-vm.md "$line"
ip address add 10.0.0.1/24 dev eth0
line=${line#h1 }
spawn server bash -c "exec ${line% &}"
wait_until 20 server_said_ready || fail "the server did not get ready"
for line in 'h2 barewire wait -n bob --min 1 --max 2 -c 1 10.0.0.1' \
    'h1 barewirectl -i mn shutdown'; do
	has course-vm.md "$line"
	said=$(bash -c "${line#h? }" 2>&1) || fail "$line: $said"
done
wait_exit "$server_pid"

test_case "no line is left that nobody tried"
for page in teachers students course-vm; do
	while read -r line; do
		[ -n "${used[$line]-}" ] || fail "doc/$page.md: $line"
	done < <(lines $page.md)
done

if command -v gropdf >/dev/null && command -v pdfinfo >/dev/null; then
	test_case "on paper: A4, one page each"
	make -s -C "$tree" handouts >"$work/said" 2>&1 || fail "$(<"$work/said")"
	for page in teachers students course-vm; do
		said=$(pdfinfo "$tree/obj/handouts/$page.pdf")
		assert_match "$said" '^Pages: +1$' "$page"
		assert_match "$said" '^Page size: .*\(A4\)'
	done
else
	echo "not here: gropdf and pdfinfo (packages groff, poppler-utils)"
fi
