#!/bin/bash
# A capture afterwards: a report of it is the live one, word for word.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

capture=$work/class.pcapng

# say LAB LINE...: over a connection of its own, an answer awaited for each line
# but the first.
say()
{
	local address=$1_address

	python3 - "${!address}" "${@:2}" <<'END'
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
line = socket.create_connection((host, int(port)), 10)
line.settimeout(10)
line.sendall(sys.argv[2].encode().decode("unicode_escape").encode("latin-1"))
for text in sys.argv[3:]:
    line.sendall(text.encode().decode("unicode_escape").encode("latin-1"))
    line.recv(4096)
line.close()
END
}

# shellcheck disable=SC2317 # wait_until calls it
holds()
{
	strings -n 3 "$capture" | grep -Fq -- "$1"
}

# shellcheck disable=SC2317 # wait_until calls it
same_report()
{
	ctl report "$@" >"$work/live" 2>"$work/live.err"
	echo $? >>"$work/live"
	"$BAREWIRECTL" report --capture "$capture" "$@" >"$work/late" \
	    2>"$work/late.err"
	echo $? >>"$work/late"
	cmp -s "$work/live" "$work/late"
}

# Whom the server hangs up on it looks for 10 s later, which no capture can do:
# here all hang up by themselves.
start_server --capture "$capture"
say calc 'alice\n' '12 + 42\n' '4.5 / 6\n'
say calc 'bob\n' '12 + 42\n' 'hello\n'
say calc 'carl\0\0\0\0' '1 + 1\0\0\0'
say echo 'x\n' 'y\n'
http POST /clients dora
http POST /wait 7x
http GET /clients
# shellcheck disable=SC2154 # start_server sets them
printf SEND_DATE | timeout 1 nc -u "$clock_host" "$clock_port" >/dev/null

test_case "a report of a capture is the live one, in all six formats"
for format in text json tap junit gradescope csv; do
	wait_until 10 same_report --format $format ||
	    fail "$format differs: $(diff "$work/live" "$work/late" | head)"
	[ "$(wc -c <"$work/live")" -gt 100 ] || fail "$format: nothing"
done
assert_match "$(<"$work/late")" '^"bob",calc,'
assert_eq "$(tail -n 1 "$work/late")" 1 "exit code"
for options in alice bob@calc 'carl --must lines.pad.nul' '--lab wait' \
    'nobody'; do
	# shellcheck disable=SC2086 # words
	wait_until 10 same_report $options ||
	    fail "$options differs: $(diff "$work/live" "$work/late")"
done
assert_match "$(<"$work/late.err")" 'nobody of the name "nobody" is in the cap'
printf 'bob calc\nalice calc\nzoe calc\n' >"$work/names"
wait_until 10 same_report --class "$work/names" || fail "the class differs"
assert_match "$(<"$work/late")" '^zoe@calc: missing'
# shellcheck disable=SC2119 # without a signal
stop_server
same_report --format csv
tail -n +2 "$work/late" >"$work/after"
assert_match "$(<"$work/after")" '^"bob",calc,' "a report after the server"

test_case "a capture that is cut anywhere is read to where it is whole"
size=$(stat -c %s "$capture")
for cut in $((size - 1)) $((size / 2 | 1)) $((size / 3 | 1)) 201 90; do
	head -c $cut "$capture" >"$work/cut.pcapng"
	"$BAREWIRECTL" report --capture "$work/cut.pcapng" >"$work/late" \
	    2>"$work/late.err"
	[ $? -le 1 ] || fail "$cut bytes of it: $(<"$work/late.err")"
	assert_match "$cut: $(<"$work/late.err")" \
	    'cut.pcapng: its last block is not whole'
done
assert_eq "$(stat -c %s "$work/late")" 0 "what 90 bytes hold"

test_case "a damaged one is read to where it is, and that is said"
{ head -c "$(($(od -An -tu4 -j4 -N4 "$capture")))" "$capture"
    head -c 3000 /dev/zero; } >"$work/bad.pcapng"
"$BAREWIRECTL" report --capture "$work/bad.pcapng" >/dev/null 2>"$work/late.err"
assert_eq $? 0
assert_match "$(<"$work/late.err")" 'it is damaged behind [0-9]+ bytes'

