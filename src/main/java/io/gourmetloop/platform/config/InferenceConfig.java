package io.gourmetloop.platform.config;

/** Decoding and inference. 0 threads means as many as there are cores; beyond {@code maxWaiting} photos are refused. */
public record InferenceConfig(int threads, int maxWaiting, int maxMegapixels, Device device) {
    public InferenceConfig {
        Check.that(threads >= 0, "inference.threads cannot be negative");
        Check.that(maxWaiting >= 0, "inference.max-waiting cannot be negative");
        Check.that(maxMegapixels > 0, "inference.max-megapixels must be positive");
    }

    /** What computes. Photos are decoded by the processor in any case. */
    public enum Device {
        CPU,
        CUDA
    }

    public int callers() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
