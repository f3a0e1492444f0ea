/*
 * A server of the wait lab: HTTP/1.1, a thread for each client.
 *
 *	java examples/java/WaitServer.java PORT
 *	java examples/java/WaitServer.java 4080
 */
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class WaitServer {
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
        "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    // Of those who are connected.  All threads use it at once: its add
    // finds and adds in one step, so two cannot get the same name.
    static final Set<String> names = ConcurrentHashMap.newKeySet();

    static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c == -1)
                throw new EOFException("closed by the client");
            if (c != '\r')
                text.append((char) c);
        }
        return text.toString();
    }

    // The body of the next request.
    static String request(InputStream in) throws IOException {
        int length = 0;
        String field = line(in);                // POST /wait HTTP/1.1
        while (!(field = line(in)).isEmpty())   // until the empty line
            if (field.toLowerCase().startsWith("content-length:"))
                length = Integer.parseInt(field.substring(15).trim());
        return new String(in.readNBytes(length),
            StandardCharsets.UTF_8).trim();
    }

    static void answer(Socket socket, String status, String text)
        throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        String head = "HTTP/1.1 " + status + "\r\n"
            + "Host: localhost\r\n"
            + "Server: WaitServer.java/1\r\n"
            + "Date: " + DATE.format(ZonedDateTime.now(ZoneOffset.UTC))
            + "\r\n"
            + "Content-Type: text/plain\r\n"
            + "Content-Length: " + length + "\r\n"
            + "\r\n";
        socket.getOutputStream().write(
            (head + text).getBytes(StandardCharsets.UTF_8));
    }

    static void serve(Socket socket) {
        String name = null;     // local: each thread has its own
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String body = request(in);
                if (body.matches("[0-9]{1,6}")) {
                    Thread.sleep(Integer.parseInt(body) * 1000L);
                    answer(socket, "200 OK", "Server waited " + body
                        + " seconds for client " + name + ".");
                } else if (names.add(body)) {
                    if (name != null)
                        names.remove(name);
                    name = body;
                    answer(socket, "201 Created", "Hello " + name + ".");
                } else {
                    answer(socket, "409 Conflict",
                        "The name " + body + " is taken.");
                }
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            // This client has left, or sent nonsense; the others go on.
            System.out.println(name + ": " + e.getMessage());
        } finally {
            if (name != null)
                names.remove(name);
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: WaitServer PORT");
            System.exit(2);
        }
        ServerSocket listener = new ServerSocket(Integer.parseInt(args[0]));
        while (true) {
            Socket socket = listener.accept();
            new Thread(() -> serve(socket)).start();
        }
    }
}
