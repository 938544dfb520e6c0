package io.gourmetloop.platform.storage;

import java.time.Instant;

/** What a store says of an object without sending it. The tag changes whenever the bytes do; it is not always their MD5. */
public record ObjectInfo(ObjectKey key, long size, Instant modified, String etag) {}
