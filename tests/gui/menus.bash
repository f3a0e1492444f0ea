# For the scripts that try every menu item, after tests/gui/lib.sh:
#
#	ad=gui/monitor/XBarewired.ad
#	entries()		a line "menu item" for each, in order; with
#				"menu sub" before it for one in a menu in it
#	menus_begin
#	by_mouse copy
#
# shellcheck shell=bash disable=SC2154

declare -A resources=() menus=() above=()
item_names=() sub_names=()

menus_begin()
{
	local line menu item sub

	while IFS= read -r line; do
		[[ $line =~ ^\*([A-Za-z0-9_.]+):\ *(.*)$ ]] || continue
		resources[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
	done <"$ad"
	while read -r menu sub item; do
		if [ -z "$item" ]; then
			item=$sub
		elif [ -z "${above[$sub]-}" ]; then
			above[$sub]=$menu menus[$sub]=$menu menu=$sub
			sub_names+=("$sub")
		else
			menu=$sub
		fi
		menus[$item]=$menu
		item_names+=("$item")
	done < <(entries)
	[ ${#item_names[@]} -gt 0 ] || fail "no menu has an item"
}

# resource NAME: its value in the app-defaults file
resource()
{
	echo "${resources[$1]-}"
}

by_mouse()
{
	local menu=${menus[$1]}

	[ -z "${above[$menu]-}" ] || click "${above[$menu]}"
	click "$menu"
	click "$1"
}

by_mnemonic()
{
	local menu=${menus[$1]} sub='' item=${resources[$1.mnemonic]}

	if [ -n "${above[$menu]-}" ]; then
		sub=$menu menu=${above[$menu]}
	fi
	menu=${resources[menuBar.$menu.mnemonic]}
	keys "alt+${menu,,}"
	if [ -n "$sub" ]; then
		widget_shown "$sub"
		sub=${resources[$sub.mnemonic]}
		keys "${sub,,}"
	fi
	widget_shown "$1"
	keys "${item,,}"
}

# "Ctrl Shift<Key>d" -> ctrl+shift+d
by_accelerator()
{
	local text=${resources[$1.accelerator]} modifiers key

	modifiers=${text%%<Key>*} key=${text##*<Key>}
	[ ${#key} -gt 1 ] || key=${key,,}
	text="${modifiers,,} $key" text=${text# }
	keys "${text// /+}"
}
