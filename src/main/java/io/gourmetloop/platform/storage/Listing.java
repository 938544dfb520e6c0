package io.gourmetloop.platform.storage;

import io.minio.messages.Contents;
import io.minio.messages.ListBucketResultV2;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page of a listing, out of the S3 client's own words. */
final class Listing {
    private static final Logger log = LoggerFactory.getLogger(Listing.class);

    private Listing() {}

    static ListPage page(ListBucketResultV2 answer) {
        List<Contents> contents = answer.contents();
        String last =
                contents.isEmpty() ? "" : contents.get(contents.size() - 1).objectName();
        return new ListPage(
                contents.stream().flatMap(Listing::info).toList(), answer.isTruncated() && !last.isEmpty(), last);
    }

    /** Others may write to our buckets too; an object of theirs whose key we would never give is left alone. */
    private static Stream<ObjectInfo> info(Contents item) {
        return key(item.objectName())
                .map(key -> new ObjectInfo(key, item.size(), item.lastModified().toInstant(), unquoted(item.etag())))
                .stream();
    }

    private static Optional<ObjectKey> key(String name) {
        try {
            return Optional.of(new ObjectKey(name));
        } catch (IllegalArgumentException e) {
            log.warn("An object is left alone: {}", e.getMessage());
            return Optional.empty();
        }
    }

    static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }
}
