package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Content;

/** A prediction on its way to being remembered: the upload that asked, the bytes to keep, and where they are by now. */
record Answer(Upload upload, Prediction prediction, Content photo, PhotoFeatures features, Place place) {
    enum Place {
        NOWHERE,
        /** In the bucket. */
        STORE,
        /** To be written to the database with the prediction, and moved to the bucket later. */
        SPOOL
    }

    Answer at(Place reached) {
        return new Answer(upload, prediction, photo, features, reached);
    }
}
