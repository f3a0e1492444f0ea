#!/bin/bash
# The wait lab with curl and nc: every line of its table of requests.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

start_server -v

test_case "GET / says what is offered"
http GET /
assert_eq "$http_status" 200
assert_match "$http_body" '^POST /wait '

test_case "every answer carries the fields of the lab"
for field in 'Host: 127\.0\.0\.1:[0-9]+' 'User-Agent: barewire/' \
    'Content-Type: text/plain; charset=utf-8' 'Content-Length: [0-9]+' \
    'Server: barewire/' \
    'Date: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] [A-Z][a-z]{2} 20[0-9]{2} [0-2][0-9]:[0-5][0-9]:[0-6][0-9] GMT$'; do
	assert_match "$http_head" "^$field" "the head"
done

test_case "a name is registered and said where to find"
http POST /clients alice
assert_eq "$http_status" 201
assert_match "$http_head" '^Location: /clients/alice$'
expect_line "$server_out" ' alice registered \(was guest-[0-9]+\)$'
expect_line "$server_out" ' alice disconnected: closed by client$'

test_case "UTF-8 letters in a name are percent-encoded in its Location"
http POST /clients 'Zoë'
assert_eq "$http_status" 201
assert_match "$http_head" '^Location: /clients/Zo%C3%AB$'

test_case "bad names are refused with the rule"
for name in '' 'a b' 'a/b' 'x!' "$(printf 'n%.0s' {1..33})" $'\xff'; do
	http POST /clients "$name"
	assert_eq "$http_status" 400 "status for name '$name'"
	assert_match "$http_body" 'letters, digits' "the rule"
done

test_case "a name is taken while its client is connected, then free"
exec 3<>"/dev/tcp/$wait_host/$wait_port"
printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nbob' >&3
expect_line "$server_out" ' bob registered '
http POST /clients bob
assert_eq "$http_status" 409
assert_match "$http_body" 'taken'

test_case "GET /clients lists names, a line each or JSON"
http GET /clients
assert_match "$http_body" '^bob wait$'
assert_match "$http_body" '^guest-[0-9]+ wait$'
body=$(curl -s -H 'Accept: application/json' "http://$wait_address/clients")
assert_eq "$(jq -c 'map(select(.name == "bob"))[0]' <<<"$body")" \
    '{"name":"bob","lab":"wait"}'

test_case "GET /clients/NAME is her row of the table, 404 for nobody's"
http GET /clients/bob
assert_eq "$http_status" 200
assert_match "$http_body" '^state: idle$'
assert_match "$http_body" '^messages in: 1$'
exec 3>&- 3<&-
# It closed with an answer unread, which is a reset.
expect_line "$server_out" ' bob disconnected: connection reset$'
http GET /clients/bob
assert_eq "$http_status" 404
http POST /clients bob
assert_eq "$http_status" 201

test_case "POST /wait pauses and says so"
begun=$(now_ms)
http POST /wait 1
took=$(($(now_ms) - begun))
assert_eq "$http_status" 200
assert_match "$http_body" '^Server waited 1 seconds for client guest-[0-9]+\.$'
[ $took -ge 1000 ] || fail "waited only $took ms"

test_case "whole seconds from 0 to 3600 only, and it says what was wrong"
http POST /wait 0
assert_eq "$http_status" 200
for seconds in '' -1 1.5 3601 seven '7 8' 0x7 99999999999999999999; do
	http POST /wait "$seconds"
	assert_eq "$http_status" 400 "status for '$seconds' seconds"
	assert_match "$http_body" 'whole number of seconds, 0 to 3600'
done

test_case "POST / answers with the body, /echo with the request as it came"
http POST / 'any body'
assert_eq "$http_body" 'any body'
request=$'PROPFIND /echo?q=1 HTTP/1.1\r\nHOST:  h\r\nX-Odd:\tyes\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody'
answer=$(printf %s "$request" | http_raw)
assert_eq "${answer#*$'\r\n\r\n'}" "$request" "the echo"

test_case "HEAD has the head of GET and no body"
answer=$(printf 'HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' |
    http_raw; printf x)
assert_match "$answer" '^HTTP/1.1 200 '
assert_match "$answer" '^Content-Length: [1-9]'
assert_eq "${answer#*$'\r\n\r\n'}" x "what follows the head"

