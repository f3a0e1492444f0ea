/*
 * A client of the chat lab: types and reads at the same time.
 *
 *	java examples/java/ChatClient.java HOST PORT NAME
 *	java examples/java/ChatClient.java 127.0.0.1 12001 alice
 *
 * What is typed goes to everybody; /list, /msg NAME TEXT and /quit are
 * commands.
 */
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

class ChatClient {
    // The thread that reads: prints what comes, until the server closes.
    static void show(BufferedReader in) {
        try {
            String line;
            while ((line = in.readLine()) != null)
                System.out.println(line);
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("The server has closed the connection.");
    }

    public static void main(String[] args)
        throws IOException, InterruptedException {
        if (args.length != 3) {
            System.err.println("usage: ChatClient HOST PORT NAME");
            System.exit(2);
        }
        try (Socket socket = new Socket(args[0], Integer.parseInt(args[1]))) {
            BufferedReader in = new BufferedReader(new InputStreamReader(
                socket.getInputStream(), StandardCharsets.UTF_8));
            // true: each println is sent at once.
            PrintWriter out = new PrintWriter(new OutputStreamWriter(
                socket.getOutputStream(), StandardCharsets.UTF_8), true);
            BufferedReader keyboard = new BufferedReader(
                new InputStreamReader(System.in));
            out.println(args[2]);
            // Two things can happen next, a line from the keyboard or one
            // from the server: a thread for each.
            Thread reader = new Thread(() -> show(in));
            reader.start();
            String line;
            do {
                line = keyboard.readLine();
                out.println(line == null ? "/quit" : line);
            } while (line != null && !line.equals("/quit"));
            reader.join();      // the server answers /quit by closing
        }
    }
}