# refused FILE WORDS
refused()
{
	"$BAREWIRECTL" report --capture "$1" >"$work/late" 2>"$work/late.err"
	assert_eq $? 2 "exit code for $1"
	assert_eq "$(<"$work/late")" ''
	assert_match "$(<"$work/late.err")" "$2"
}

test_case "what is no capture of ours is told apart"
refused "$work/nothing-there" 'No such file or directory'
refused "$work" 'not a file'
refused /dev/null 'not a file'
: >"$work/empty"
refused "$work/empty" 'empty: it is empty'
refused "$work/names" 'this is not a capture \(pcapng\)'
printf '\xd4\xc3\xb2\xa1\2\0\4\0\0\0\0\0\0\0\0\0\0\0\4\0\1\0\0\0' >"$work/old"
refused "$work/old" 'a pcap file of another program'
python3 - "$work/foreign" <<'END'
import struct, sys
name = b"Dumpcap (Wireshark) 4.0\0"
def block(kind, body):
    size = 12 + len(body)
    return struct.pack("<II", kind, size) + body + struct.pack("<I", size)
with open(sys.argv[1], "wb") as f:
    f.write(block(0x0a0d0d0a, struct.pack("<IHHq", 0x1a2b3c4d, 1, 0, -1) +
        struct.pack("<HH", 4, len(name) - 1) + name + b"\0" * 4))
    f.write(block(1, struct.pack("<HHI", 1, 0, 0)))
    f.write(block(6, struct.pack("<IIIII", 0, 0, 0, 4, 4) + b"abcd"))
    f.write(block(0xbad, struct.pack("<I", 32473) + b"somebody else's data"))
    f.write(block(99, bytes(100000)))
END
refused "$work/foreign" \
    'a capture of Dumpcap \(Wireshark\) 4.0; it has no records of barewired'

test_case "captures one behind the other are one"
cat "$capture" "$capture" >"$work/two.pcapng"
"$BAREWIRECTL" report --capture "$work/two.pcapng" bob >"$work/late"
assert_match "$(<"$work/late")" ', 2 connections from '

# What follows is a class of another kind: with what is said to one alone.
capture=$work/chat.pcapng
start_server --capture "$capture"
http POST /clients dora -A 'dora "the" \ client'
http POST /clients emil
http GET '/clients?a=1&b'
# shellcheck disable=SC2119 # it has five seconds
printf 'GET /bad<"\377 HTTP/1.1\nHost: x y\n\n' | http_raw >/dev/null
# shellcheck disable=SC2154 # start_server sets it
python3 - "$chat_address" <<'END' || fail "the chat"
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)

class Member:
    def __init__(self, name):
        self.line = socket.create_connection((host, int(port)), 10)
        self.got = b""
        self.say(name)
    def say(self, text):
        self.line.sendall(text.encode() + b"\n")
    def until(self, text):
        self.line.settimeout(10)
        while text.encode() not in self.got:
            more = self.line.recv(4096)
            assert more, text
            self.got += more

ann = Member("ann")
ann.say("/list")
ann.until("1 member")
ben = Member("ben")
ann.until("ben joined")
ann.say("hello all, öffentlich")
ben.until("ann: hello all")
ann.say("/msg ben geheim-xyzzy")
ben.until("geheim-xyzzy")
ann.until("to ben")
ben.say("@ann auch-xyzzy")
ann.until("auch-xyzzy")
ben.say("ben: /msg ann wieder-xyzzy")
ann.until("wieder-xyzzy")
ann.say("/msg niemand fort-xyzzy")
ann.until("nobody is called niemand")
ann.say("/mgs ben vertippt-xyzzy")
ann.until("no command /mgs")
ben.line.close()
ann.until("ben left")
ann.line.close()
END
# shellcheck disable=SC2119 # without a signal
stop_server

# export [OPTION...]: in $work/exported.
export_as()
{
	"$BAREWIRECTL" export "$capture" "$@" >"$work/exported" \
	    2>"$work/export.err" || fail "export $*: $(<"$work/export.err")"
}

