package io.gourmetloop.app.demo;

import io.gourmetloop.app.client.ApiClient;
import io.gourmetloop.app.client.CheckRunner;
import io.gourmetloop.app.client.CheckTable;
import io.gourmetloop.app.client.ServerOptions;
import io.gourmetloop.app.demo.DemoPhotos.LabeledPhoto;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Users, annotators and the truth, beside what the server estimates. */
@Command(
        name = "demo",
        description = {
            "Plays end users and annotators against a running server.",
            "Photos come from a folder of class folders; at the end what the server estimates is compared with the truth"
                    + " that the folders tell."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--photos", paramLabel = "DIR", required = true, description = "A folder of photos for each class.")
    private Path photos = Path.of("");

    @Option(names = "--rate", defaultValue = "0", description = "Photos per second; 0 means as fast as possible.")
    private double rate;

    @Option(names = "--limit", defaultValue = "0", description = "Maximum number of photos; 0 means all.")
    private int limit;

    @Option(names = "--flag-wrong", defaultValue = "0.2", description = "Share of wrong predictions that users flag.")
    private double flagWrong;

    @Option(names = "--flag-right", defaultValue = "0.02", description = "Share of right predictions that users flag.")
    private double flagRight;

    @Option(names = "--correct", defaultValue = "0.5", description = "Share of flags that name a class.")
    private double correct;

    @Option(names = "--label-noise", defaultValue = "0", description = "Share of labels that are random.")
    private double labelNoise;

    @Option(
            names = "--drift",
            paramLabel = "CLASS",
            description = "Under-expose the photos of this class from --drift-from on, and run the checks at the end.")
    private @Nullable String drift;

    @Option(names = "--drift-from", defaultValue = "0.5", description = "Share of the photos before the change.")
    private double driftFrom;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the order of photos and of what people do.")
    private long seed;

    public DemoCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        DemoHabits habits = new DemoHabits(flagWrong, flagRight, correct, labelNoise);
        ApiClient api = server.connect(loader);
        List<String> classes = api.get("/api/classes").getJsonArray("classes").stream()
                .map(String.class::cast)
                .toList();
        DemoDrift change = DemoDrift.of(drift, driftFrom, classes);
        new DemoRun(api, habits, seed, rate, out).run(change.befall(chosen(DemoPhotos.read(photos, classes))), classes);
        if (change.happens()) {
            out.println();
            new CheckTable(out).print(new CheckRunner(api).run());
        }
        return 0;
    }

    private List<LabeledPhoto> chosen(List<LabeledPhoto> all) {
        List<LabeledPhoto> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return limit > 0 && limit < shuffled.size() ? shuffled.subList(0, limit) : shuffled;
    }
}
