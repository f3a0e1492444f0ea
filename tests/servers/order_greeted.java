// Right: (greeted, chat) Java, a thread each, the end is a Bye.
import java.io.*;
import java.net.*;

class OrderGreeted {
    static final Socket[] sockets = new Socket[2];
    static String first;
    static boolean over;

    static synchronized void send(int to, String text) {
        try {
            sockets[to].getOutputStream().write(text.getBytes("UTF-8"));
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    static synchronized void said(String text) {
        if (first == null) {
            first = text;
            return;
        }
        for (int i = 0; i < 2; i++)
            send(i, first + " received before " + text);
    }

    static synchronized void relay(int from, String text) {
        if (!over)
            send(1 - from, text);
    }

    static synchronized void end() {
        over = true;
        for (Socket socket : sockets)
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                System.err.println(e);
            }
    }

    static void serve(int me) {
        byte[] bytes = new byte[1024];
        try {
            InputStream in = sockets[me].getInputStream();
            boolean named = false;
            int n;
            while ((n = in.read(bytes)) > 0) {
                String text = new String(bytes, 0, n, "UTF-8").trim();
                if (!named) {
                    String name = text.replaceFirst("^Client [XY]: *", "");
                    said("XY".charAt(me) + ": " + name);
                    named = true;
                } else {
                    relay(me, "Client " + "XY".charAt(me) + ": " + text);
                    if (text.equalsIgnoreCase("bye"))
                        break;
                }
            }
        } catch (IOException e) {
            relay(me, "Your partner has left");
        } finally {
            end();
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(Integer.parseInt(args[0]));
        for (int i = 0; i < 2; i++)
            sockets[i] = server.accept();
        Thread[] threads = new Thread[2];
        for (int i = 0; i < 2; i++)
            send(i, "Client " + "XY".charAt(i) + " connected");
        for (int i = 0; i < 2; i++) {
            int me = i;
            threads[i] = new Thread(() -> serve(me));
            threads[i].start();
        }
        for (Thread thread : threads)
            thread.join();
    }
}
