package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses requests whose host, framing or address is ambiguous, and those that are meant for another host, before anything
 * else looks at them, and closes their connection (RFC 9112, 3.2 and 6.1): what two parsers read differently is how
 * requests are smuggled.
 */
final class WellFormedRequests implements Handler<HttpServerRequest> {
    private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)\\.\\.?(/|$)");

    private final AllowedHosts hosts;
    private final Handler<HttpServerRequest> next;

    WellFormedRequests(AllowedHosts hosts, Handler<HttpServerRequest> next) {
        this.hosts = hosts;
        this.next = next;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Stream.of(host(request), framing(request), address(request))
                .flatMap(Optional::stream)
                .findFirst()
                .map(fault -> new Failure(ErrorCode.INVALID_REQUEST, fault))
                .or(() -> hosts.refusal(request))
                .ifPresentOrElse(refusal -> Problems.refuse(request, refusal), () -> next.handle(request));
    }

    private static Optional<String> host(HttpServerRequest request) {
        boolean one = request.headers().getAll(HttpHeaders.HOST).size() == 1;
        return one && request.authority() != null
                ? Optional.empty()
                : Optional.of("Send one header Host with the name of the server");
    }

    /** Netty refuses a Content-Length beside a Transfer-Encoding; codings other than chunked would be passed on coded. */
    private static Optional<String> framing(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked"))
                ? Optional.empty()
                : Optional.of("The only transfer coding is chunked");
    }

    private static Optional<String> address(HttpServerRequest request) {
        try {
            String path = QueryStringDecoder.decodeComponent(request.path().replace("+", "%2B"));
            new QueryStringDecoder(request.uri()).parameters();
            return isPlain(path) ? Optional.empty() : Optional.of("The path has dot segments or control characters");
        } catch (IllegalArgumentException e) {
            return Optional.of("The address has a % that is not followed by two hexadecimal digits");
        }
    }

    private static boolean isPlain(String path) {
        return path.chars().noneMatch(Character::isISOControl)
                && !DOT_SEGMENT.matcher(path.replace('\\', '/')).find();
    }
}
