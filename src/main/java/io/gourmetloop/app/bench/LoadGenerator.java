package io.gourmetloop.app.bench;

import io.gourmetloop.app.process.CommandFailure;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Sends photos over kept connections from a number of clients, each an end user who sends one after the other. */
final class LoadGenerator {
    private final URI server;

    LoadGenerator(URI server) {
        this.server = server;
    }

    /** Latencies in nanoseconds, sorted, and the time of the whole. */
    record Load(List<Long> latencies, long nanos) {
        double perSecond() {
            return latencies.size() * 1e9 / nanos;
        }

        /** {@code share} of all answers came within so many milliseconds. */
        double quantileMillis(double share) {
            int index = (int) Math.ceil(share * latencies.size()) - 1;
            return latencies.get(Math.max(0, index)) / 1e6;
        }
    }

    Load run(List<byte[]> photos, int clients, int requests) {
        AtomicInteger next = new AtomicInteger();
        Callable<List<Long>> client = () -> send(photos, next, requests);
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            long start = System.nanoTime();
            List<Long> latencies = new ArrayList<>();
            for (Future<List<Long>> done :
                    pool.invokeAll(Stream.generate(() -> client).limit(clients).toList())) {
                latencies.addAll(done.get());
            }
            long nanos = System.nanoTime() - start;
            return new Load(latencies.stream().sorted().toList(), nanos);
        } catch (ExecutionException e) {
            throw new CommandFailure("The load broke off: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Long> send(List<byte[]> photos, AtomicInteger next, int requests) throws IOException {
        List<Long> latencies = new ArrayList<>();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            KeptConnection connection = new KeptConnection(socket, server);
            for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                long start = System.nanoTime();
                connection.post(photos.get(i % photos.size()));
                latencies.add(System.nanoTime() - start);
            }
        }
        return latencies;
    }
}
