package io.gourmetloop.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.gourmetloop.testing.Peers;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of the machine, started with the first test that asks and stopped with the JVM. */
public final class Chromium {
    /** For a machine with few and busy cores; what is there sooner is not waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic");

    private Chromium() {}

    /** Skips the test that calls it where there is none, by the rule of {@link Peers}. */
    public static Browser get() {
        Peers.need("Chromium on the PATH", () -> program().isPresent());
        return Running.BROWSER;
    }

    private static Optional<Path> program() {
        String[] folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator);
        return NAMES.stream()
                .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Chromium refuses its sandbox to root. */
    private static List<String> arguments() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return Stream.concat(QUIET.stream(), root ? Stream.of("--no-sandbox") : Stream.empty())
                .toList();
    }

    private static final class Running {
        static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        static final Browser BROWSER = PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program().orElseThrow())
                        .setHeadless(true)
                        .setTimeout((double) PATIENCE.toMillis())
                        .setArgs(arguments()));

        static {
            PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
            Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close, "stop-chromium"));
        }
    }
}
