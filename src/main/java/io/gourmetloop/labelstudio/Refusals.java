package io.gourmetloop.labelstudio;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal means and what to do about it. A token that is not accepted counts as Label Studio being away: that is
 * the operator's to mend, and what waits for it can go on then.
 */
record Refusals(String base, String tokenKind) {
    static final String PRIVATE_ADDRESS = "Label Studio refuses addresses of private networks";

    private static final int LONGEST_REASON = 600;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    /** No answer came. */
    Failure silence(Call call, Throwable cause) {
        boolean late = cause instanceof TimeoutException;
        return new Failure(
                ErrorCode.LABEL_STUDIO_UNAVAILABLE,
                late
                        ? "Label Studio at " + base + " gave no answer to " + call
                                + " in time; see its log, or raise label-studio.timeout"
                        : "Label Studio does not answer at " + base + " (" + cause.getMessage()
                                + "); start it, or correct label-studio.url",
                cause);
    }

    /** An answer came that is none of 2xx. */
    Failure of(Call call, HttpResponse<Buffer> response) {
        String reason = reason(response.body());
        int status = response.statusCode();
        return switch (status) {
            case 400, 405, 409, 422 ->
                privateAddress(reason)
                        .orElseGet(() -> new Failure(ErrorCode.INVALID_VALUE, refuses(call, status, reason)));
            case 401 -> new Failure(ErrorCode.LABEL_STUDIO_UNAVAILABLE, badToken(reason));
            case 403 ->
                privateAddress(reason)
                        .orElseGet(() -> new Failure(
                                ErrorCode.LABEL_STUDIO_UNAVAILABLE,
                                refuses(call, status, reason)
                                        + "; the account of label-studio.token needs the rights of an administrator"));
            case 404 -> new Failure(ErrorCode.NOT_FOUND, "Label Studio has no such thing: " + call + ": " + reason);
            case 429 -> Failure.retryAfter(ErrorCode.RATE_LIMITED, refuses(call, status, reason), wait(response));
            default -> new Failure(ErrorCode.LABEL_STUDIO_UNAVAILABLE, other(call, status, reason, response));
        };
    }

    private String other(Call call, int status, String reason, HttpResponse<Buffer> response) {
        String elsewhere = response.getHeader("Location");
        return status / 100 == 3 && elsewhere != null
                ? base + " leads on to " + elsewhere + "; set label-studio.url to where Label Studio itself answers"
                : "Label Studio failed at " + call + " (" + status + "): " + reason;
    }

    private static String refuses(Call call, int status, String reason) {
        return "Label Studio refuses " + call + " (" + status + "): " + reason;
    }

    private String badToken(String reason) {
        return "Label Studio at " + base + " does not accept label-studio.token, a " + tokenKind + " (" + reason
                + "); copy a valid one from its page Account & Settings, and see that the organization allows tokens of"
                + " this kind";
    }

    private static Optional<Failure> privateAddress(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("reserved network") || lower.contains("ssrf")
                ? Optional.of(new Failure(
                        ErrorCode.INVALID_VALUE,
                        PRIVATE_ADDRESS + " (" + reason
                                + "); for storages leave label-studio.s3-endpoint blank and start Label Studio with"
                                + " S3_ENDPOINT, for webhooks and the ML backend start it with USE_DEFAULT_BANNED_SUBNETS=false and"
                                + " USER_ADDITIONAL_BANNED_SUBNETS=169.254.0.0/16"))
                : Optional.empty();
    }

    private static Duration wait(HttpResponse<Buffer> response) {
        String seconds = response.getHeader("Retry-After");
        return seconds != null && seconds.matches("[0-9]{1,4}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : USUAL_WAIT;
    }

    /** Its own words, cut to what a person reads. */
    private static String reason(@Nullable Buffer body) {
        String text = body == null ? "" : body.toString();
        String said = said(text).strip();
        String told = said.isEmpty() ? "without a reason" : said;
        return told.length() <= LONGEST_REASON ? told : told.substring(0, LONGEST_REASON) + " …";
    }

    private static String said(String text) {
        try {
            JsonObject json = new JsonObject(text);
            String detail = json.getValue("detail") instanceof String detailText ? detailText : "";
            return json.getValue("validation_errors") == null
                    ? detail
                    : detail + ": " + flat(json.getValue("validation_errors"));
        } catch (DecodeException | ClassCastException e) {
            return text.stripLeading().startsWith("<") ? "" : text; // pages of proxies say nothing that helps
        }
    }

    private static String flat(Object errors) {
        if (errors instanceof JsonObject fields) {
            return fields.stream().map(Refusals::flat).collect(Collectors.joining("; "));
        }
        return errors instanceof JsonArray list
                ? ((List<?>) list.getList()).stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(errors);
    }

    private static String flat(Map.Entry<String, Object> field) {
        return field.getKey().equals("non_field_errors")
                ? flat(field.getValue())
                : field.getKey() + ": " + flat(field.getValue());
    }
}