test_case "what is exported as text is everything, and readable"
export_as --text
assert_match "$(<"$work/exported")" "^RECORDED on $(date +%Y-)"
assert_match "$(<"$work/exported")" ' dora registered \(was guest-[0-9]+\)$'
assert_match "$(<"$work/exported")" ' from ann, 22 bytes \(chat\)$'
assert_match "$(<"$work/exported")" '^    /msg ben geheim-xyzzy\\n$'
assert_match "$(<"$work/exported")" ' ann has closed its sending side$'
assert_no_match "$(<"$work/exported")" '1970|\?$'

test_case "JSON lines have a line for each record"
export_as --json
jq -e . "$work/exported" >/dev/null || fail "no JSON"
records=$(wc -l <"$work/exported")
assert_eq "$(jq -r 'select(.event == "message" and .lab == "wait") |
    .direction' "$work/exported" | sort | uniq -c | tr -s ' \n' ' ')" \
    " 4 received 4 sent "
assert_eq "$(jq -r '.number' "$work/exported" | sort -n | uniq | wc -l)" \
    "$records" "numbers"

test_case "requests and answers are HAR 1.2"
export_as --har
python3 - "$work/exported" <<'END' || fail "it is not HAR"
import datetime, json, re, sys
log = json.load(open(sys.argv[1]))["log"]

# The format's members: what must be there, what may be, and of which type.
# A name that begins with _ is anybody's.
PAIR = {"name!": str, "value!": str, "comment": str}
POST = {"mimeType!": str, "text": str, "params": list, "comment": str}
CONTENT = {"size!": int, "compression": int, "mimeType!": str, "text": str,
    "encoding": str, "comment": str}
SIDE = {"httpVersion!": str, "cookies!": list, "headers!": [PAIR],
    "headersSize!": int, "bodySize!": int, "comment": str}
REQUEST = dict(SIDE, **{"method!": str, "url!": str, "queryString!": [PAIR],
    "postData": POST})
RESPONSE = dict(SIDE, **{"status!": int, "statusText!": str,
    "content!": CONTENT, "redirectURL!": str})
TIMINGS = {"send!": float, "wait!": float, "receive!": float,
    "blocked": float, "dns": float, "connect": float, "ssl": float}
ENTRY = {"startedDateTime!": str, "time!": float, "request!": REQUEST,
    "response!": RESPONSE, "cache!": {}, "timings!": TIMINGS,
    "serverIPAddress": str, "connection": str, "pageref": str,
    "comment": str}
LOG = {"version!": str, "creator!": {"name!": str, "version!": str},
    "browser": dict, "pages": list, "entries!": [ENTRY], "comment": str}

def check(value, schema, where):
    if isinstance(schema, list):
        assert isinstance(value, list), where
        for i, one in enumerate(value):
            check(one, schema[0], "%s[%d]" % (where, i))
    elif isinstance(schema, dict):
        assert isinstance(value, dict), where
        for name in schema:
            if name.endswith("!"):
                assert name[:-1] in value, where + "." + name
        for name, one in value.items():
            if not name.startswith("_"):
                kind = schema.get(name + "!", schema.get(name))
                assert kind is not None, where + "." + name
                check(one, kind, where + "." + name)
    elif schema is float:
        assert isinstance(value, (int, float)) and value >= -1, where
    else:
        assert isinstance(value, schema), where

check(log, LOG, "log")
assert log["version"] == "1.2"
entries = log["entries"]
assert [e["response"]["status"] for e in entries] == [201, 201, 200, 400] or \
    [e["response"]["status"] for e in entries] == [201, 201, 404, 400], entries
for entry in entries:
    datetime.datetime.fromisoformat(
        entry["startedDateTime"].replace("Z", "+00:00"))
    times = entry["timings"]
    assert abs(entry["time"] - sum(t for t in times.values() if t > 0)) < 1e-6
    assert re.fullmatch(r"http://[\w.:-]+/[!#-;=?-\[\]_a-z~]*",
        entry["request"]["url"], re.A), entry["request"]["url"]
