/*
 * A server of the calc lab: a thread for each client.
 *
 *	java examples/java/CalcServer.java PORT
 *	java examples/java/CalcServer.java 4002
 *
 * The first message is the client's name, then each is NUMBER OPERATOR NUMBER,
 * until q.
 */
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class CalcServer {
    static final String NUMBER =
        "([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?)";
    static final Pattern EXPRESSION = Pattern.compile(
        "(?i)" + NUMBER + "\\s*([-+*/])\\s*" + NUMBER);

    static String calculate(String text) {
        Matcher match = EXPRESSION.matcher(text);
        if (!match.matches())
            return "error: write NUMBER OPERATOR NUMBER, such as 12 + 42";
        double a = Double.parseDouble(match.group(1));
        double b = Double.parseDouble(match.group(3));
        double value = 0;
        switch (match.group(2)) {
        case "+": value = a + b; break;
        case "-": value = a - b; break;
        case "*": value = a * b; break;
        case "/":
            if (b == 0)
                return "error: division by zero";
            value = a / b;
        }
        return "" + value;
    }

    // One client's messages.  TCP is a stream: a read may give half a line,
    // or two.  Only of a client that ends no lines is what one read gives
    // taken for a message.
    static class Messages {
        final Socket socket;
        String rest = "";       // came, but belongs to the next message
        Boolean bare;           // does it send messages without a line end?

        Messages(Socket socket) {
            this.socket = socket;
        }

        // null: it has closed.
        String next() throws IOException {
            byte[] bytes = new byte[4096];
            while (rest.indexOf('\n') == -1) {
                int n = socket.getInputStream().read(bytes);
                if (n == -1)
                    return null;
                String got = new String(bytes, 0, n, StandardCharsets.UTF_8);
                if (bare == null)
                    bare = got.indexOf('\n') == -1;
                if (bare)
                    return got.trim();
                rest += got;
            }
            int end = rest.indexOf('\n');
            String line = rest.substring(0, end).trim();
            rest = rest.substring(end + 1);
            return line;
        }
    }

    static void serve(Socket socket) {
        String name = null;
        try (socket) {
            Messages messages = new Messages(socket);
            String text;
            name = messages.next();
            while ((text = messages.next()) != null && !text.equals("q")) {
                String answer = calculate(text);
                System.out.println(name + " asked " + text
                    + " and was told " + answer);
                socket.getOutputStream().write(
                    (answer + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            System.out.println(name + " was cut off: " + e.getMessage());
        }
        System.out.println("session ended: " + name);
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: CalcServer PORT");
            System.exit(2);
        }
        ServerSocket listener = new ServerSocket(Integer.parseInt(args[0]));
        while (true) {
            Socket socket = listener.accept();
            new Thread(() -> serve(socket)).start();
        }
    }
}
