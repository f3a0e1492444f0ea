/*
 * A client of the clock lab: asks for the date or the time, by UDP.
 *
 * Every one or two seconds, COUNT times, else until Ctrl-C.
 *
 *	java examples/java/ClockClient.java HOST PORT [COUNT]
 *	java examples/java/ClockClient.java 127.0.0.1 12003
 */
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

class ClockClient {
    public static void main(String[] args)
        throws IOException, InterruptedException {
        if (args.length != 2 && args.length != 3) {
            System.err.println("usage: ClockClient HOST PORT [COUNT]");
            System.exit(2);
        }
        InetAddress host = InetAddress.getByName(args[0]);
        int port = Integer.parseInt(args[1]);
        int count = args.length == 3 ? Integer.parseInt(args[2]) : 0;
        Random random = new Random();
        // No connection: every datagram says where it goes.
        DatagramSocket socket = new DatagramSocket();
        // UDP may lose the question or the answer, and then nothing comes,
        // ever.
        socket.setSoTimeout(3000);
        for (int i = 0; count == 0 || i < count; i++) {
            if (i > 0)
                Thread.sleep(1000 + random.nextInt(1000));
            String question = random.nextBoolean() ? "SEND_DATE"
                : "SEND_TIME";
            byte[] bytes = question.getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(bytes, bytes.length, host, port));
            DatagramPacket answer =
                new DatagramPacket(new byte[1024], 1024);
            try {
                socket.receive(answer);
                // getLength(): the buffer is longer than what came.
                System.out.println(question + " -> " + new String(
                    answer.getData(), 0, answer.getLength(),
                    StandardCharsets.UTF_8).trim());
            } catch (SocketTimeoutException e) {
                System.out.println(question + " -> no answer");
            }
        }
    }
}