test_case "answers to HEAD have no content, refusals neither"
while IFS='|' read -r status request; do
	answer=$(printf %b "$request" | http_raw; printf x)
	assert_match "$answer" "^HTTP/1.1 $status " "answer to $request"
	assert_match "$answer" '^Content-Length: [1-9]' "answer to $request"
	assert_eq "${answer#*$'\r\n\r\n'}" x "what follows the head"
done <<'CASES'
400|HEAD / HTTP/1.1\r\n\r\n
400|HEAD / HTTP/1.1\nHost: x\n\n
400|HEAD\r\n\r\n
400|HEAD / HTTP/1.1\r\nHost: x\r\nA b\r\n\r\n
505|HEAD / HTTP/3.0\r\nHost: x\r\n\r\n
413|HEAD / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n
417|HEAD / HTTP/1.1\r\nHost: x\r\nExpect: x\r\nConnection: close\r\n\r\n
404|HEAD /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n
405|HEAD /wait HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n
400| HEAD / HTTP/1.1\r\nHost: x\r\n\r\n
400|\000\030HEAD / HTTP/1.1\r\n\r\n
400|\357\273\277HEAD / HTTP/1.1\r\nHost: x\r\n\r\n
CASES

test_case "a list that depends on Accept says so, and is not kept"
http GET /clients
assert_match "$http_head" '^Vary: Accept$'
assert_match "$http_head" '^Cache-Control: no-store$'
http GET /
assert_eq "$(grep -ciE '^(Vary|Cache-Control):' <<<"$http_head")" 0

test_case "escaped letters of a path are what they stand for"
http GET /%63lients
assert_eq "$http_status" 200
http GET '/%63%6C%69ents?x=1'
assert_eq "$http_status" 200
http GET /clients%2f
assert_eq "$http_status" 404

test_case "a body that is refused anyway is not asked for"
answer=$(printf '%s\r\n' 'POST /nowhere HTTP/1.1' 'Host: x' \
    'Expect: 100-continue' 'Content-Length: 5' '' | http_raw)
assert_match "$answer" '^HTTP/1.1 404 '
assert_match "$answer" '^Connection: close'
assert_eq "$(grep -c '100 Continue' <<<"$answer")" 0
answer=$(printf '%s\r\n' 'PUT /wait HTTP/1.1' 'Host: x' \
    'Expect: 100-continue' 'Transfer-Encoding: chunked' '' | http_raw)
assert_match "$answer" '^HTTP/1.1 405 '
assert_match "$answer" '^Allow: POST, OPTIONS'
http OPTIONS /wait xx -H 'Expect: 100-continue'
assert_match "$http_head" '^HTTP/1.1 100 '
assert_eq "$http_status" 200

test_case "a POST without Content-Length is said to have no body"
for path in /wait /clients; do
	answer=$(printf 'POST %s HTTP/1.1\r\nHost: x\r\n\r\n7' $path |
	    nc -N "$wait_host" "$wait_port")
	assert_match "$answer" '^HTTP/1.1 400 '
	assert_match "$answer" '^This POST has no Content-Length, so it has no'
	assert_match "$answer" ' "7", is taken for the next request'
done
expect_line "$server_out" 'sent a POST without Content-Length: it has no body$'
answer=$(printf '%s\r\n' 'POST /wait HTTP/1.1' 'Host: x' \
    'Content-Lenght: 1' 'Connection: close' '' | http_raw)
assert_match "$answer" '^The field Content-Lenght is another one\.$'
answer=$(printf 'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' |
    http_raw)
assert_match "$answer" '^HTTP/1.1 200 '

test_case "bodies that are not the text alone are named"
while IFS='|' read -r what type body; do
	for path in /wait /clients; do
		printf %b "$body" >"$work/body"
		http POST $path "@$work/body" -H "Content-Type: $type"
		assert_eq "$http_status" 400 "status for $body"
		assert_match "$http_body" ": it .*$what" "what $body is"
	done
done <<'CASES'
multipart form|multipart/form-data; boundary=b|--b\r\nContent-Disposition: form-data; name="seconds"\r\n\r\n7\r\n--b--\r\n
a form, name=value|application/x-www-form-urlencoded|seconds=7
JSON|application/json|{"seconds": 7}
writeUTF|text/plain|\0000\00017
strlen|text/plain|7\0
CASES

