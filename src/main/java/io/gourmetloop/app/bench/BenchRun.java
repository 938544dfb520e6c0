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

/** Turns of the bare benchmark and of the server under load, one after the other. */
final class BenchRun {
    private static final Duration BARE = Duration.ofSeconds(5);
    private static final int MAX_MEGAPIXELS = 50;

    private final BenchServer server;
    private final LoadGenerator load;
    private final List<byte[]> jpegs;
    private final int cores;

    BenchRun(BenchServer server, List<byte[]> jpegs, int cores) {
        this.server = server;
        this.load = new LoadGenerator(server.address(), server.token());
        this.jpegs = jpegs;
        this.cores = cores;
    }

    /** Processor milliseconds per image: of the server alone, and with its database. */
    record Served(Load load, double processorMillis, double processorMillisOfAll) {}

    record Turn(BareBenchmark.Result bare, Map<Integer, Served> served) {}

    /** As many clients as cores; only their side is measured. */
    Load load(int requests) {
        return load.run(jpegs, cores, requests);
    }

    List<Turn> turns(List<Integer> clients, int requests, int turns) throws InterruptedException {
        BareBenchmark bare = new BareBenchmark(server.model(), cores);
        List<Photo> photos = jpegs.stream()
                .map(jpeg -> Photo.inspect(Content.of(jpeg), MAX_MEGAPIXELS))
                .toList();
        List<Turn> all = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            BareBenchmark.Result reference = bare.run(photos, BARE);
            Map<Integer, Served> served = new TreeMap<>();
            clients.forEach(number -> served.put(number, serve(number, requests)));
            all.add(new Turn(reference, served));
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
