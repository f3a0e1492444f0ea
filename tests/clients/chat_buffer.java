// wrong: writes its whole byte array, old text behind the new one
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

class ChatBuffer {
    public static void main(String[] args) throws Exception {
        Socket socket = new Socket(args[0], Integer.parseInt(args[1]));
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[4096];
        byte[] line = new byte[24];
        out.write((args[2] + "\n").getBytes());
        for (String text : new String[] { "good morning all\n", "hi\n" }) {
            Thread.sleep(400);
            while (in.available() > 0)
                in.read(answer);
            byte[] typed = text.getBytes();
            System.arraycopy(typed, 0, line, 0, typed.length);
            out.write(line);
        }
        Thread.sleep(400);
        while (in.available() > 0)
            in.read(answer);
        socket.close();
    }
}
