// Right: Java, a thread each, a line end behind the body, 409 for a name taken.
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.util.*;

class WaitJava {
    static final Set<String> names =
        Collections.synchronizedSet(new HashSet<>());

    static String line(InputStream in) throws IOException {
        StringBuilder out = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c == -1)
                throw new EOFException();
            if (c != '\r')
                out.append((char) c);
        }
        return out.toString();
    }

    static void answer(OutputStream out, String status, String body)
        throws IOException {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC));
        if (date.charAt(6) == ' ')      // day 1 to 9: two digits are asked for
            date = date.substring(0, 5) + "0" + date.substring(5);
        out.write(("HTTP/1.1 " + status + "\r\nDate: " + date
            + "\r\nHost: localhost\r\nServer: Java\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + (body.length() + 1) + "\r\n\r\n" + body + "\n")
            .getBytes(StandardCharsets.UTF_8));
    }

    static void serve(Socket socket) {
        String name = null;
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                int length = 0;
                String text;
                while (!(text = line(in)).isEmpty())
                    if (text.toLowerCase().startsWith("content-length:"))
                        length = Integer.parseInt(text.substring(15).trim());
                String body = new String(in.readNBytes(length)).trim();
                if (body.matches("[0-9]+")) {
                    Thread.sleep(Integer.parseInt(body) * 1000L);
                    answer(out, "200 OK", "Server waited " + body
                        + " seconds for client " + name + ".");
                } else if (names.add(body)) {
                    name = body;
                    answer(out, "200 OK", "Welcome " + body);
                } else {
                    answer(out, "409 Conflict", "name in use");
                }
            }
        } catch (IOException | InterruptedException e) {
            System.err.println(e);
        } finally {
            if (name != null)
                names.remove(name);
        }
    }

    public static void main(String[] args) throws IOException {
        ServerSocket server = new ServerSocket(Integer.parseInt(args[0]));
        while (true) {
            Socket socket = server.accept();
            new Thread(() -> serve(socket)).start();
        }
    }
}
