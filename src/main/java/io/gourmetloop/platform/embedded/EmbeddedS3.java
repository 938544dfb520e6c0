package io.gourmetloop.platform.embedded;

import io.gourmetloop.platform.config.EmbeddedConfig;
import io.gourmetloop.platform.config.Hosts;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.NearObjects;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 endpoint of this process, whose objects are files in {@code <data folder>/objects/<bucket>/<key>}. Requests must
 * be signed (AWS signature 4) with keys that are generated once.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedS3.class);
    private static final String PART = "s3";

    private final S3Proxy server;
    private final DurableBlobStore store;
    private final Announcement announcement;

    private EmbeddedS3(S3Proxy server, DurableBlobStore store, Announcement announcement) {
        this.server = server;
        this.store = store;
        this.announcement = announcement;
    }

    /** Blocks until the endpoint answers. */
    public static EmbeddedS3 start(DataFolder folder, EmbeddedConfig config) {
        Secret accessKey = folder.secrets().ensure("s3-access-key");
        Secret secretKey = folder.secrets().ensure("s3-secret-key");
        try {
            DurableBlobStore store = DurableBlobStore.in(folder.path());
            S3Proxy server = S3Proxy.builder()
                    .blobStore(store)
                    .endpoint(URI.create("http://" + config.host() + ":" + config.s3Port()))
                    .awsAuthentication(AuthenticationType.AWS_V4, accessKey.reveal(), secretKey.reveal())
                    .build();
            launch(server, config);
            String url = Hosts.http(config.host(), server.getPort()).toString();
            log.info("S3 answers at {}", url);
            return new EmbeddedS3(server, store, folder.announce(PART, url, accessKey.reveal(), secretKey));
        } catch (IOException e) {
            throw new EmbeddedException("S3 cannot use " + folder.path() + ": " + e.getMessage(), e);
        }
    }

    /** The settings with this endpoint's address and keys. */
    public StorageConfig storage(StorageConfig settings) {
        return coordinates(settings, announcement);
    }

    /** The same objects without the endpoint between. */
    public NearObjects objects() {
        return new BlobObjects(store);
    }

    /** The settings with the address of the endpoint that another process runs on this data folder. */
    public static Optional<StorageConfig> locate(Path dataFolder, StorageConfig settings) {
        return Announcement.read(DataFolder.announcement(dataFolder, PART))
                .map(announcement -> coordinates(settings, announcement));
    }

    /** Ends the requests that run, then the endpoint. */
    @Override
    public void close() {
        announcement.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new EmbeddedException("The S3 endpoint does not stop: " + e.getMessage(), e);
        }
        log.info("S3 has stopped");
    }

    private static void launch(S3Proxy server, EmbeddedConfig config) {
        try {
            server.start();
        } catch (Exception e) {
            throw new EmbeddedException(
                    "S3 does not start: " + config.s3Address().refusal(String.valueOf(e.getMessage())), e);
        }
    }

    private static StorageConfig coordinates(StorageConfig settings, Announcement announcement) {
        return new StorageConfig(
                announcement.url(),
                settings.region(),
                announcement.user(),
                announcement.secret(),
                settings.bucketPrefix(),
                settings.threads(),
                settings.timeout(),
                settings.retryAfter(),
                settings.maxSpooled());
    }
}
