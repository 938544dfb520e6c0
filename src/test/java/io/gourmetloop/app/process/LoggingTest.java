package io.gourmetloop.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gourmetloop.domain.RequestId;
import io.gourmetloop.platform.config.LoggingConfig;
import io.gourmetloop.platform.config.LoggingConfig.Format;
import io.gourmetloop.platform.config.LoggingConfig.Level;
import io.gourmetloop.web.RequestScope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);

    private final Logging logging = new Logging();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final PrintStream err = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(lines, true, UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(err);
        logging.configure(new LoggingConfig(Format.TEXT, Level.INFO));
    }

    @Test
    void a_json_line_holds_time_level_message_and_the_whole_error() throws IOException {
        logging.configure(new LoggingConfig(Format.JSON, Level.INFO));

        LOG.warn("It \"broke\"\nhere", new IllegalStateException("why"));

        JsonNode line = new ObjectMapper().readTree(lines().get(0));
        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("message").asText()).isEqualTo("It \"broke\"\nhere");
        assertThat(line.get("error").asText()).contains("IllegalStateException: why", "LoggingTest");
        assertThat(line.get("timestamp").asText()).endsWith("Z");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void nobody_forges_a_second_text_line() {
        logging.configure(new LoggingConfig(Format.TEXT, Level.INFO));

        LOG.info("user said: {}", "x\n2026-11-20 ERROR all is lost");

        assertThat(lines()).singleElement().asString().contains("x\\n2026-11-20 ERROR all is lost");
    }

    @Test
    void no_line_moves_the_cursor_of_a_terminal() {
        String hostile = "a\u001b[2Jb\u009b31mc\bd\re\u007ff\tg";

        logging.configure(new LoggingConfig(Format.TEXT, Level.INFO));
        LOG.warn("path {}", hostile, new IllegalStateException(hostile));
        logging.configure(new LoggingConfig(Format.JSON, Level.INFO));
        LOG.warn("path {}", hostile.replaceAll("[\\x7f-\\x9f]", ""), new IllegalStateException("\u001b"));

        String log = lines.toString(UTF_8);
        assertThat(log)
                .contains("path a\uFFFD[2Jb\uFFFD31mc\uFFFDd\\re\uFFFDf\tg", "IllegalStateException: a\uFFFD[2J");
        assertThat(log.chars().filter(Character::isISOControl).filter(control -> control != '\n' && control != '\t'))
                .isEmpty();
    }

    @Test
    void the_level_changes_while_running_and_libraries_stay_quiet() {
        logging.configure(new LoggingConfig(Format.TEXT, Level.INFO));
        LOG.debug("hidden");
        Logging.setLevel("io.gourmetloop", "DEBUG");
        LOG.debug("shown");
        LoggerFactory.getLogger("org.flywaydb.core").info("chatter");

        assertThat(lines()).singleElement().asString().contains("shown");
    }

    @Test
    void what_comes_through_java_util_logging_is_a_line_like_any_other() {
        logging.configure(new LoggingConfig(Format.TEXT, Level.INFO));

        java.util.logging.Logger.getLogger("org.postgresql.Driver").warning("old server");
        java.util.logging.Logger.getLogger("org.postgresql.Driver").info("chatter");

        assertThat(lines()).singleElement().asString().contains("WARN", "Driver old server");
    }

    @Test
    void each_line_names_the_request_that_its_thread_works_for_on_worker_pools_too() throws Exception {
        logging.configure(new LoggingConfig(Format.TEXT, Level.INFO));
        Vertx vertx = Vertx.vertx();
        try {
            Future.all(request(vertx, "first"), request(vertx, "second")).await(10, SECONDS);
        } finally {
            vertx.close().await(10, SECONDS);
        }
        LOG.info("outside");

        assertThat(lines())
                .filteredOn(line -> line.contains("[first]"))
                .hasSize(2)
                .allMatch(line -> line.contains("of first"));
        assertThat(lines())
                .filteredOn(line -> line.contains("[second]"))
                .hasSize(2)
                .allMatch(line -> line.contains("of second"));
        assertThat(lines()).last().asString().doesNotContain("[");
    }

    /** One line on the event loop and one on a worker, as a route that waits for a pool would write them. */
    private static Future<Void> request(Vertx vertx, String id) {
        ContextInternal own = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
        Promise<Void> done = Promise.promise();
        own.runOnContext(start -> {
            RequestScope.begin(new RequestId(id));
            LOG.info("loop of {}", id);
            vertx.createSharedWorkerExecutor("pool", 1)
                    .<Void>executeBlocking(() -> {
                        LOG.info("worker of {}", id);
                        return null;
                    })
                    .onComplete(done);
        });
        return done.future();
    }

    private List<String> lines() {
        return lines.toString(UTF_8).lines().toList();
    }
}
