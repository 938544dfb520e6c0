package io.gourmetloop.web;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.labeling.StudioEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body of an announcement of Label Studio. Only ids are read out of it: everything else is asked for. */
final class Announcement {
    private Announcement() {}

    /** Single things are announced as an object, several as an array. */
    static StudioEvent read(SamplingStream stream, JsonObject body) {
        boolean deleted = "ANNOTATIONS_DELETED".equals(body.getValue("action"));
        List<Long> tasks = Stream.of("task", "tasks")
                .flatMap(field -> ids(body.getValue(field)))
                .distinct()
                .toList();
        List<String> annotations =
                deleted ? ids(body.getValue("annotations")).map(String::valueOf).toList() : List.of();
        Long project = ids(body.getValue("project")).findFirst().orElse(null);
        return new StudioEvent(stream, project, tasks, annotations);
    }

    private static Stream<Long> ids(@Nullable Object announced) {
        if (announced instanceof JsonArray array) {
            return array.stream().flatMap(Announcement::ids);
        }
        return announced instanceof JsonObject object && object.getValue("id") instanceof Number id
                ? Stream.of(id.longValue())
                : Stream.empty();
    }
}
