// Broken: an exception with one client, such as a reset, ends the server.
import java.io.*;
import java.net.*;

class CalcVanish {
    static String answer(String text) {
        String[] part = text.trim().split(" ");
        try {
            double a = Double.parseDouble(part[0]);
            double b = Double.parseDouble(part[2]);
            switch (part[1]) {
            case "+": return "" + (a + b);
            case "-": return "" + (a - b);
            case "*": return "" + a * b;
            case "/": return "" + a / b;
            default: return "unknown operator";
            }
        } catch (RuntimeException e) {
            return "wrong expression";
        }
    }

    static void serve(Socket socket) {
        byte[] bytes = new byte[1024];
        try (socket) {
            InputStream in = socket.getInputStream();
            int n = in.read(bytes);
            while ((n = in.read(bytes)) > 0) {
                String text = new String(bytes, 0, n, "UTF-8").trim();
                if (text.equals("q"))
                    break;
                socket.getOutputStream().write(answer(text).getBytes());
            }
        } catch (IOException e) {
            e.printStackTrace();
            System.exit(1);
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
