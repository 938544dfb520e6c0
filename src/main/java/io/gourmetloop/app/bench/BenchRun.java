package io.gourmetloop.app.bench;

import io.gourmetloop.app.bench.LoadGenerator.Load;
import io.gourmetloop.domain.Content;
import io.gourmetloop.model.inference.BareBenchmark;
import io.gourmetloop.model.inference.Photo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The server under load, each time between two runs of the bare benchmark: the speed of a machine changes while it is
 * measured.
 */
final class BenchRun {
    private static final Duration BARE = Duration.ofSeconds(3);
    private static final int MAX_MEGAPIXELS = 50;

    private final BenchServer server;
    private final LoadGenerator load;
    private final List<byte[]> jpegs;
    private final int cores;

    BenchRun(BenchServer server, List<byte[]> jpegs, int cores) {
        this.server = server;
        this.load = new LoadGenerator(server.address());
        this.jpegs = jpegs;
        this.cores = cores;
    }

    /** Processor milliseconds per image: of the server alone, and with its database. */
    record Served(Load load, double processorMillis, double processorMillisOfAll) {}

    /** A measurement, and those of the bare benchmark right before and right after it. */
    record Compared(BareBenchmark.Result before, Served served, BareBenchmark.Result after) {
        /** Images a second as a share of those without a server. */
        double rateOfBare() {
            return served.load().perSecond() / mean(BareBenchmark.Result::imagesPerSecond);
        }

        /** Processor time of an image as a multiple of that without a server. */
        double processorOfBare() {
            return served.processorMillis() / mean(BareBenchmark.Result::processorMillisPerImage);
        }

        private double mean(ToDoubleFunction<BareBenchmark.Result> figure) {
            return (figure.applyAsDouble(before) + figure.applyAsDouble(after)) / 2;
        }
    }

    /** As many clients as cores; only their side is measured. */
    Load load(int requests) {
        return load.run(jpegs, cores, requests);
    }

    /** What was measured with each number of clients, once a turn. */
    Map<Integer, List<Compared>> turns(List<Integer> clients, int requests, int turns) throws InterruptedException {
        BareBenchmark bare = new BareBenchmark(server.model(), cores);
        List<Photo> photos = jpegs.stream()
                .map(jpeg -> Photo.inspect(Content.of(jpeg), MAX_MEGAPIXELS))
                .toList();
        Map<Integer, List<Compared>> all = new TreeMap<>();
        BareBenchmark.Result before = bare.run(photos, BARE);
        for (int turn = 0; turn < turns; turn++) {
            for (int number : clients) {
                Served served = serve(number, requests);
                BareBenchmark.Result after = bare.run(photos, BARE);
                all.computeIfAbsent(number, first -> new ArrayList<>()).add(new Compared(before, served, after));
                before = after;
            }
        }
        return all;
    }

    private Served serve(int clients, int requests) {
        Duration before = server.processorTime();
        Duration allBefore = server.processorTimeOfAll();
        Load done = load.run(jpegs, clients, requests);
        return new Served(
                done,
                server.processorTime().minus(before).toNanos() / 1e6 / requests,
                server.processorTimeOfAll().minus(allBefore).toNanos() / 1e6 / requests);
    }
}
