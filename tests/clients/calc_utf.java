// wrong: DataOutputStream.writeUTF, two bytes of length before each text
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.Socket;

class CalcUtf {
    public static void main(String[] args) throws Exception {
        Socket socket = new Socket(args[0], Integer.parseInt(args[1]));
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        out.writeUTF(args[2]);
        out.writeUTF("12 + 42");
        System.out.println(in.readUTF());
        Thread.sleep(1000);
        socket.close();
    }
}
