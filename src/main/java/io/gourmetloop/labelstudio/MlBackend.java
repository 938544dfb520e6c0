package io.gourmetloop.labelstudio;

import io.gourmetloop.platform.config.Secret;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A server that a project asks for predictions. {@code connected}: it answered when Label Studio last asked for its
 * health, which every look at it does. Its password is never told.
 */
public record MlBackend(
        long id, String title, String url, @Nullable String user, boolean connected) {
    private static final String CONNECTED = "CO";

    /** Proves itself by basic auth; is asked for whole tasks, not while somebody draws. */
    public record Settings(String title, String url, String user, Secret password) {
        JsonObject toJson(long project) {
            return new JsonObject()
                    .put("project", project)
                    .put("title", title)
                    .put("url", url)
                    .put("auth_method", "BASIC_AUTH")
                    .put("basic_auth_user", user)
                    .put("basic_auth_pass", password.reveal())
                    .put("is_interactive", false);
        }
    }

    /** Whether it is what it should be, its password included: with a wrong one it is not connected. */
    public boolean is(Settings wanted) {
        return connected
                && title.equals(wanted.title())
                && url.equals(wanted.url())
                && wanted.user().equals(user);
    }

    static MlBackend of(JsonObject json) {
        return new MlBackend(
                json.getLong("id"),
                json.getString("title", ""),
                json.getString("url", ""),
                json.getString("basic_auth_user"),
                CONNECTED.equals(json.getString("state")));
    }
}
