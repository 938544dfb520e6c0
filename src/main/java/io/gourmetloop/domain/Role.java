package io.gourmetloop.domain;

/** What the label of an image may be used for: a hash of the stored bytes decides, so a picture never changes sides. */
public enum Role {
    EVAL,
    TRAIN
}
