package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What every text of a request is held to before anything is written: no control characters but tab and line breaks, since
 * PostgreSQL cannot hold NUL, and no half of a surrogate pair, which no file and no table can hold.
 */
final class PlainText {
    private PlainText() {}

    /** Looks at all names and values; fails with INVALID_VALUE. */
    static void check(@Nullable Object value) {
        if (value instanceof String text) {
            checkText(text);
        } else if (value instanceof JsonObject object) {
            object.forEach(entry -> {
                checkText(entry.getKey());
                check(entry.getValue());
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(PlainText::check);
        }
    }

    private static void checkText(String text) {
        if (!text.codePoints().allMatch(PlainText::isPlain)) {
            throw new Failure(
                    ErrorCode.INVALID_VALUE,
                    "A text has a control character or half of a surrogate pair; send it without");
        }
    }

    private static boolean isPlain(int character) {
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        boolean breaks = character == '\t' || character == '\n' || character == '\r';
        return !surrogate && (breaks || !Character.isISOControl(character));
    }
}
