/*
 * A client of the echo lab (RFC 862): sends lines, and compares what comes
 * back.
 *
 *	java examples/java/EchoClient.java HOST PORT
 *	java examples/java/EchoClient.java 127.0.0.1 12004
 */
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class EchoClient {
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: EchoClient HOST PORT");
            System.exit(2);
        }
        try (Socket socket = new Socket(args[0], Integer.parseInt(args[1]))) {
            BufferedReader keyboard = new BufferedReader(
                new InputStreamReader(System.in));
            String line;
            while ((line = keyboard.readLine()) != null) {
                byte[] sent = (line + "\n").getBytes(StandardCharsets.UTF_8);
                socket.getOutputStream().write(sent);
                // So many bytes: read() alone gives what is there, perhaps
                // a part only.
                byte[] back = socket.getInputStream().readNBytes(sent.length);
                if (!Arrays.equals(sent, back))
                    throw new IOException("not what was sent came back");
                System.out.print(new String(back, StandardCharsets.UTF_8));
            }
            // "No more from me", and read on until the server says so, too.
            socket.shutdownOutput();
            if (socket.getInputStream().read() != -1)
                throw new IOException("more came back than was sent");
        }
    }
}
