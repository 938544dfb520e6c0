package io.gourmetloop.doctor;

import io.gourmetloop.doctor.Finding.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerChecksTest {
    private final PretendPeer server = new PretendPeer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_server_that_is_up_with_a_model() {
        server.on("GET /ready", 200, "{\"status\": \"ready\"}")
                .on("GET /health", 200, "{\"model_loaded\": true, \"current_version\": \"v7\"}");

        FindingAssert.ok(new ServerCheck(server.peer()), "ready at " + server.address());
        FindingAssert.ok(new ModelCheck(server.peer()), "v7 serves");
    }

    @Test
    void a_server_that_is_not_there_is_to_be_started() {
        FindingAssert.failed(
                new ServerCheck(server.nobody()),
                "no server answers at http://127.0.0.1:1",
                "start it with ./gourmetloop");
        FindingAssert.found(
                Verdict.SKIPPED, new ModelCheck(server.nobody()), "not to be told before 'server' is right", "");
    }

    @Test
    void a_server_without_a_model_is_to_get_one() {
        server.on("GET /ready", 503, "{\"status\": \"unavailable\"}")
                .on("GET /health", 200, "{\"model_loaded\": false, \"current_version\": null}");

        FindingAssert.failed(new ServerCheck(server.peer()), "unavailable at " + server.address(), "mended");
        FindingAssert.failed(new ModelCheck(server.peer()), "no model is loaded", "gourmetloop serve --model DIR");
    }
}
