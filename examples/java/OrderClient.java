/*
 * A client of the order lab: says who it is, and reads who was first.
 *
 *	java examples/java/OrderClient.java HOST PORT LETTER NAME
 *	java examples/java/OrderClient.java 127.0.0.1 12000 X Alice
 *	java examples/java/OrderClient.java 127.0.0.1 12000 Y Bob
 *
 * Nothing is answered before both have spoken.
 */
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

class OrderClient {
    public static void main(String[] args) throws IOException {
        if (args.length != 4) {
            System.err.println("usage: OrderClient HOST PORT LETTER NAME");
            System.exit(2);
        }
        try (Socket socket = new Socket(args[0], Integer.parseInt(args[1]))) {
            // The encoding is said: a computer's own may be another.
            String text = "Client " + args[2] + ": " + args[3] + "\n";
            socket.getOutputStream().write(
                text.getBytes(StandardCharsets.UTF_8));
            BufferedReader in = new BufferedReader(new InputStreamReader(
                socket.getInputStream(), StandardCharsets.UTF_8));
            // One line or two: some servers greet first.  null: the server
            // has closed.
            String line;
            while ((line = in.readLine()) != null)
                System.out.println("From server: " + line);
        }
    }
}
