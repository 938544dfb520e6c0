package io.gourmetloop.reliability;

import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Some clients that post photos without pause, and remember what they were promised. */
final class Uploads {
    private static final int CLIENTS = 3;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final long seed;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    Uploads(URI server, long seed) {
        this.server = server;
        this.seed = seed;
    }

    /** Posts until {@code end} returns; the ids of all uploads that were answered. */
    Set<String> until(Runnable end) {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            long first = seed + client * 1_000_000L;
            clients.execute(() -> post(first));
        }
        end.run();
        clients.shutdownNow();
        try {
            if (!clients.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A client hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return acknowledged;
    }

    /** Blocks until so many uploads were answered. */
    void awaitAnswers(int count) {
        Eventually.holds(count + " uploads answered", Duration.ofMinutes(2), () -> acknowledged.size() >= count);
    }

    private void post(long first) {
        for (long picture = first; !Thread.currentThread().isInterrupted(); picture++) {
            try {
                HttpResponse<String> answer = http.send(request(picture), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 201) {
                    acknowledged.add(new JsonObject(answer.body()).getString("prediction_id"));
                }
            } catch (IOException e) {
                return; // the server is gone, as it should be
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private HttpRequest request(long picture) {
        return HttpRequest.newBuilder(server.resolve("/api/v1/predictions"))
                .header("Content-Type", "image/jpeg")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Pictures.jpeg(picture, 160, 120)))
                .build();
    }
}
