package io.gourmetloop.loop.labeling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.domain.TaskId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Files as Label Studio writes and reads them, beside the tests. */
final class Golden {
    static final TaskId TASK = TaskId.parse("01936f2a-1b00-7000-8000-000000000001");
    static final String PHOTO = "s3://labelstudio/photos/" + TASK + ".jpg";

    private Golden() {}

    static Buffer bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(name), name)) {
            return Buffer.buffer(in.readAllBytes());
        }
    }

    static String text(String name) throws IOException {
        return bytes(name).toString(UTF_8);
    }

    static JsonObject json(String name) throws IOException {
        return new JsonObject(bytes(name));
    }
}
