/*
 * A server of the clock lab: a datagram comes, a datagram goes back.
 *
 *	java examples/java/ClockServer.java PORT
 *	java examples/java/ClockServer.java 4003
 *
 * It keeps nothing about anybody: no connection, no thread, no state.
 */
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

class ClockServer {
    static String answer(String question) {
        switch (question) {
        case "SEND_DATE":
            return LocalDate.now().toString();      // 2026-11-28
        case "SEND_TIME":
            return LocalTime.now().format(
                DateTimeFormatter.ofPattern("HH:mm:ss"));
        default:
            return "error: send SEND_DATE or SEND_TIME";
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: ClockServer PORT");
            System.exit(2);
        }
        DatagramSocket socket =
            new DatagramSocket(Integer.parseInt(args[0]));
        while (true) {
            // A new packet each time: receive shortens the one it gets.
            DatagramPacket packet =
                new DatagramPacket(new byte[65535], 65535);
            socket.receive(packet);
            String question = new String(packet.getData(), 0,
                packet.getLength(), StandardCharsets.UTF_8).trim();
            System.out.println(packet.getSocketAddress() + " " + question);
            byte[] bytes = answer(question).getBytes(
                StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(bytes, bytes.length,
                packet.getSocketAddress()));
        }
    }
}
