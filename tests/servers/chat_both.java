// Right: (both) Java threads; lines to everyone, and the commands, too.
import java.io.*;
import java.net.*;
import java.util.*;

class ChatBoth {
    static final Map<String, Socket> people = new TreeMap<>();

    static void send(Socket to, String text) {
        try {
            to.getOutputStream().write(text.getBytes("UTF-8"));
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    static void all(String but, String text) {
        for (Map.Entry<String, Socket> one : people.entrySet())
            if (!one.getKey().equals(but))
                send(one.getValue(), text);
    }

    static String read(InputStream in) throws IOException {
        byte[] bytes = new byte[4096];
        int n = in.read(bytes);
        return n < 0 ? null : new String(bytes, 0, n, "UTF-8").trim();
    }

    static void handle(String name, Socket socket, String text) {
        String[] words = text.split(" +", 3);
        if (words[0].equals("/list")) {
            send(socket, people.keySet().toString());
        } else if (!words[0].equals("/msg")) {
            all(name, name + ": " + text);
        } else if (words.length < 3 || !people.containsKey(words[1])) {
            send(socket, "Server: no such user, or no text");
        } else {
            send(people.get(words[1]), name + " (to you): " + words[2]);
        }
    }

    static void serve(Socket socket) {
        String name = null, text;
        try (socket) {
            InputStream in = socket.getInputStream();
            name = read(in);
            synchronized (people) {
                if (name == null || people.putIfAbsent(name, socket) != null) {
                    send(socket, "Server: choose another name");
                    return;
                }
                all(name, "Server: " + name + " joined");
            }
            while ((text = read(in)) != null && !text.equals("/quit"))
                synchronized (people) {
                    handle(name, socket, text);
                }
        } catch (IOException e) {
            System.err.println(e);
        } finally {
            synchronized (people) {
                if (name != null && people.remove(name, socket))
                    all(name, "Server: " + name + " left");
            }
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