test_case "OPTIONS, and 405 with Allow, and 501"
http OPTIONS /clients
assert_eq "$http_status" 200
assert_match "$http_head" '^Allow: GET, HEAD, POST, OPTIONS$'
answer=$(printf 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' |
    http_raw)
assert_match "$answer" '^HTTP/1.1 200 '
http DELETE /wait
assert_eq "$http_status" 405
assert_match "$http_head" '^Allow: POST, OPTIONS$'
http FROBNICATE /wait
assert_eq "$http_status" 501
assert_match "$http_head" '^Allow: '
answer=$(printf '%s\r\n' 'POST /wait HTTP/1.1' 'Host: x' \
    'Transfer-Encoding: gzip' '' | http_raw)
assert_match "$answer" '^HTTP/1.1 501 '
assert_eq "$(grep -c '^Allow: ' <<<"$answer")" 0

test_case "chunked bodies and Expect: 100-continue"
http POST /wait 0 -H 'Transfer-Encoding: chunked'
assert_eq "$http_status" 200
http POST /wait 0 -H 'Expect: 100-continue'
assert_eq "$http_status" 200
assert_match "$http_head" '^HTTP/1.1 100 Continue'

test_case "HTTP/1.0 is answered and closed"
answer=$(printf 'GET /clients HTTP/1.0\r\n\r\n' | http_raw)
assert_match "$answer" '^HTTP/1.1 200 OK'
assert_match "$answer" '^Connection: close'

test_case "pipelined requests are answered in order on one connection"
answer=$(printf '%s\r\nHost: x\r\nContent-Length: 1\r\n\r\n%s' \
    'POST / HTTP/1.1' 1 'POST / HTTP/1.1' 2 $'POST / HTTP/1.1\r\nConnection: close' 3 |
    http_raw)
assert_eq "$(grep -o 'HTTP/1.1 200 OK' <<<"$answer" | wc -l)" 3
assert_eq "$(tr -d '\r' <<<"$answer" | grep -oE '^[123](HTTP|$)' |
    tr -cd 123)" 123

test_case "a client that half-closes still gets its answer"
answer=$(printf 'POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1' |
    nc -N "$wait_host" "$wait_port")
assert_match "$answer" 'Server waited 1 seconds'

test_case "malformed requests are refused and explained"
while IFS='|' read -r status rule request; do
	answer=$(printf %b "$request" | http_raw)
	assert_match "$answer" "^HTTP/1.1 $status " "answer to $request"
	assert_match "$answer" '^where: |^rule: ' "explanation of $request"
	assert_match "$answer" "$rule" "rule for $request"
