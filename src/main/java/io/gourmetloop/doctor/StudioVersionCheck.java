package io.gourmetloop.doctor;

import io.gourmetloop.doctor.Peer.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether this Label Studio is one that the exchange was seen to work with. */
public record StudioVersionCheck(Peer studio) implements Check {
    private static final Pattern FORM = Pattern.compile("([0-9]+)\\.([0-9]+)(\\..*)?");
    private static final int SEEN_MAJOR = 1;
    private static final int SEEN_MINOR = 23;

    @Override
    public String name() {
        return "label-studio-version";
    }

    @Override
    public List<String> needs() {
        return List.of(StudioCheck.NAME);
    }

    @Override
    public Future<Finding> run() {
        return studio.get("/api/version/").map(StudioVersionCheck::finding);
    }

    private static Finding finding(Answer answer) {
        String release = new JsonObject(answer.body()).getString("release", "unknown");
        Matcher version = FORM.matcher(release);
        String remedy = "the exchange was seen to work with " + SEEN_MAJOR + "." + SEEN_MINOR;
        if (!version.matches()) {
            return Finding.warning("version " + release, remedy);
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        boolean old = major < SEEN_MAJOR || (major == SEEN_MAJOR && minor < SEEN_MINOR);
        return old || major > SEEN_MAJOR
                ? Finding.warning("version " + release, remedy + (old ? "; update Label Studio" : ""))
                : Finding.ok(release);
    }
}
