// Broken: one client after the other; the next is served when one has left.
import java.io.*;
import java.net.*;
import java.time.*;
import java.time.format.DateTimeFormatter;

class WaitSerial {
    static String request(BufferedReader in) throws IOException {
        String line;
        int length = 0;
        while ((line = in.readLine()) != null && !line.isEmpty())
            if (line.toLowerCase().startsWith("content-length:"))
                length = Integer.parseInt(line.substring(15).trim());
        if (line == null)
            return null;
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < length; i++)
            body.append((char) in.read());
        return body.toString().trim();
    }

    static void answer(OutputStream out, String body) throws IOException {
        String date = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.US)
            .format(ZonedDateTime.now(ZoneOffset.UTC));
        out.write(("HTTP/1.1 200 OK\r\nDate: " + date
            + "\r\nHost: localhost\r\nServer: Java\r\nContent-Type: text/plain"
            + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
            .getBytes());
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(Integer.parseInt(args[0]));
        while (true) {
            String name = "?", body;
            try (Socket socket = server.accept()) {
                BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream()));
                while ((body = request(in)) != null) {
                    if (body.matches("[0-9]+")) {
                        Thread.sleep(Integer.parseInt(body) * 1000L);
                        answer(socket.getOutputStream(), "Server waited "
                            + body + " seconds for client " + name + ".");
                    } else {
                        name = body;
                        answer(socket.getOutputStream(), "hello " + name);
                    }
                }
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }
}
