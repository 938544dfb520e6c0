package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.minio.Signer;
import io.minio.errors.MinioException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The users of a MinIO, by its administration interface. Every call blocks, may be repeated, and fails with
 * STORAGE_UNAVAILABLE when MinIO refuses or does not answer.
 */
public final class MinioUsers {
    private static final String BASE = "minio/admin/v3/";
    private static final String ALL_BUCKETS = "readwrite";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final OkHttpClient http;
    private final StorageConfig config;
    private final String admin;
    private final Secret password;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** {@code admin} and {@code password} are MinIO's root user or another administrator of it. */
    public MinioUsers(StorageConfig config, String admin, Secret password, Clock clock) {
        this.http = new OkHttpClient.Builder().callTimeout(config.timeout()).build();
        this.config = config;
        this.admin = admin;
        this.password = password;
        this.clock = clock;
    }

    /** This user may read, write and make all buckets, and administer nothing. */
    public void admitToAll(String name, Secret secret) {
        admit(name, secret, ALL_BUCKETS);
    }

    /** This user may list, read, write and delete in one bucket alone. */
    public void admitTo(Bucket bucket, String name, Secret secret) {
        String policy = "gourmetloop-" + bucket.name(config.bucketPrefix());
        put(url("add-canned-policy").addQueryParameter("name", policy), bytes(policy(bucket)));
        admit(name, secret, policy);
    }

    private void admit(String name, Secret secret, String policy) {
        JsonObject user = new JsonObject().put("secretKey", secret.reveal()).put("status", "enabled");
        put(url("add-user").addQueryParameter("accessKey", name), MinioSealing.seal(bytes(user), password, random));
        put(
                url("set-user-or-group-policy")
                        .addQueryParameter("policyName", policy)
                        .addQueryParameter("userOrGroup", name)
                        .addQueryParameter("isGroup", "false"),
                new byte[0]);
    }

    private JsonObject policy(Bucket bucket) {
        String resource = "arn:aws:s3:::" + bucket.name(config.bucketPrefix());
        return new JsonObject()
                .put("Version", "2012-10-17")
                .put(
                        "Statement",
                        new JsonArray()
                                .add(allowed(resource, "s3:ListBucket", "s3:GetBucketLocation"))
                                .add(allowed(resource + "/*", "s3:GetObject", "s3:PutObject", "s3:DeleteObject")));
    }

    private static JsonObject allowed(String resource, String... actions) {
        return new JsonObject()
                .put("Effect", "Allow")
                .put("Action", JsonArray.of((Object[]) actions))
                .put("Resource", JsonArray.of(resource));
    }

    private HttpUrl.Builder url(String operation) {
        URI endpoint = Objects.requireNonNull(config.endpoint(), "storage.endpoint");
        return HttpUrl.get(endpoint).newBuilder().addPathSegments(BASE + operation);
    }

    private void put(HttpUrl.Builder address, byte[] body) {
        HttpUrl url = address.build();
        String digest = sha256(body);
        Request request = new Request.Builder()
                .url(url)
                .header("Host", url.host() + ":" + url.port())
                .header("x-amz-date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)))
                .header("x-amz-content-sha256", digest)
                .put(RequestBody.create(body))
                .build();
        try (Response response = http.newCall(signed(request, digest)).execute()) {
            if (!response.isSuccessful()) {
                throw new Failure(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "MinIO refuses to administer its users (" + response.code() + " "
                                + Objects.requireNonNull(response.body()).string() + ")");
            }
        } catch (IOException e) {
            throw new Failure(ErrorCode.STORAGE_UNAVAILABLE, "MinIO at " + config.endpoint() + " does not answer", e);
        }
    }

    private Request signed(Request request, String digest) {
        try {
            return Signer.signV4S3(request, config.region(), admin, password.reveal(), digest);
        } catch (MinioException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(JsonObject json) {
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
