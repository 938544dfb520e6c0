package io.gourmetloop.loop.labeling;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gourmetloop.platform.config.Secret;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Addresses of photos of tasks at this server, signed by it: {@code https://…/api/v1/label-studio/photos/<task>.jpg?
 * signature=…}. The path names the task, so a link opens the photo of one task and nothing else.
 */
public final class PhotoLinks {
    /** Path of the route that answers them; the name of the photo comes behind it. */
    public static final String PATH = "/api/v1/label-studio/photos/";

    private static final String QUERY = "?signature=";
    private static final String PURPOSE = "photo link";

    private final String base;
    private final Secret secret;

    /** {@code server}: where the browsers of annotators find it. */
    public PhotoLinks(URI server, Secret secret) {
        this.base = server.toString().replaceAll("/+$", "") + PATH;
        this.secret = secret;
    }

    String link(String photo) {
        return base + photo + QUERY + Signature.of(secret, PURPOSE, photo);
    }

    /** The photo behind a link of this server; empty for any other address. */
    Optional<String> photo(String link) {
        int query = link.indexOf(QUERY);
        if (!link.startsWith(base) || query < 0) {
            return Optional.empty();
        }
        String photo = link.substring(base.length(), query);
        return Optional.of(photo).filter(name -> isSigned(name, link.substring(query + QUERY.length())));
    }

    /** Takes the same time whatever is wrong. */
    boolean isSigned(String photo, String signature) {
        return MessageDigest.isEqual(
                Signature.of(secret, PURPOSE, photo).getBytes(US_ASCII), signature.getBytes(US_ASCII));
    }
}
