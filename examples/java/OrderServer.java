/*
 * A server of the order lab: two clients, and whose message came first.
 *
 *	java examples/java/OrderServer.java PORT
 *	java examples/java/OrderServer.java 4000
 */
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

class OrderServer {
    // Two clients.  A thread for each reads its message; who comes to
    // heard() first was first.
    static class Pair {
        final Socket x, y;
        String first;           // "X: Alice", null: nobody has spoken yet
        boolean over;

        Pair(Socket x, Socket y) {
            this.x = x;
            this.y = y;
        }

        void start() {
            new Thread(() -> read(x, "X")).start();
            new Thread(() -> read(y, "Y")).start();
        }

        void read(Socket socket, String letter) {
            byte[] bytes = new byte[1024];
            try {
                int n = socket.getInputStream().read(bytes);
                if (n > 0) {
                    String text = new String(bytes, 0, n,
                        StandardCharsets.UTF_8).trim();
                    heard(letter + ": "
                        + text.replaceFirst("(?i)^(client )?[xy] ?: *", ""));
                    n = socket.getInputStream().read(bytes);
                }
                if (n == -1)
                    end("Your partner has left.");
            } catch (IOException e) {
                end("Your partner has left.");
            }
        }

        // synchronized: one thread at a time.
        synchronized void heard(String who) {
            if (first == null)
                first = who;
            else
                end(first + " received before " + who);
        }

        synchronized void end(String result) {
            if (over)
                return;
            over = true;
            System.out.println(result);
            for (Socket socket : new Socket[] { x, y }) {
                try (socket) {
                    socket.getOutputStream().write(
                        (result + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    System.out.println("gone: " + e.getMessage());
                }
            }
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: OrderServer PORT");
            System.exit(2);
        }
        ServerSocket listener = new ServerSocket(Integer.parseInt(args[0]));
        while (true) {
            // Both must be here before anything is read.
            Socket x = listener.accept();
            Socket y = listener.accept();
            new Pair(x, y).start();
        }
    }
}
