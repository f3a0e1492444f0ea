# timeout: 1800
# takes: 120
# The Debian packages: lintian's word, and a minimal system in which they are
# installed, used and purged.
. "${TEST_ROOT:-.}/tests/delivery/lib.sh"

the_packages

test_case "lintian has no error and no warning"
needs lintian lintian
said=$(lintian --allow-root --fail-on error,warning \
    "$packages"/*.changes 2>&1) || fail "lintian: $said"

test_case "the package of the server needs nothing of X"
of_server=$(echo "$packages"/barewire_*.deb)
of_windows=$(echo "$packages"/barewire-x11_*.deb)
assert_match "$(dpkg-deb -f "$of_server" Version)" "^$version-1\$"
! dpkg-deb -f "$of_server" Depends | grep -E 'libx|libfont' ||
    fail "it depends on that"
in_server=$(dpkg-deb -c "$of_server")
in_windows=$(dpkg-deb -c "$of_windows")
for file in ./usr/bin/barewire ./usr/bin/barewired ./usr/bin/barewirectl \
    ./usr/share/man/man8/barewired.8.gz ./usr/share/barewire/barewire.lua; do
	assert_match "$in_server" " $file\$" "files of barewire"
done
for file in ./usr/bin/xbarewire ./usr/bin/xbarewired \
    ./etc/X11/app-defaults/XBarewired \
    ./usr/share/applications/xbarewire.desktop; do
	assert_match "$in_windows" " $file\$" "files of barewire-x11"
	! like "$in_server" " $file\$" || fail "$file is in both"
done

test_case "a server that runs is stopped before it goes, and started again"
dpkg-deb -e "$of_server" "$work/scripts"
for script in prerm:stop postinst:restart; do
	assert_match "$(cat "$work/scripts/${script%:*}")" \
	    "${script#*:}.*barewired.service.*barewired.socket|_dh_action=${script#*:}" \
	    "${script%:*}"
done
# Only what somebody enabled: deb-systemd-invoke asks.
assert_no_match "$(cat "$work"/scripts/p*)" 'systemctl.* (start|enable)'

test_case "its build needs what tools/packages says"
assert_eq "$(sed -n '/^Build-Depends:/,/^[A-Z]/s/^ \([a-z0-9-]*\),$/\1/p' \
    delivery/debian/control | LC_ALL=C sort | xargs)" \
    "$(awk -F '\t' '$2 == "build" && $1 != "libc6-dev" { print $1 }' \
    tools/packages | LC_ALL=C sort | xargs)"

# From here on as root in a system of its own.
[ "$(id -u)" -eq 0 ] || skip "only root can make a minimal system"
needs debootstrap debootstrap
unshare -m true 2>/dev/null || skip "no mount namespaces here"
release=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' \
    'Created-By: Packages' 2>/dev/null |
    sed -n "s/^$release //p" | head -n 1)
[ -n "$release" ] && [ -n "$mirror" ] ||
    skip "apt knows no mirror of this release"

system=$work/system
# there COMMAND...: in that system, with what a program may expect of one.
there()
{
	unshare --mount --pid --fork --kill-child sh -c '
		set -e
		system=$1
		shift
		mount -t proc proc "$system/proc"
		mkdir -p "$system/dev/shm"
		mount -t tmpfs tmpfs "$system/dev/shm"
		exec chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		    HOME=/tmp LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
	' sh "$system" "$@"
}

# What is there, but for what apt and dpkg keep of what they did.
present()
{
	(cd "$system" && find . -xdev \( -path ./var/cache -o -path ./var/log \
	    -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./tmp \
	    -o -path ./proc -o -path ./dev \) -prune -o -printf '%y %m %p\n' |
	    grep -vE '\.(cache|old)$|/[a-z]+-$' | LC_ALL=C sort)
}

test_case "a minimal system"
quiet debootstrap --variant=minbase "$release" "$system" "$mirror" ||
    skip "debootstrap: $(tail -n 1 "$work/said")"
before=$(present)
cp "$packages"/barewire*.deb delivery/debian/tests/smoke "$system/tmp/"
rm -f "$system"/tmp/*dbgsym*

test_case "the server's package is installed there, and serves"
quiet there apt-get install -q -y --no-install-recommends \
    "/tmp/${of_server##*/}" || fail "it is not installed"
assert_eq "$(there dpkg-query -W -f '${Package}\n' | grep -cE \
    '^lib(x11|xt)|^fontconfig')" 0 "packages of X"
said=$(there setpriv --reuid=65534 --regid=65534 --clear-groups \
    sh /tmp/smoke 2>&1) || fail "as nobody: $said"
assert_match "$said" 'served, shown and shut down'
assert_match "$said" 'waited 0 seconds'
said=$(there sh /tmp/smoke 2>&1) || fail "as root: $said"

test_case "the windows' package is installed there"
quiet there apt-get install -q -y --no-install-recommends \
    "/tmp/${of_windows##*/}" || fail "it is not installed"
for window in xbarewired xbarewire; do
	assert_match "$(there $window --version)" "^$window $version"
	assert_match "$(there $window 2>&1)" 'no window can be opened'
done

test_case "purged, nothing of them stays"
quiet there apt-get purge -q -y --auto-remove barewire barewire-x11 ||
    fail "they are not purged"
left=$(diff <(echo "$before") <(present) | grep '^[<>]')
echo "$left"
! grep -i barewire <<<"$left" || fail "that is left"
