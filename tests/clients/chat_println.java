// right: PrintWriter.println, a thread that reads, /quit
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;

class ChatPrintln {
    public static void main(String[] args) throws Exception {
        Socket socket = new Socket(args[0], Integer.parseInt(args[1]));
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true);
        BufferedReader in = new BufferedReader(
            new InputStreamReader(socket.getInputStream(), "UTF-8"));
        Thread reader = new Thread(() -> {
            try {
                String line;
                while ((line = in.readLine()) != null)
                    System.out.println(line);
            } catch (Exception e) {
                System.out.println("gone");
            }
        });
        reader.start();
        for (String line : new String[] { args[2], "/list", "hi", "/quit" }) {
            out.println(line);
            Thread.sleep(300);
        }
        reader.join();
        socket.close();
    }
}
