package io.gourmetloop.app.bench;

import io.gourmetloop.app.process.CommandFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Images a second through HTTP, beside those that the machine decodes and classifies without a server. */
@Command(
        name = "bench",
        description = {
            "Starts a server on this machine and measures it beside bare decoding and inference.",
            "The same photos go through HTTP and through bare threads, in turns, so that a slow moment of the machine"
                    + " meets both."
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private final String program;
    private final PrintStream out;

    @Parameters(paramLabel = "PHOTO", description = "JPEG files, or folders of them; default: generated pictures.")
    private List<Path> photos = new ArrayList<>();

    @Option(
            names = "--side",
            defaultValue = "0",
            description = "Resize them to squares of this side first; 0 leaves them as they are.")
    private int side;

    @Option(
            names = "--clients",
            split = ",",
            defaultValue = "1,4,16",
            description = "Numbers of concurrent clients (${DEFAULT-VALUE}).")
    private List<Integer> clients = new ArrayList<>();

    @Option(names = "--requests", defaultValue = "600", description = "Requests in each turn (${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--turns", defaultValue = "3", description = "Turns; medians are printed (${DEFAULT-VALUE}).")
    private int turns;

    @Option(
            names = "--warm-up",
            paramLabel = "REQUESTS",
            defaultValue = "6000",
            description = {
                "Requests before the first turn, since Java compiles while it runs (${DEFAULT-VALUE});",
                "with the server's memory at each tenth of them."
            })
    private int warmUp;

    /** {@code program}: the main class, which the measured server is started by. */
    public BenchCommand(String program, PrintStream out) {
        this.program = program;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (turns < 1 || requests < 1 || clients.stream().anyMatch(number -> number < 1) || side < 0 || warmUp < 0) {
            throw new CommandFailure(
                    "--clients, --requests and --turns take numbers from 1, --side and --warm-up from 0");
        }
        List<byte[]> jpegs = BenchPhotos.read(photos, side);
        int cores = Runtime.getRuntime().availableProcessors();
        try (BenchServer server = BenchServer.start(program)) {
            BenchRun run = new BenchRun(server, jpegs, cores);
            out.printf(
                    Locale.ROOT, "%d photos, %d KB on average, %d processors%n", jpegs.size(), kilobytes(jpegs), cores);
            new BenchWarmUp(server, run, out).run(warmUp);
            new BenchTable(out).print(run.turns(clients, requests, turns));
            out.printf(Locale.ROOT, "resident memory: %d MB%n", server.residentBytes() / 1_000_000);
        }
        return 0;
    }

    private static long kilobytes(List<byte[]> jpegs) {
        return (long) jpegs.stream().mapToInt(jpeg -> jpeg.length).average().orElse(0) / 1000;
    }
}