first = entries[0]["request"]
assert first["method"] == "POST" and first["postData"]["text"] == "dora"
assert first["bodySize"] == 4
assert {"name": "User-Agent", "value": 'dora "the" \\ client'} in first["headers"]
assert entries[2]["request"]["queryString"] == [
    {"name": "a", "value": "1"}, {"name": "b", "value": ""}]
assert entries[0]["response"]["redirectURL"].endswith("/clients/dora")
assert entries[3]["request"]["_malformed"]
assert entries[3]["request"]["url"].endswith("/bad%3C%22%FF")
assert entries[3]["request"]["_target"].startswith('/bad<"')
assert " " not in entries[3]["request"]["url"]
END

test_case "requests are a combined log, which goaccess reads"
export_as --log
assert_eq "$(wc -l <"$work/exported")" 4 "answers"
line=$(head -n 1 "$work/exported")
assert_match "$line" '^127\.0\.0\.1 - dora \[[0-9]{2}/[A-Z][a-z]{2}/20[0-9]{2}:[0-9:]{8} \+0000\] "POST /clients HTTP/1\.1" 201 [0-9]+ "-" "dora \\"the\\" \\\\ client"$'
if command -v goaccess >/dev/null; then
	goaccess "$work/exported" --log-format=COMBINED --no-global-config \
	    -o "$work/goaccess.json" >/dev/null 2>&1
	assert_eq "$(jq '.general | .valid_requests, .failed_requests' \
	    "$work/goaccess.json" | tr '\n' ' ')" '4 0 ' "goaccess's count"
else
	echo "   (goaccess is not installed)"
fi

test_case "a ladder shows who said what, when, and pauses"
export_as --ladder
assert_match "$(<"$work/exported")" 'barewired +dora@wait +emil@wait'
assert_match "$(<"$work/exported")" '\|<-+ POST /clients: dora -+\|'
assert_match "$(<"$work/exported")" '\|-+ 201 Created: .*->\|'
assert_match "$(<"$work/exported")" '! GET /bad'
export_as --svg
python3 - "$work/exported" <<'END' || fail "it is no SVG"
import sys, xml.etree.ElementTree as x
svg = "{http://www.w3.org/2000/svg}"
root = x.parse(sys.argv[1]).getroot()
assert root.tag == svg + "svg"
titles = [t.text for t in root.iter(svg + "title")]
assert "ann@chat" in titles and "POST /clients: dora" in titles, titles
assert not [e for e in root.iter() if e.tag.endswith("script")]
texts = list(root.iter(svg + "text"))
assert "from 20" in texts[0].text, "the heading says when"
# Letters of 12 pixels are 7.3 wide.
for text in texts:
    if text.get("class", "").startswith("mark"):
        shown = "".join(text.itertext())[len(text[0].text):]
        assert float(text.get("x")) + 7.3 * len(shown) <= \
            float(root.get("width")), shown
END

test_case "private lines are nowhere, when that is asked for"
for form in --text --json --har --log --ladder --svg; do
	export_as $form --no-private
	assert_no_match "$(<"$work/exported")" xyzzy
done
export_as --text --no-private
assert_match "$(<"$work/exported")" '^    /msg ben \[12 bytes, private\]\\n$'
assert_match "$(<"$work/exported")" '^    ann: hello all, öffentlich\\n$'
assert_eq "$(grep -c 'xyzzy\|private\]' "$work/exported")" 14 "private lines"
"$BAREWIRECTL" replay "$capture" --speed 0 --check --no-private >"$work/replayed"
assert_no_match "$(<"$work/replayed")" xyzzy
assert_match "$(<"$work/replayed")" 'bytes, private\]'
export_as --pcapng "$work/public.pcapng" --no-private
assert_eq "$(stat -c %a "$work/public.pcapng")" 600
assert_no_match "$(strings -e S "$work/public.pcapng")" xyzzy
"$BAREWIRECTL" export "$work/public.pcapng" --pcapng "$work/public.pcapng" \
    2>"$work/export.err"
assert_eq $? 1
assert_match "$(<"$work/export.err")" 'public.pcapng: File exists'

test_case "what one client sent and got is all that is kept of --only"
export_as --only ben --pcapng "$work/ben.pcapng"
"$BAREWIRECTL" export "$work/ben.pcapng" --json >"$work/exported"
assert_eq "$(jq -r 'select(.event == "registered") | .client' \
    "$work/exported")" ben
