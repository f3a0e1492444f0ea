# Tab in the client window: it follows what is seen, from left to right and
# from top to bottom, and comes to every control.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# walk KEY WIDGET...: each is the next; the first has the focus already
walk()
{
	local key=$1

	shift
	state_is "widget=$1"
	shift
	while [ $# -gt 0 ]; do
		keys "$key"
		state_is "widget=$1"
		shift
	done
}

start_server
wait_fields=(name host port connect min max count run)
for geometry in 1120x720 660x560; do
	test_case "the wait page, $geometry"
	start_client -geometry $geometry -n alice "$wait_address"
	walk Tab "${wait_fields[@]}" transcript handle messages tab_wait name
	walk shift+Tab name tab_wait messages handle transcript run
	end_client
done

test_case "lines: the line to type into comes before Send"
start_client --connect echo "$echo_address"
state_is live=1
walk Tab input send handle messages tab_echo host port connect bare udp \
    transcript input
end_client

test_case "what Tab comes to works by the space bar"
start_client echo "$echo_address"
walk Tab input handle messages tab_echo host port connect
keys space
state_is live=1
end_client

test_case "chat: the members are between what was said and the messages"
start_client -n alice --connect chat "$chat_address"
state_is members=1
walk Tab input send handle members messages tab_chat name host port connect \
    bare bareName transcript input
end_client

test_case "raw requests: the buttons, then the editor"
start_client raw "$wait_address"
walk Tab request handle messages tab_raw host port connect fixLength rawSend \
    request

test_case "among the tabs the arrows go on, and Tab comes to the one shown"
walk Tab request handle messages tab_raw
keys Right
state_is page=wait widget=tab_wait
keys Left Left
state_is page=echo widget=tab_echo
walk Tab tab_echo host
walk shift+Tab host tab_echo
end_client
