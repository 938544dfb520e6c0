package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.app.process.CommandFailure;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.MinioUsers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "users",
        description = {
            "Creates the users named by the settings in the MinIO at storage.endpoint, or resets their secrets and rights:",
            "storage.access-key for all buckets, label-studio.s3-access-key for the bucket labelstudio alone."
        },
        mixinStandardHelpOptions = true)
final class StorageUsersCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--admin", paramLabel = "NAME", required = true, description = "An administrator of MinIO.")
    private String admin = "";

    @Option(names = "--password-file", paramLabel = "FILE", required = true, description = "Holds their password.")
    private Path passwordFile = Path.of("");

    StorageUsersCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = settings.load(loader);
        StorageConfig storage = configuration.storage();
        LabelStudioConfig studio = configuration.labelStudio();
        if (storage.isEmbedded()) {
            throw new CommandFailure("The embedded store has one user; set storage.endpoint to that of a MinIO");
        }
        Secret password = new Secret(Files.readString(passwordFile).strip());
        MinioUsers users = new MinioUsers(storage, admin, password, Clock.systemUTC());
        users.admitToAll(storage.accessKey(), storage.secretKey());
        out.println(storage.accessKey() + " may use all buckets");
        if (!studio.s3AccessKey().isBlank()) {
            users.admitTo(Bucket.LABELSTUDIO, studio.s3AccessKey(), studio.s3SecretKey());
            out.println(studio.s3AccessKey() + " may use the bucket " + Bucket.LABELSTUDIO.name(storage.bucketPrefix())
                    + " alone");
        }
        return 0;
    }
}
