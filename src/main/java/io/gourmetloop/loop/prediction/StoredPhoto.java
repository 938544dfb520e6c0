package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.platform.storage.ObjectKey;

/** Where a photo lies in the bucket {@code production}, and what its bytes, upright and without metadata, are. */
public record StoredPhoto(ObjectKey key, PhotoFormat format, Sha256 sha256, int width, int height) {}
