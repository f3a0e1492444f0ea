/* The server's limits in one place, each with its reason.  _NS are
 * nanoseconds. */
#ifndef SERVER_LIMITS_H
#define SERVER_LIMITS_H

#include "base/when.h"

/* A request's head is whole by then, whoever sends a byte now and then: a
 * program sends it at once, and whoever types it into nc has so long for four
 * lines (--head-time). */
#define LIMIT_HEAD_S		20
/* So many bytes a second a body comes at least, after as long as a head may
 * take, and so many a client takes of what waits for it: less than any line
 * that a program is tried over (--body-rate). */
#define LIMIT_RATE		500
/* Between two messages: a lesson (--idle).  Between two requests of an HTTP
 * client that has not said who it is, as nginx has it: browsers and scanners
 * keep connections that they have no use for (--http-idle). */
#define LIMIT_IDLE_S		3600
#define LIMIT_HTTP_IDLE_S	75
/* A client that in so long takes less than LIMIT_RATE a second of what waits
 * for it is given up (--send-time); so often it is looked how much has left
 * for it. */
#define LIMIT_SEND_S		60
#define LIMIT_SEND_LOOK_NS	(1 * NS_PER_S)
/* lenient: after this silence a message is taken as it is. */
#define LIMIT_SILENCE_NS	(500 * NS_PER_MS)
/* lenient: the same when nothing is missing, but a Content-Length may be too
 * small. */
#define LIMIT_SURPLUS_NS	(200 * NS_PER_MS)
/* lenient: the same when nothing of the body has come.  Programs send the
 * head, then ask their user. */
#define LIMIT_BODY_NS		(2 * NS_PER_S)
/* A gentle close drains what comes: without a byte, and in all. */
#define LIMIT_LINGER_IDLE_NS	(2 * NS_PER_S)
#define LIMIT_LINGER_NS		(5 * NS_PER_S)
/* The same for a child that was told to stop. */
#define LIMIT_DRAIN_NS		(100 * NS_PER_MS)
/* Answers being written when a shutdown comes may still go out. */
#define LIMIT_FINISH_NS		(1000 * NS_PER_MS)
/* At a shutdown so many children at a time end: were all told at once, they
 * would leave the parent no processor for as long as they run. */
#define LIMIT_SHUTDOWN_CHILDREN	128
/* After a child was told: when the parent kills it, and when it does not wait
 * for it any more. */
#define LIMIT_SHUTDOWN_KILL_NS	(1300 * NS_PER_MS)
#define LIMIT_SHUTDOWN_NS	(1800 * NS_PER_MS)
/* After so long those that are left are killed without a word. */
#define LIMIT_SHUTDOWN_ALL_NS	(2000 * NS_PER_MS)
/* A kicked child that does not go by itself is killed. */
#define LIMIT_KICK_NS		(1000 * NS_PER_MS)
/* The kernel walks all children to say that none has died: with more than
 * these it is asked no more often than that. */
#define LIMIT_SWEEP_CHILDREN	256
#define LIMIT_SWEEP_NS		(20 * NS_PER_MS)
/* One that gives way to a newcomer is gone by then, or the newcomer waits no
 * more. */
#define LIMIT_PLACE_NS		(2 * NS_PER_S)
/* In a full server, a client that was silent for so long gives way to the next
 * one of its own address. */
#define LIMIT_USELESS_NS	(60 * NS_PER_S)
/* How long an ended client stays visible. */
#define LIMIT_ENDED_NS		(10 * NS_PER_S)
/* A client on another machine that closes its sending side so soon after a
 * request did it on purpose (nc -N) and waits for the answer. */
#define LIMIT_HALF_CLOSE_NS	(100 * NS_PER_MS)
/* How often a half-closed client of this machine is looked at. */
#define LIMIT_PEER_LOOK_NS	(40 * NS_PER_MS)
/* A name whose holder is just leaving is waited for: so long where nobody
 * knows, and so long when its client, on the machine of who asks, has closed
 * and its process has yet to see it. */
