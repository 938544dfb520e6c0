package io.gourmetloop.platform.storage;

import io.gourmetloop.platform.config.StorageConfig;
import io.minio.MinioAsyncClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The S3 client twice, over the same connections. {@code brief} ends every call within the deadline; {@code patient}
 * gives the deadline to each step of a call, so that a large object may take its time while its bytes move. Both run
 * their calls on the caller's thread and try once: who may wait tries again.
 */
record MinioClients(MinioAsyncClient brief, MinioAsyncClient patient) {
    private static final Duration IDLE = Duration.ofMinutes(1);

    static MinioClients of(StorageConfig config) {
        Dispatcher dispatcher = new Dispatcher(new CallerThread());
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        OkHttpClient http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(config.threads(), IDLE.toSeconds(), TimeUnit.SECONDS))
                .socketFactory(new NoDelaySockets())
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(config.timeout())
                .readTimeout(config.timeout())
                .writeTimeout(config.timeout())
                .build();
        OkHttpClient brief = http.newBuilder().callTimeout(config.timeout()).build();
        return new MinioClients(client(config, brief), client(config, http));
    }

    private static MinioAsyncClient client(StorageConfig config, OkHttpClient http) {
        URI endpoint = Objects.requireNonNull(config.endpoint(), "storage.endpoint");
        return MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey().reveal())
                .httpClient(http)
                .build();
    }
}
