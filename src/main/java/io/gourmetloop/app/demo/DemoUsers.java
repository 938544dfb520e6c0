package io.gourmetloop.app.demo;

import io.gourmetloop.app.client.ApiClient;
import io.gourmetloop.app.demo.DemoPhotos.LabeledPhoto;
import io.gourmetloop.app.process.CommandFailure;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Plays end users: uploads a photo, and sometimes says what it thinks of the answer. Knows whether it was right. */
final class DemoUsers {
    private final ApiClient server;
    private final DemoHabits habits;
    private final List<String> classes;

    DemoUsers(ApiClient server, DemoHabits habits, List<String> classes) {
        this.server = server;
        this.habits = habits;
        this.classes = classes;
    }

    /** {@code at}: when the server answered, by its clock. */
    record Answered(String id, Instant at, LabeledPhoto photo, String prediction) {
        String truth() {
            return photo.label();
        }

        boolean right() {
            return truth().equals(prediction);
        }
    }

    /** {@code chance} decides what this user does: the same chance, the same deeds. */
    Answered ask(LabeledPhoto photo, Random chance) {
        JsonObject answer = server.predict(bytes(photo));
        Answered answered = new Answered(
                answer.getString("prediction_id"),
                Instant.parse(answer.getString("created_at")),
                photo,
                answer.getString("prediction"));
        boolean objects = chance.nextDouble() < (answered.right() ? habits.flagRight() : habits.flagWrong());
        boolean corrects = chance.nextDouble() < habits.correct();
        if (objects) {
            object(answered, corrects, chance);
        }
        return answered;
    }

    private void object(Answered answered, boolean corrects, Random chance) {
        JsonObject feedback = new JsonObject().put("prediction_id", answered.id());
        if (corrects) {
            feedback.put("human_label", answered.right() ? another(answered.truth(), chance) : answered.truth());
        }
        server.post("/api/v1/feedback", feedback);
    }

    private String another(String label, Random chance) {
        List<String> others =
                classes.stream().filter(other -> !other.equals(label)).toList();
        return others.get(chance.nextInt(others.size()));
    }

    private static byte[] bytes(LabeledPhoto photo) {
        try {
            byte[] bytes = Files.readAllBytes(photo.file());
            return photo.dark() ? Underexposure.of(bytes) : bytes;
        } catch (IOException e) {
            throw new CommandFailure("Cannot read " + photo.file() + ": " + e.getMessage(), e);
        }
    }
}