assert_eq "$(jq -r '.connection' "$work/exported" | sort -u | wc -l)" 1
assert_match "$(<"$work/exported")" 'geheim-xyzzy'
assert_no_match "$(<"$work/exported")" 'fort-xyzzy|vertippt-xyzzy|dora|listening'
"$BAREWIRECTL" report --capture "$capture" ben >"$work/live"
"$BAREWIRECTL" report --capture "$work/ben.pcapng" ben >"$work/late"
cmp "$work/live" "$work/late" || fail "another report of what is handed in"
"$BAREWIRECTL" export "$capture" --only ann@wait --text >"$work/exported" \
    2>"$work/export.err"
assert_eq $? 2
assert_match "$(<"$work/export.err")" 'nobody of that name is in it'

test_case "a part of a capture is a capture, with verdicts as comments"
export_as --only dora --pcapng "$work/dora.pcapng"
assert_match "$(strings -n 8 "$work/dora.pcapng")" '^not ok: .*wait\.head\.'
if command -v tshark >/dev/null; then
	assert_eq "$(HOME=$work tshark -n -r "$work/dora.pcapng" \
	    -Y http.request -T fields -e http.request.method 2>/dev/null)" POST
	assert_match "$(HOME=$work tshark -n -r "$work/dora.pcapng" \
	    -T fields -e frame.comment 2>/dev/null)" 'not ok: .*wait\.head\.'
fi

test_case "replay is what tail was, marked, at the pace that is asked for"
"$BAREWIRECTL" replay "$capture" --speed 0 >"$work/replayed" 2>&1
assert_match "$(<"$work/replayed")" '^RECORDED in .*chat.pcapng, from 20'
assert_match "$(<"$work/replayed")" \
    '^RECORDED [0-9:.]+ from ann, 22 bytes \(chat\)$'
assert_eq "$(grep -c '^[^R ]' "$work/replayed")" 0 "lines without the mark"
"$BAREWIRECTL" replay "$capture" --speed 0 --json --filter lab:chat \
    >"$work/replayed"
assert_eq "$(jq -r .lab "$work/replayed" | sort -u)" chat
assert_eq "$(jq -r .recorded "$work/replayed" | sort -u)" true
took=$(now_ms)
"$BAREWIRECTL" replay "$capture" --speed 4 >/dev/null
took=$(($(now_ms) - took))
whole=$("$BAREWIRECTL" export "$capture" --json | jq -r 'select(.time and
    (.event == "message" or .event == "disconnected" or
    .event == "connected")) | .time[11:]' | python3 -c '
import sys
times = [sum(float(p) * f for p, f in zip(t.strip("Z\n").split(":"),
    (3600, 60, 1))) for t in sys.stdin]
print(int(1000 * (times[-1] - times[0])))')
[ "$took" -ge $((whole / 4)) ] || fail "$whole ms were replayed in $took"
"$BAREWIRECTL" replay "$capture" --speed x 2>"$work/export.err"
assert_eq $? 2
"$BAREWIRECTL" export "$capture" 2>"$work/export.err"
assert_eq $? 2
assert_match "$(<"$work/export.err")" 'export needs a form'
"$BAREWIRECTL" export "$capture" --har --svg 2>"$work/export.err"
assert_eq $? 2
"$BAREWIRECTL" export 2>"$work/export.err"
assert_match "$(<"$work/export.err")" "export needs a capture's file"

test_case "exports of captures that are cut say so"
head -c $(($(stat -c %s "$capture") / 2 | 1)) "$capture" >"$work/cut.pcapng"
for form in --text --json --har --log --ladder --svg; do
	"$BAREWIRECTL" export "$work/cut.pcapng" $form >"$work/exported" \
	    2>"$work/export.err" || fail "export $form"
	assert_match "$(<"$work/export.err")" 'its last block is not whole'
done
"$BAREWIRECTL" replay "$work/foreign" 2>"$work/export.err"
assert_eq $? 2
assert_match "$(<"$work/export.err")" 'it has no records of barewired'
