package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What an error of the S3 client means to callers. */
final class StoreFailures {
    private static final Set<String> NO_OBJECT = Set.of("NoSuchKey", "NoSuchTagSet", "ResourceNotFound");
    private static final Set<String> NO_SUCH_FEATURE = Set.of("NotImplemented", "MethodNotAllowed");
    private static final Set<String> NOT_FOR_US = Set.of(
            "NoSuchBucket", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "RequestTimeTooSkewed");

    private StoreFailures() {}

    /** An expected failure, or the error itself where it is our mistake. */
    static Throwable of(Throwable error) {
        Throwable cause = cause(error);
        if (cause instanceof ErrorResponseException refusal) {
            return of(refusal);
        }
        if (cause instanceof IOException || cause instanceof MinioException) {
            return new Failure(ErrorCode.STORAGE_UNAVAILABLE, "The object store does not answer; try again", cause);
        }
        return cause;
    }

    /** Whether the store says that it cannot do such things at all. */
    static boolean isUnsupported(Throwable error) {
        return cause(error) instanceof ErrorResponseException refusal && NO_SUCH_FEATURE.contains(code(refusal));
    }

    private static Throwable of(ErrorResponseException refusal) {
        String code = code(refusal);
        if (NO_OBJECT.contains(code)) {
            return new Failure(ErrorCode.NOT_FOUND, "There is no such object", refusal);
        }
        if (NOT_FOR_US.contains(code) || refusal.response().code() >= 500) {
            return new Failure(
                    ErrorCode.STORAGE_UNAVAILABLE, "The object store refuses the request (" + code + ")", refusal);
        }
        return refusal;
    }

    private static String code(ErrorResponseException refusal) {
        return String.valueOf(refusal.errorResponse().code());
    }

    private static Throwable cause(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
