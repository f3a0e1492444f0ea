/*
 * A server of the chat lab: a room, and a thread for each client.
 *
 *	java examples/java/ChatServer.java PORT
 *	java examples/java/ChatServer.java 4001
 *
 * The first message is the name.  Then /list, /msg NAME TEXT, /quit; anything
 * else goes to everybody.
 */
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class ChatServer {
    // Who is here.  Whoever reads or changes it is inside synchronized (room).
    static final Map<String, Client> room = new LinkedHashMap<>();

    static class Client {
        final Socket socket;
        // A thread that writes what is queued for this client: if it does
        // not read, that thread waits, and nobody else.
        final ExecutorService out = Executors.newSingleThreadExecutor();
        String rest = "";       // came, but belongs to the next message
        Boolean bare;           // does it send messages without a line end?

        Client(Socket socket) {
            this.socket = socket;
        }

        void send(String text) {
            out.execute(() -> {
                try {
                    socket.getOutputStream().write(
                        (text + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // It has gone: its reader notices, too.
                }
            });
        }

        // Once all that was queued is out.
        void close() {
            out.execute(() -> {
                try {
                    socket.close();
                } catch (IOException e) {
                    System.out.println(e.getMessage());
                }
            });
            out.shutdown();
        }

        // The next message, null at the end.  TCP is a stream: a read may
        // give half a line, or two.  Only of a client that ends no lines is
        // what one read gives taken for a message.
        String message() throws IOException {
            byte[] bytes = new byte[4096];
            while (rest.indexOf('\n') == -1) {
                int n = socket.getInputStream().read(bytes);
                if (n == -1)
                    return null;
                // One byte a character here, for a letter may be cut in two.
                String got = new String(bytes, 0, n,
                    StandardCharsets.ISO_8859_1);
                if (bare == null)
                    bare = got.indexOf('\n') == -1;
                if (bare)
                    return letters(got);
                rest += got;
            }
            int end = rest.indexOf('\n');
            String line = rest.substring(0, end);
            rest = rest.substring(end + 1);
            return letters(line);
        }

        static String letters(String bytes) {
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8).trim();
        }
    }

    static void tell(String text) {
        for (Client client : room.values())
            client.send(text);
    }

    static void command(String name, Client client, String text) {
        String[] words = text.split(" ", 3);
        if (text.equals("/list")) {
            client.send("Here are: " + String.join(", ", room.keySet()));
        } else if (!words[0].equals("/msg")) {
            tell(name + ": " + text);
        } else if (words.length < 3) {
            client.send("Write /msg NAME TEXT.");
        } else if (!room.containsKey(words[1])) {
            client.send("Nobody here is called " + words[1] + ".");
        } else {
            room.get(words[1]).send(name + " (private): " + words[2]);
        }
    }

    static void talk(String name, Client client) throws IOException {
        String text;
        while ((text = client.message()) != null && !text.equals("/quit"))
            synchronized (room) {
                command(name, client, text);
            }
    }

    // Gives the name, if it is free.
    static boolean enter(String name, Client client) {
        synchronized (room) {
            if (name == null || name.isEmpty() || room.containsKey(name)) {
                client.send("That name is taken.");
                return false;
            }
            client.send("Welcome, " + name + ".");
            tell("* " + name + " has joined");
            room.put(name, client);
            return true;
        }
    }

    static void serve(Socket socket) {
        Client client = new Client(socket);
        String name = null;
        boolean entered = false;
        try {
            name = client.message();
            entered = enter(name, client);
            if (entered)
                talk(name, client);
        } catch (IOException e) {
            System.out.println(name + ": " + e.getMessage());
        }
        if (entered)
            synchronized (room) {
                room.remove(name);
                tell("* " + name + " has left");
            }
        client.close();
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: ChatServer PORT");
            System.exit(2);
        }
        ServerSocket listener = new ServerSocket(Integer.parseInt(args[0]));
        while (true) {
            Socket socket = listener.accept();
            new Thread(() -> serve(socket)).start();
        }
    }
}
