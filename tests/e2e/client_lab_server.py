"""Servers as people write them, for barewire's labs, one scenario a run.

    client_lab_server.py SCENARIO

prints its port and serves on loopback until it is killed; prints each message
it gets as Python writes it.  One recv() a message, one send() an answer,
nothing behind it: no newline, no length.
"""
import socket
import sys
import threading
import time

GAP = 0.15      # so that a client which reads once for a message gets one


def get(connection):
    """One message, as one read brings it; b"" at the end."""
    try:
        got = connection.recv(1024)
    except ConnectionError:
        got = b""
    if got:
        print(repr(got))
    return got


def two(listener):
    return [listener.accept()[0] for _ in range(2)]


# order

def name(message):
    return message.decode().rstrip("\n")


def verdict(pair, send):
    first, second = (name(get(one)) for one in pair)
    text = "X: %s received before Y: %s" % (first, second)
    for one in pair:
        send(one, text.encode())


def order_textbook(listener):
    pair = two(listener)
    verdict(pair, socket.socket.sendall)
    for one in pair:
        one.close()


def order_greets(listener):
    """Greets, in the buffers of a C program: the text, then NULs."""
    def padded(one, text):
        one.sendall(text.ljust(256, b"\0"))
    pair = two(listener)
    for one, letter in zip(pair, b"XY"):
        padded(one, b"Client %c connected" % letter)
    verdict(pair, padded)
    for one in pair:
        one.close()


def order_chats(listener):
    pair = two(listener)
    verdict(pair, socket.socket.sendall)
    time.sleep(GAP)
    over = threading.Event()

    def relay(one, other, letter):
        said = b"?"
        while said and not over.is_set():
            said = get(one).rstrip(b"\n")
            if said:
                other.sendall(b"Client %c: %s" % (letter, said))
            if said.lower() in (b"bye", b""):
                over.set()
                time.sleep(GAP)
                for each in pair:
                    each.sendall(b"Bye")
                    each.shutdown(socket.SHUT_WR)

    relays = [threading.Thread(target=relay, args=arguments) for arguments
              in ((pair[0], pair[1], ord("X")), (pair[1], pair[0], ord("Y")))]
    for each in relays:
        each.start()
    for each in relays:
        each.join()
    for one in pair:
        one.close()


def order_leaves(listener):
    pair = two(listener)
    for one in pair:
        get(one)
        one.close()


def others():
    """A partner of the server's own, so that one client is enough."""
    return b"bob"


def order_one(listener, *answers, close=True):
    """To each message its name, raw, and the partner's; as many as there
    are, a pause between them.  Without close it stays for ever."""
    connection, _ = listener.accept()
    me = get(connection)
    for answer in answers:
        connection.sendall(answer.replace(b"ME", me.rstrip(b"\n"))
                           .replace(b"RAW", me).replace(b"BOB", others()))
        time.sleep(2 * GAP)
    if not close:
        get(connection)
    connection.close()


def order_stays(listener):
    order_one(listener, b"X: ME received before Y: BOB", close=False)


def order_stays_and_talks(listener):
    order_one(listener, b"X: ME received before Y: BOB\n",
              b"Client Y: hello\n", close=False)


def order_newline(listener):
    """Keeps what ended the name, as 16 of 19 do."""
    order_one(listener, b"X: RAW received before Y: BOB")


def order_newline_stays(listener):
    order_one(listener, b"Y: BOB\n received before X: RAW\n", close=False)


def order_recieved(listener):
    order_one(listener, b"X: BOB recieved before Y: ME")


def order_comma(listener):
    order_one(listener, b"X : BOB, Y : ME")


def order_first(listener):
    order_one(listener, b"ME was first, BOB second\n")


def order_segment(listener):
    order_one(listener, b"Client X connectedX: ME received before Y: BOB")


def order_lost(listener):
    order_one(listener, b"Client Y connected", b"X received before Y")


def order_ack(listener):
    order_one(listener, b"ACK")


def order_hello(listener):
    order_one(listener, b"hello world\n", b"Welcome ME, you are first\n")


def order_others(listener):
    order_one(listener, b"X: Carol received before Y: Bob\n", close=False)


def order_nameless(listener):
    order_one(listener, b"X received before Y\n", close=False)


def order_inv(listener):
    order_one(listener, b"INV_CMD\n")


def order_kicked(listener):
    order_one(listener, b"Client X connected\n",
              b"goodbye: you were disconnected by the teacher (kicked)\n")


# chat

def chat_named_by_recv(listener):
    """Reads the name by one recv, and commands by line."""
    connection, _ = listener.accept()
    me = get(connection)
    connection.sendall(me + b" joined\n")
    for line in connection.makefile("rb"):
        print(repr(line))
        connection.sendall(me + b": " + line)
        if line.strip() == b"/quit":
            break
    connection.close()


def chat_knows_no_names(listener):
    connection, _ = listener.accept()
    while said := get(connection):
        connection.sendall(b"INV_CMD\n" if said[:1] != b"/" else b"OK\n")
    connection.close()


def chat_ends(listener):
    connection, _ = listener.accept()
    get(connection)
    connection.sendall(b"Welcome\n")
    time.sleep(2 * GAP)
    connection.sendall(b"goodbye: the server is shutting down\n")
    connection.close()