done <<'CASES'
400|bare LF|GET / HTTP/1.1\nHost: x\n\n
400|Host|GET / HTTP/1.1\r\n\r\n
400|RFC 9112|GET / HTTP/1.1\r\nHost : x\r\n\r\n
400|RFC 9112|GET  / HTTP/1.1\r\nHost: x\r\n\r\n
505|RFC 9110|GET / HTTP/2.0\r\nHost: x\r\n\r\n
400|RFC 9112|POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n
501|RFC 9112|POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n
417|RFC 9110|POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: tea\r\n\r\n1
413|RFC 9110|POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n
400|line 3, column 17, byte 54 of the message: seven$|POST /wait HTTP/1.1\r\nHost: abcdefgh\r\nContent-Length: seven\r\n\r\n
400|where: byte 57 of the message: x$|POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx
400|^instead: Host: x$|GET / HTTP/1.1\r\nHost: http://x\r\n\r\n
400|^the request line has no target$|GET HTTP/1.1\r\nHost: x\r\n\r\n
400|writeUTF|\0000\0034GET / HTTP/1.1\r\nHost: x\r\n\r\n
400|strlen.*sizeof|GET / HTTP/1.1\r\nHost: x\0000\0000\r\n\r\n
400|strlen.*sizeof|GET / HTTP/1.1\r\nHost: x\r\n\0000\0000\0000\r\n
400|^no colon follows|GET / HTTP/1.1\r\nUser-Agent curl\r\n\r\n
400|white space stands in a field|GET / HTTP/1.1\r\nUser Agent: x\r\n\r\n
400|^a CR is not followed by LF$|GET / HTTP/1.1\r\nA\rB: c\r\n\r\n
400|^white space comes before the method$| GET / HTTP/1.1\r\nHost: x\r\n\r\n
400|^white space follows the version|GET / HTTP/1.1 \r\nHost: x\r\n\r\n
400|line 1, column 8, byte 8 .*a\[|GET /?a[]=1 HTTP/1.1\r\nHost: x\r\n\r\n
400|^instead: POST /1 HTTP/1.1$|POST /1HTTP/1.1\r\nHost: x\r\n\r\n
400|RFC 9110 section 7.4|GET https://x/ HTTP/1.1\r\nHost: x\r\n\r\n
400|RFC 3986 section 7.4|GET / HTTP/1.1\r\nHost: 0x7f.1\r\n\r\n
400|more than one Content-Type|GET / HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Type: a/b\r\n\r\n
400|two dots|GET / HTTP/1.1\r\nHost: a..b\r\n\r\n
400|RFC 9110 section 9.3.6|CONNECT /echo HTTP/1.1\r\nHost: x\r\n\r\n
400|RFC 3986|DELETE http://a:b:c/ HTTP/1.1\r\nHost: x\r\n\r\n
400|raw mode|\0377\0373\0037\0377\0373\0040GET / HTTP/1.1\r\n
400|UTF-16|G\0000E\0000T\0000
400|^"alice" is not a request line$|alice\r\n
501|^instead: GET$|get / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n
CASES
expect_line "$server_out" 'sent a bad request: Content-Length is not one decimal number, line 3, column 17, byte 54 of the message \(400\)$'

test_case "what follows a request and is none is said to be a body's rest"
surplus='belongs to no request: was the Content-Length before it missing or too'
answer=$(printf '%s\r\nHost: x\r\n%s\r\n%s' \
    'POST /wait HTTP/1.1' '' 7 'POST /wait HTTP/1.1' '' 7 | http_raw)
assert_match "$answer" "^\"7POST /wait HTTP/1.1\" $surplus small"
assert_eq "$(grep -c '^HTTP/1.1 400' <<<"${answer//HTTP\/1.1\"/}")" 2
answer=$(printf '%s\r\nHost: x\r\n%s\r\n\r\n%s' 'POST /wait HTTP/1.1' \
    'Content-Length: 1' 012 | nc -N "$wait_host" "$wait_port")
assert_match "$answer" "^Server waited 0 seconds .*HTTP/1.1 400 "
assert_match "$answer" "^\"12\" $surplus small"
expect_line "$server_out" "sent a bad request: \"12\" $surplus small"

test_case "a trailer field that changes nothing is ignored"
answer=$(printf '%s\r\n' 'POST /wait HTTP/1.1' 'Host: x' \
    'Connection: close' 'Transfer-Encoding: chunked' '' 1 0 0 \
    'Cache-Control: no-store' 'X: y' '' | http_raw)
assert_match "$answer" 'Server waited 0 seconds'

test_case "-v prints both directions, control bytes escaped"
printf 'GET /\033[1m HTTP/1.1\r\nHost: x\r\n\r\n' | http_raw >/dev/null
expect_line "$server_out" ' << GET /\\x1b\[1m HTTP/1\.1\\r\\n$|<< GET /\\x1B\[1m'
expect_line "$server_out" ' >> HTTP/1\.1 400 Bad Request\\r\\n$'
stop_server

test_case "--lenient takes what hand-written clients get wrong"
start_server --lenient
answer=$(printf 'POST /wait HTTP/1.1\nContent-Length: 1\n\n0' |
    nc -q 2 "$wait_host" "$wait_port")
assert_match "$answer" 'Server waited 0 seconds'
answer=$(printf 'POST /wait HTTP/1.1\r\nContent-Length: 1\r\n\r\nDATA:0' |
    nc -q 2 "$wait_host" "$wait_port")
assert_match "$answer" 'Server waited 0 seconds'
answer=$(printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nalice' |
    nc -q 2 "$wait_host" "$wait_port")
assert_match "$answer" 'registered as alice'
expect_line "$server_out" 'sent what only --lenient accepts: '
stop_server

test_case "--greet wait=always speaks first, with an HTTP 200"
start_server --greet wait=always
answer=$(nc -q 1 "$wait_host" "$wait_port" </dev/null)
assert_match "$answer" '^HTTP/1.1 200 OK'
stop_server
