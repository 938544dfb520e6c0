package io.gourmetloop.web;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@code multipart/form-data} body (RFC 7578) with one photo in the part {@code file}. Other fields are skipped. */
final class PhotoForm {
    /** Bytes of all that is not the photo: other fields, heads of parts, boundaries. */
    static final int MOST_BESIDES = 1_000_000;

    private static final int MOST_FIELDS = 100;
    private static final int NO_LIMIT = -1;
    private static final String PART = "file";

    private PhotoForm() {}

    /**
     * The photo, whether its part has a file name or not. Lets the bytes go while it reads them. Fails with
     * INVALID_REQUEST or EMPTY_BODY. {@code contentType}: the header, with its boundary.
     */
    static Content photo(String contentType, UploadBytes bytes) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        try {
            HttpPostMultipartRequestDecoder decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), head, StandardCharsets.UTF_8, MOST_FIELDS, NO_LIMIT);
            try {
                bytes.drain(block -> decoder.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(block.getBytes()))));
                decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
                return only(parts(decoder));
            } finally {
                decoder.destroy();
            }
        } catch (DecoderException | IOException e) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "The form is malformed: " + e.getMessage(), e);
        }
    }

    private static List<HttpData> parts(HttpPostMultipartRequestDecoder decoder) {
        List<HttpData> parts = new ArrayList<>();
        try {
            while (decoder.hasNext()) {
                InterfaceHttpData part = decoder.next();
                if (part instanceof HttpData data
                        && (part instanceof FileUpload || part.getName().equals(PART))) {
                    parts.add(data);
                }
            }
        } catch (EndOfDataDecoderException end) {
            return parts;
        }
        return parts;
    }

    private static Content only(List<HttpData> parts) throws IOException {
        if (parts.size() > 1) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, "Send one photo a request, in the part 'file'; this form has several");
        }
        if (parts.isEmpty() || parts.get(0).length() == 0) {
            throw empty();
        }
        HttpData part = parts.get(0);
        if (!part.getName().equals(PART)) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, "The photo belongs in the part 'file', not '" + part.getName() + "'");
        }
        return Content.of(part.get());
    }

    static Failure empty() {
        return new Failure(ErrorCode.EMPTY_BODY, "The upload is empty; send a photo in the part 'file'");
    }
}