def chat_plain(listener):
    """A thread a client, a broadcast to all, a close for /quit."""
    members = {}
    lock = threading.Lock()

    def tell(text):
        with lock:
            for each in members.values():
                each.sendall(text)
            time.sleep(GAP)

    def serve(connection):
        me = name(get(connection))
        members[me] = connection
        while True:
            said = get(connection)
            if not said or said.strip() == b"/quit":
                break
            for line in said.rstrip(b"\n").split(b"\n"):
                tell(me.encode() + b": " + line)
        del members[me]
        connection.close()

    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],),
                         daemon=True).start()


def chat_refuses(listener):
    connection, _ = listener.accept()
    get(connection)
    connection.sendall(b"That name is in use.")
    connection.close()


def chat_full(listener):
    connection, _ = listener.accept()
    connection.sendall(b"ERROR: too many clients\n")
    connection.shutdown(socket.SHUT_WR)
    get(connection)


def chat_vanishes(listener):
    """Welcomes, then goes in mid-conversation."""
    connection, _ = listener.accept()
    get(connection)
    connection.sendall(b"Welcome\nto the chat\n")
    get(connection)
    connection.close()


# calc

def calculate(text):
    left, operation, right = text.split()
    left, right = float(left), float(right)
    return str({"+": lambda: left + right, "-": lambda: left - right,
                "*": lambda: left * right}[operation]()).encode()


def calc_plain(listener, hello=False, size=0):
    connection, _ = listener.accept()
    me = get(connection).rstrip(b"\n")
    if hello:
        connection.sendall(b"Hello " + me)
    while True:
        asked = get(connection).strip()
        if asked in (b"q", b""):
            break
        connection.sendall(calculate(asked.decode()).ljust(size, b"\0"))
    if hello:
        connection.sendall(b"Bye")
    connection.close()


def calc_greets(listener):
    calc_plain(listener, hello=True)


def calc_answers(listener, answer, greeting=b""):
    """answer(question) to each; None ends it without a word."""
    connection, _ = listener.accept()
    me = get(connection)
    if greeting:
        connection.sendall(greeting.replace(b"RAW", me))
    while asked := get(connection).strip():
        said = None if asked == b"q" else answer(asked.decode())
        if said is None:
            break
        connection.sendall(said)
    connection.close()


def calc_newline(listener):
    calc_answers(listener, calculate, b"Hello RAW")


def calc_newline_inside(listener):
    calc_answers(listener, calculate, b"Hello RAW, ask me\n")


def calc_wrong(listener):
    calc_answers(listener, lambda text: b"%s = 55\n" % text.encode())


def calc_verbose(listener):
    calc_answers(listener, lambda text: b"Result:\n" + calculate(text) +
                 b"\n")


def calc_no_number(listener):
    calc_answers(listener, lambda text: b"syntax error\n")


def calc_knows_no_names(listener):
    calc_answers(listener, calculate, b"INV_CMD\n")


def calc_dies(listener):
    """Of a division by zero, as eval does."""
    calc_answers(listener,
                 lambda text: None if text == "1 / 0" else calculate(text))


def calc_kicks(listener):
    connection, _ = listener.accept()
    get(connection)
    get(connection)
    connection.sendall(
        b"goodbye: you were disconnected by the teacher (kicked)")
    connection.close()


def calc_endless(listener):
    """The first answer is a line of 200,000 bytes."""
    connection = listener.accept()[0]
    get(connection)
    get(connection)
    connection.sendall(b"L" * 200000 + b"\n")
    get(connection)


def calc_padded(listener):
    calc_plain(listener, size=256)


# echo and clock

def echo_upper(listener):
    connection, _ = listener.accept()
    while got := get(connection):
        connection.sendall(got.upper())


def echo_slow(listener):
    connection, _ = listener.accept()
    while got := get(connection):
        for byte in got:
            connection.sendall(bytes([byte]))
            time.sleep(0.02)


def lossy(datagrams, answer):
    """Loses every other datagram, the first one to begin with."""
    for number in range(1000):
        got, client = datagrams.recvfrom(2048)
        print(repr(got))
        if number % 2:
            datagrams.sendto(answer(got), client)


def echo_udp_lossy(datagrams):
    lossy(datagrams, lambda got: got)


def clock_lossy(datagrams):
    """As C programs: the text, then NULs and what else is in the buffer."""
    lossy(datagrams, lambda got: time.strftime(
        "%Y-%m-%d" if got == b"SEND_DATE" else "%H:%M:%S").encode()
        .ljust(80, b"\0") + b"junk")


def clock_says(datagrams, date, hour):
    while True:
        got, client = datagrams.recvfrom(2048)
        print(repr(got))
        datagrams.sendto(time.strftime(
            date if got == b"SEND_DATE" else hour).encode(), client)


def clock_day_first(datagrams):
    clock_says(datagrams, "%d-%m-%Y", "%I:%M:%S %p")


def clock_ctime(datagrams):
    clock_says(datagrams, "%a %b %d %H:%M:%S %Y", "%a %b %d %H:%M:%S %Y\n")


def clock_slashes(datagrams):
    clock_says(datagrams, "%m/%d/%y", "%Hh%M")


def clock_yesterday(datagrams):
    clock_says(datagrams, "27-11-1926", "no time")


def main():
    scenario = sys.argv[1]
    datagram = scenario.startswith("clock") or "udp" in scenario
    kind = socket.SOCK_DGRAM if datagram else socket.SOCK_STREAM
    server = socket.socket(socket.AF_INET, kind)
    server.bind(("127.0.0.1", 0))
    if not datagram:
        server.listen()
    sys.stdout.reconfigure(line_buffering=True)
    print(server.getsockname()[1])
    while True:
        globals()[scenario](server)


main()
