// wrong: java.net.http.HttpClient, and nobody set the Date
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class WaitHttp {
    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).build();
        String[][] asks = { { "/clients", args[2] }, { "/wait", "5" } };
        for (String[] ask : asks) {
            HttpRequest request = HttpRequest.newBuilder(
                URI.create("http://" + args[0] + ":" + args[1] + ask[0]))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(ask[1])).build();
            System.out.println(client.send(request,
                HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
