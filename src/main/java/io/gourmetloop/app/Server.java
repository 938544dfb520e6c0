package io.gourmetloop.app;

import io.gourmetloop.platform.config.Configuration;
import java.io.PrintStream;

/** What {@code serve} runs. */
interface Server {
    /** Prints to {@code out} where to find everything once all is up, and returns after a clean shutdown. */
    void run(Configuration configuration, PrintStream out) throws Exception;
}
