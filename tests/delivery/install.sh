# timeout: 900
# takes: 60
# make install and make uninstall: what is put where, that it works from there,
# and that nothing of it stays.
. "${TEST_ROOT:-.}/tests/delivery/lib.sh"

root="$work/a root"
prefix='/opt/bare wire'

# everything BELOW: files, directories and links, with their rights.
everything()
{
	(cd "$1" && find . -printf '%y %m %p\n' | LC_ALL=C sort)
}

placed()
{
	quiet make -s "$1" DESTDIR="$root" PREFIX="$prefix" || fail "make $1"
}

quiet make -s $TEST_MAKE_JOBS all || fail "make all"
mkdir -p "$root/opt/bare wire/share/man" "$root/opt/bare wire/etc"
echo mine >"$root/opt/bare wire/share/man/mine"
before=$(everything "$root")

test_case "make install puts everything where it is looked for"
umask 077
placed install
there=$root$prefix
for program in barewired barewire barewirectl xbarewired xbarewire; do
	[ -x "$there/bin/$program" ] || fail "$program is not installed"
	find "$there/share/man" -name "$program.[18]" | grep -q . ||
	    fail "$program has no manual page"
done
[ -z "$(find "$there" -perm /022 ! -type l)" ] ||
    fail "others may write: $(find "$there" -perm /022)"
[ -z "$(find "$there" ! -perm -044)" ] ||
    fail "others may not read: $(find "$there" ! -perm -044)"
for name in app-defaults/XBarewired applications/xbarewired.desktop \
    icons/hicolor/scalable/apps/xbarewire.svg barewire/barewire.lua \
    doc/barewire/NEWS doc/barewire/doc/teachers.md; do
	find "$there/share" -path "*/$name" | grep -q . ||
	    fail "$name is not installed"
done
assert_eq "$(grep -rlE '@[A-Z]+@' "$there/share/metainfo" "$there/lib" \
    2>/dev/null)" '' "what is not filled in"

test_case "what README.md and the pages of doc/ link to is there"
count=0
documents=$there/share/doc/barewire
while IFS=: read -r document link; do
	link=${link#*(}
	link=${link%)}
	[ -e "$(dirname "$document")/$link" ] || fail "$document: $link"
	count=$((count + 1))
done < <(grep -HoE '\]\([A-Za-z][^):#]*\)' "$documents/README.md" \
    "$documents"/doc/*.md)
[ $count -gt 5 ] || fail "only $count links"

test_case "the icons are of the sizes that their directories say"
for size in 16 22 24 32 48 64 128 256; do
	for program in xbarewired xbarewire; do
		icon=$there/share/icons/hicolor/${size}x$size/apps/$program.png
		assert_eq "$(identify -format '%wx%h' "$icon")" "${size}x$size"
	done
done

# What the windows give the window manager is drawn by gui/toolkit/icon.c.
test_case "the icons have the windows' colours"
for drawn in gui/monitor/xbarewired:XBarewired gui/client/xbarewire:XBarewire; do
	resources=$(dirname "$drawn")/${drawn#*:}.ad
	for colour in $(grep -o 'fill="#[0-9a-f]*"' "${drawn%:*}.svg" |
	    cut -d '"' -f 2); do
		grep -q "light\..*: $colour\$" "$resources" ||
		    fail "$colour of ${drawn%:*}.svg is none of $resources"
	done
done

test_case "desktop entries and AppStream's components are valid"
needs desktop-file-validate desktop-file-utils
needs appstreamcli appstream
for entry in "$there"/share/applications/*.desktop; do
	said=$(desktop-file-validate "$entry" 2>&1) || fail "$entry: $said"
	assert_eq "$said" '' "desktop-file-validate"
	program=$(sed -n 's/^Exec=//p' "$entry")
	[ -x "$there/bin/$program" ] || fail "$entry starts $program"
	icon=$(sed -n 's/^Icon=//p' "$entry")
	[ -f "$there/share/icons/hicolor/scalable/apps/$icon.svg" ] ||
	    fail "$entry has no icon $icon"
done
for component in "$there"/share/metainfo/*.xml; do
	said=$(appstreamcli validate --no-net --no-color "$component" 2>&1) ||
	    fail "$component: $said"
	grep -q "version=\"$version\"" "$component" || fail "no version"
	entry=$(sed -n 's/.*"desktop-id">\([^<]*\)<.*/\1/p' "$component")
	[ -f "$there/share/applications/$entry" ] || fail "no $entry"
done

test_case "the programs run from there, and speak of nothing else"
BAREWIRED=$there/bin/barewired
BAREWIRECTL=$there/bin/barewirectl
start_server
http POST /wait 0
assert_eq "$http_status" 200
"$BAREWIRECTL" -i "$instance" shutdown || fail "barewirectl shutdown"
wait_exit "$server_pid" 5
assert_eq "$exit_status" 0 "the server's exit status"
server_pid=''

# The window's title says which of the files was read.
test_case "the windows find the resources that are installed with them"
if command -v Xvfb >/dev/null; then
	spawn display Xvfb -displayfd 1 -screen 0 800x600x24 -nolisten tcp
	expect_line "$display_out" '^[0-9]+$'
	DISPLAY=:$(<"$display_out")
	export DISPLAY
	chmod u+w "$there/share/X11/app-defaults/XBarewired"
	sed -i 's/^\(XBarewired\.version:\).*/\1 77/' \
	    "$there/share/X11/app-defaults/XBarewired"
	said=$(env -u XFILESEARCHPATH "$there/bin/xbarewired" \
	    -i "$instance" 2>&1)
	assert_match "$said" 'is of version 77'
	said=$(env XFILESEARCHPATH=/nowhere/%N timeout 3 \
	    "$there/bin/xbarewired" -i "$instance" 2>&1)
	assert_eq "$said" '' "who names another place is obeyed"
	end_process "$display_pid"
fi

test_case "make uninstall leaves what was there before"
placed uninstall
assert_eq "$(everything "$root")" "$before" "what is left"

test_case "what somebody put beside it stays, and so does its directory"
placed install
placed install
echo mine >"$there/share/applications/mine.desktop"
placed uninstall
assert_eq "$(cat "$there/share/applications/mine.desktop")" mine
rm -r "$there/share/applications"
assert_eq "$(everything "$root")" "$before" "what is left"

test_case "systemd's units start what is installed, wherever that is"
needs systemd-analyze systemd
prefix="$work/100% bare wire"
root=''
placed install
for unit in system/barewired.service system/barewired.socket \
    user/barewired@.service; do
	user=()
	[[ $unit != user/* ]] || user=(--user)
	said=$(XDG_RUNTIME_DIR=$work systemd-analyze verify --man=no \
	    "${user[@]}" "$prefix/lib/systemd/$unit" 2>&1) ||
	    fail "systemd-analyze verify $unit: $said"
	assert_eq "$said" '' "systemd-analyze verify"
done
rm "$prefix/bin/barewired"
systemd-analyze verify --man=no "$prefix/lib/systemd/system/barewired.service" \
    >/dev/null 2>&1 && fail "a unit without its program is good"
placed uninstall
[ ! -e "$prefix" ] || fail "that is left: $(everything "$prefix")"
