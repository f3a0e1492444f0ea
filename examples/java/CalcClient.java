/*
 * A client of the calc lab: asks what you type, and shows the answer.
 *
 *	java examples/java/CalcClient.java HOST PORT NAME
 *	java examples/java/CalcClient.java 127.0.0.1 12002 alice
 *
 * Type NUMBER OPERATOR NUMBER, such as 12 + 42, or q to end.
 */
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

class CalcClient {
    static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?";
    static final String EXPRESSION =
        "(?i)" + NUMBER + "\\s*[-+*/]\\s*" + NUMBER;

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: CalcClient HOST PORT NAME");
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
            String line, answer = "";
            out.println(args[2]);
            while ((line = keyboard.readLine()) != null
                && !line.trim().equals("q")) {
                // What is no expression is not sent at all.
                if (!line.trim().matches(EXPRESSION)) {
                    System.out.println("Type something like 12 + 42, or q.");
                    continue;
                }
                out.println(line.trim());
                answer = in.readLine();
                if (answer == null)
                    throw new IOException("the server has closed");
                System.out.println(answer);
            }
            out.println("q");
            // Perhaps a goodbye; then the server closes.
            while ((answer = in.readLine()) != null)
                System.out.println(answer);
        }
    }
}
