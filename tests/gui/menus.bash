# For the scripts that try every menu item, after tests/gui/lib.sh:
#
#	ad=gui/monitor/XBarewired.ad
#	entries()		a line "menu item" for each, in order
#	menus_begin
#	by_mouse copy
#
# shellcheck shell=bash disable=SC2154

declare -A resources=() menus=()
item_names=()

menus_begin()
{
	local line menu item

	while IFS= read -r line; do
		[[ $line =~ ^\*([A-Za-z0-9_.]+):\ *(.*)$ ]] || continue
		resources[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
	done <"$ad"
	while read -r menu item; do
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
	click "${menus[$1]}"
	click "$1"
}

by_mnemonic()
{
	local menu=${resources[menuBar.${menus[$1]}.mnemonic]}
	local item=${resources[$1.mnemonic]}

	keys "alt+${menu,,}"
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
