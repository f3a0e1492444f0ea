# timeout: 1800
# takes: 120
# The packages are the same to the byte when they are built again elsewhere, in
# another time zone and language, with another umask and number of jobs, from
# files of another date.
. "${TEST_ROOT:-.}/tests/delivery/lib.sh"

the_packages

test_case "make deb, elsewhere and otherwise"
other=$work/some/where/else
mkdir -p "$other"
mv "$work/sources" "$other/sources"
(
	cd "$other/sources" || exit
	umask 027
	find . -exec touch -d '2031-02-03 04:05:06' {} +
	TZ=Pacific/Kiritimati LC_ALL=C LANG=de_DE.UTF-8 USER=nobody \
	    HOME=/nonexistent DEB_JOBS=1 quiet tools/deb "$other/deb"
) || fail "make deb"

# differs NAME: says in what.
differs()
{
	local kind

	if [[ $1 == *.deb ]]; then
		for kind in here there; do
			dpkg-deb -R "$packages/$1" "$work/$kind"
			TZ=UTC dpkg-deb -c "$packages/$1" >"$work/$kind/list"
			packages=$other/deb
		done
		diff -r "$work/here" "$work/there" | head -n 40
	fi
	fail "$1 differs"
}

test_case "byte for byte the same"
count=0
for file in "$packages"/*; do
	name=${file##*/}
	# What the machine and the time were is said in these.
	case $name in
	*.log | *.buildinfo | *.changes) continue ;;
	esac
	count=$((count + 1))
	cmp -s "$file" "$other/deb/$name" || differs "$name"
done
[ $count -ge 5 ] || fail "only $count files"
assert_eq "$(find "$packages" -name '*.deb' | wc -l)" 4 "packages"
