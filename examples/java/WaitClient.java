/*
 * A client of the wait lab: HTTP/1.1, written out by hand.
 *
 * Gives its name, then uploads a random number of seconds and waits for the
 * answer, again and again: ROUNDS times, else until Ctrl-C.
 *
 *	java examples/java/WaitClient.java HOST PORT NAME [ROUNDS]
 *	java examples/java/WaitClient.java 127.0.0.1 12080 alice
 */
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

class WaitClient {
    // HTTP's date has two digits for the day: RFC_1123_DATE_TIME has not.
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
        "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    static int status;          // of the last answer

    // Every line ends in CR LF, an empty one ends the head, and
    // Content-Length counts the bytes of the body, not its letters.
    static byte[] request(String host, String path, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return ("POST " + path + " HTTP/1.1\r\n"
            + "Host: " + host + "\r\n"
            + "User-Agent: WaitClient.java/1\r\n"
            + "Date: " + DATE.format(ZonedDateTime.now(ZoneOffset.UTC))
            + "\r\n"
            + "Content-Type: text/plain\r\n"
            + "Content-Length: " + length + "\r\n"
            + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c == -1)
                throw new EOFException("the server has closed");
            if (c != '\r')
                text.append((char) c);
        }
        return text.toString();
    }

    // TCP is a stream of bytes: where an answer ends, its Content-Length
    // says.
    static String answer(InputStream in) throws IOException {
        status = Integer.parseInt(line(in).split(" ")[1]);
        int length = 0;
        String field;
        while (!(field = line(in)).isEmpty())
            if (field.toLowerCase().startsWith("content-length:"))
                length = Integer.parseInt(field.substring(15).trim());
        return new String(in.readNBytes(length),
            StandardCharsets.UTF_8).trim();
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 3 && args.length != 4) {
            System.err.println("usage: WaitClient HOST PORT NAME [ROUNDS]");
            System.exit(2);
        }
        int rounds = args.length == 4 ? Integer.parseInt(args[3]) : 0;
        Random random = new Random();
        // One connection for everything: HTTP/1.1 keeps it open.
        try (Socket socket = new Socket(args[0], Integer.parseInt(args[1]))) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            socket.getOutputStream().write(
                request(args[0], "/clients", args[2]));
            System.out.println(answer(in));
            for (int i = 0; status < 400 && (rounds == 0 || i < rounds);
                 i++) {
                int seconds = 5 + random.nextInt(11);
                System.out.println("asking for " + seconds + " seconds");
                socket.getOutputStream().write(
                    request(args[0], "/wait", "" + seconds));
                System.out.println(answer(in));
            }
        }
        // 409: somebody has that name.
        System.exit(status < 400 ? 0 : 1);
    }
}
