/*
 * A server of the echo lab (RFC 862): TCP and UDP, on one port number.
 *
 *	java examples/java/EchoServer.java PORT
 *	java examples/java/EchoServer.java 4004
 */
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;

class EchoServer {
    // A stream: bytes go back as they come, in whatever pieces.
    static void serve(Socket socket) {
        byte[] bytes = new byte[4096];
        try (socket) {
            int n;
            // n bytes came, not bytes.length of them; -1: the client says no
            // more.
            while ((n = socket.getInputStream().read(bytes)) != -1)
                socket.getOutputStream().write(bytes, 0, n);
        } catch (IOException e) {
            System.out.println("cut off: " + e.getMessage());
        }
    }

    // No connections: each datagram says where it came from.
    static void serveDatagrams(DatagramSocket socket) {
        try {
            while (true) {
                DatagramPacket packet =
                    new DatagramPacket(new byte[65535], 65535);
                socket.receive(packet);
                socket.send(packet);    // to where it came from
            }
        } catch (IOException e) {
            System.out.println("UDP: " + e.getMessage());
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: EchoServer PORT");
            System.exit(2);
        }
        int port = Integer.parseInt(args[0]);
        DatagramSocket datagrams = new DatagramSocket(port);
        new Thread(() -> serveDatagrams(datagrams)).start();
        ServerSocket listener = new ServerSocket(port);
        while (true) {
            Socket socket = listener.accept();
            new Thread(() -> serve(socket)).start();
        }
    }
}