#define LIMIT_RENAME_NS		(100 * NS_PER_MS)
#define LIMIT_RENAME_GONE_NS	(2 * NS_PER_S)
/* --greet LAB=auto: a client that says nothing for so long is greeted. */
#define LIMIT_GREET_NS		(400 * NS_PER_MS)
/* --prompt's text: what one read of a small buffer takes. */
#define LIMIT_PROMPT		256
/* A client that has said nothing for so long is told of. */
#define LIMIT_SILENT_NS		(5 * NS_PER_S)
/* chat, order: so many lines of a client at once, then so many a second
 * (--line-rate), are read: nobody types or reads as many. */
#define LIMIT_LINE_BURST	256
#define LIMIT_LINE_RATE		50
/* So many datagrams of a peer are answered a second (--peer-rate): more than
 * any exercise sends, less than two servers that answer each other. */
#define LIMIT_PEER_RATE		1000
/* order: a partner that says nothing for so long changes places with somebody
 * who waits, so that one idle client holds nobody up for --partner-wait. */
#define LIMIT_RELIEF_NS		(10 * NS_PER_S)
/* order: who goes so soon after its message took what came for the result. */
#define LIMIT_HASTE_NS		(1 * NS_PER_S)

/* A vanished peer (pulled cable) is noticed within 9 s: 3 + 6 x 1. */
#define LIMIT_KEEPALIVE_IDLE_S	3
#define LIMIT_KEEPALIVE_EACH_S	1
#define LIMIT_KEEPALIVE_COUNT	6

/* A peer that acknowledges nothing of what was sent is noticed within 9 s, too,
 * by a look each second. */
#define LIMIT_FLIGHT_NS		(8 * NS_PER_S)
#define LIMIT_FLIGHT_LOOK_NS	(1 * NS_PER_S)

/* So long the log process takes a record late: the judge writes, too, which on
 * a busy machine waits long for a processor. */
#define LIMIT_LOG_LATE_NS	(6 * NS_PER_S)
/* Before a reader of the journal is started again: at first, and at most. */
#define LIMIT_READER_PAUSE_NS	(100 * NS_PER_MS)
#define LIMIT_READER_PAUSE_MAX_NS (10 * NS_PER_S)
/* So long they may go on with what is left, at the server's end. */
#define LIMIT_READERS_END_NS	(150 * NS_PER_MS)
/* And so much longer the one that writes a capture: it is to be whole. */
#define LIMIT_CAPTURE_END_NS	(500 * NS_PER_MS)
/* The largest file of a capture. */
#define LIMIT_CAPTURE_MIB	1048576
/* When so much of the journal lies before the log process (1 / this), a client
 * has so many lines a second; the rest is counted under its name. */
#define LIMIT_LOG_BEHIND	8
#define LIMIT_LOG_SHARE		100
/* So seldom it is said why lines are lost. */
#define LIMIT_LOG_WHY_NS	(60 * NS_PER_S)

/* A port in use is waited for, at the start. */
#define LIMIT_PORT_NS		(1 * NS_PER_S)

/* What a request and its answer may leave in a child's memory. */
#define LIMIT_KEPT_MEMORY	16384

/* Descriptors that the parent may have: the arrivals, those that are refused,
 * ports and a few more.  A child needs a dozen of them. */
#define LIMIT_DESCRIPTORS	1024
/* Memory that a process may come to have beyond what it has at the start. */
#define LIMIT_MORE_MEMORY	(256u << 20)

#define LIMIT_BACKLOG		4096
/* Accepts at a port, and forks, between two looks at all else: the fewer forks
 * the sooner somebody is seen who should not wait for them. */
#define LIMIT_ACCEPT_BURST	64
#define LIMIT_FORK_BURST	16
#define LIMIT_CLIENTS_MAX	100000
/* Rows that a UDP lab has for its recent peers. */
#define LIMIT_UDP_ROWS		64

#endif
