package io.gourmetloop.app.command;

import io.gourmetloop.doctor.BucketsCheck;
import io.gourmetloop.doctor.Check;
import io.gourmetloop.doctor.ClockCheck;
import io.gourmetloop.doctor.DatabaseCheck;
import io.gourmetloop.doctor.DiskCheck;
import io.gourmetloop.doctor.Finding;
import io.gourmetloop.doctor.ModelCheck;
import io.gourmetloop.doctor.Peer;
import io.gourmetloop.doctor.SchemaCheck;
import io.gourmetloop.doctor.ServerCheck;
import io.gourmetloop.doctor.StatedCheck;
import io.gourmetloop.doctor.StudioCheck;
import io.gourmetloop.doctor.StudioMlBackendCheck;
import io.gourmetloop.doctor.StudioStorageCheck;
import io.gourmetloop.doctor.StudioTokenCheck;
import io.gourmetloop.doctor.StudioVersionCheck;
import io.gourmetloop.doctor.StudioWebhookCheck;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.gourmetloop.loop.labeling.WebhookProbes;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.db.DatabaseProbe;
import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import io.gourmetloop.platform.embedded.EmbeddedS3;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectStore;
import io.gourmetloop.platform.storage.StorageGate;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The checks that the settings call for, and what is said in place of those that they do without. */
final class DoctorChecks {
    private final Configuration configuration;
    private final Vertx vertx;
    private final HttpClient http;
    private final Clock clock;
    private final Optional<DatabaseConfig> database;
    private final Optional<StorageConfig> storage;

    private DoctorChecks(Configuration configuration, Vertx vertx, Clock clock) {
        this.configuration = configuration;
        this.vertx = vertx;
        this.http = vertx.createHttpClient();
        this.clock = clock;
        this.database = configuration.database().isEmbedded()
                ? EmbeddedPostgres.locate(configuration.dataDirectory(), configuration.database())
                : Optional.of(configuration.database());
        this.storage = configuration.storage().isEmbedded()
                ? EmbeddedS3.locate(configuration.dataDirectory(), configuration.storage())
                : Optional.of(configuration.storage());
    }

    /** In the order of what needs what. */
    static List<Check> of(Configuration configuration, URI server, Vertx vertx, Clock clock) {
        DoctorChecks checks = new DoctorChecks(configuration, vertx, clock);
        return Stream.of(
                        checks.server(server),
                        checks.database(),
                        checks.storage(),
                        List.<Check>of(new DiskCheck(configuration.dataDirectory())),
                        checks.labelStudio())
                .flatMap(List::stream)
                .toList();
    }

    private List<Check> server(URI address) {
        Peer server = new Peer(http, address);
        return List.of(new ServerCheck(server), new ModelCheck(server));
    }

    private List<Check> database() {
        return database.map(config -> database(new DatabaseProbe(vertx, config)))
                .orElseGet(() -> missing(DatabaseCheck.NAME, "PostgreSQL"));
    }

    private List<Check> database(DatabaseProbe probe) {
        return List.of(
                new DatabaseCheck(probe),
                new SchemaCheck(probe),
                new ClockCheck(DatabaseCheck.NAME, () -> probe.ask().map(answer -> Optional.of(answer.now())), clock));
    }

    private List<Check> storage() {
        return storage.map(config -> storage(config)).orElseGet(() -> missing(BucketsCheck.NAME, "S3 endpoint"));
    }

    private List<Check> storage(StorageConfig config) {
        Peer peer = new Peer(http, Objects.requireNonNull(config.endpoint()));
        return List.of(
                new BucketsCheck(
                        BucketsCheck.NAME,
                        StorageGate.ungated(vertx, config),
                        List.of(Bucket.values()),
                        config.bucketPrefix(),
                        "storage.endpoint has to be right, and storage.access-key has to open these buckets; a server"
                                + " that starts makes those that are missing"),
                new ClockCheck(BucketsCheck.NAME, peer::now, clock));
    }

    private List<Check> labelStudio() {
        if (configuration.labeling().annotator() != LabelingConfig.Annotator.LABEL_STUDIO) {
            return stated(
                    Finding.notUsed("people label at /annotate (labeling.annotator: builtin)"),
                    StudioCheck.NAME,
                    "label-studio-version",
                    StudioTokenCheck.NAME,
                    "label-studio-clock",
                    "label-studio-keys",
                    "label-studio-storage",
                    "label-studio-webhook",
                    "label-studio-ml-backend");
        }
        LabelStudioConfig config = configuration.labelStudio();
        Peer peer = new Peer(http, Objects.requireNonNull(config.url()));
        LabelStudioClient client =
                new LabelStudioClient(vertx, config, new SecureRandom(), new CompositeMeterRegistry());
        List<Check> checks = new ArrayList<>(List.of(
                new StudioCheck(peer),
                new StudioVersionCheck(peer),
                new StudioTokenCheck(client),
                new ClockCheck(StudioCheck.NAME, peer::now, clock)));
        storage.ifPresent(found -> checks.addAll(exchange(client, found)));
        return checks;
    }

    /** What goes to Label Studio and comes back. */
    private List<Check> exchange(LabelStudioClient client, StorageConfig found) {
        var blueprint = new StudioBlueprint(configuration.labelStudio(), found, configuration.labeling());
        List<Check> checks = new ArrayList<>(List.of(keys(found), new StudioStorageCheck(client, blueprint)));
        database.ifPresent(config -> checks.add(new StudioWebhookCheck(
                client, blueprint, new WebhookProbes(new DatabaseProbe(vertx, config).pool()), vertx)));
        checks.add(new StudioMlBackendCheck(client, blueprint));
        return checks;
    }

    private Check keys(StorageConfig server) {
        LabelStudioConfig config = configuration.labelStudio();
        String name = "label-studio-keys";
        if (config.s3AccessKey().isBlank()) {
            return new StatedCheck(
                    name,
                    Finding.notUsed("label-studio.s3-access-key is blank: Label Studio has the keys of the server"));
        }
        ObjectStore store = StorageGate.ungated(vertx, server.withKeys(config.s3AccessKey(), config.s3SecretKey()));
        return new BucketsCheck(
                name,
                store,
                List.of(Bucket.LABELSTUDIO),
                server.bucketPrefix(),
                "label-studio.s3-access-key and .s3-secret-key have to open this bucket");
    }

    /** It runs inside of the server, which says where in its data folder. */
    private List<Check> missing(String name, String what) {
        return List.of(new StatedCheck(
                name,
                List.of(ServerCheck.NAME),
                Finding.failed(
                        "no " + what + " runs on the data folder " + configuration.dataDirectory(),
                        "name the data folder of the server by --data")));
    }

    private static List<Check> stated(Finding finding, String... names) {
        return Stream.of(names)
                .<Check>map(name -> new StatedCheck(name, finding))
                .toList();
    }
}
