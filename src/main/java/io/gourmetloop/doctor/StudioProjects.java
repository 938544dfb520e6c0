package io.gourmetloop.doctor;

import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.Project;
import io.vertx.core.Future;
import java.util.Optional;

/** The projects that the set-up makes. */
final class StudioProjects {
    private StudioProjects() {}

    static Future<Optional<Project>> find(LabelStudioClient client, String title) {
        return client.projects()
                .map(all -> all.stream()
                        .filter(project -> project.title().equals(title))
                        .findFirst());
    }

    static Finding missing(String title) {
        return Finding.failed("there is no project '" + title + "' yet", "run gourmetloop label-studio setup");
    }
}
