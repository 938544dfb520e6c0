package io.gourmetloop.model.inference;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import java.nio.file.Path;

/** The one wording of {@link ErrorCode#MODEL_INVALID}: what is wrong with which folder, and what to do. */
final class InvalidModel {
    private InvalidModel() {}

    static Failure in(Path folder, String problem, String remedy) {
        return new Failure(ErrorCode.MODEL_INVALID, detail(folder, problem, remedy));
    }

    static Failure in(Path folder, String problem, String remedy, Throwable cause) {
        return new Failure(ErrorCode.MODEL_INVALID, detail(folder, problem, remedy), cause);
    }

    private static String detail(Path folder, String problem, String remedy) {
        return "The model in " + folder + " cannot serve: " + problem + ". " + remedy;
    }
}
