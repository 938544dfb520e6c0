package io.gourmetloop.web.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/1.1: whether a request is under way, and the deadline for the next head, which begins when the
 * connection is accepted and later with the first byte. Its state belongs to its event loop, but for what
 * {@link ConnectionLimits} asks for.
 */
final class OpenConnection {
    private static final byte[] TOO_SLOW =
            "HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".getBytes(US_ASCII);
    /** Of Vert.x, which puts the decoder first but for what watches idleness. */
    private static final String DECODER = "httpDecoder";

    private final ConnectionLimits limits;
    private final Channel channel;
    private final String address;

    private int underWay;
    private boolean receiving;
    private boolean headBegun;
    private @Nullable ScheduledFuture<?> deadline;
    /** Guarded by the limits. */
    private boolean countedOut;

    OpenConnection(ConnectionLimits limits, Channel channel, String address) {
        this.limits = limits;
        this.channel = channel;
        this.address = address;
    }

    String address() {
        return address;
    }

    /** True the first time. */
    boolean countOut() {
        boolean first = !countedOut;
        countedOut = true;
        return first;
    }

    boolean isCountedOut() {
        return countedOut;
    }

    void close() {
        var unused = channel.close();
    }

    /** {@code context}: of the handler to which requests go in the end. */
    void watch(ChannelHandlerContext context, Duration headTimeout) {
        context.pipeline()
                .addBefore(DECODER, null, new Bytes(headTimeout))
                .addBefore(context.name(), null, new Exchanges());
        await(headTimeout);
    }

    private void await(Duration headTimeout) {
        deadline = channel.eventLoop().schedule(this::giveUp, headTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Who has said something is told what was missed. */
    private void giveUp() {
        if (headBegun) {
            channel.pipeline()
                    .firstContext()
                    .writeAndFlush(Unpooled.wrappedBuffer(TOO_SLOW))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            close();
        }
    }

    private void begin() {
        headBegun = false;
        receiving = true;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
        if (underWay++ == 0) {
            limits.busy(this);
        }
    }

    private void end() {
        if (--underWay == 0) {
            limits.idle(this);
        }
    }

    /** Sees bytes come, before they are decoded. */
    private final class Bytes extends ChannelInboundHandlerAdapter {
        private final Duration headTimeout;

        Bytes(Duration headTimeout) {
            this.headTimeout = headTimeout;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            headBegun |= underWay == 0 && !receiving;
            ctx.fireChannelRead(bytes);
        }

        /** A head that came whole has been decoded by now. */
        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.fireChannelReadComplete();
            if (headBegun && deadline == null) {
                await(headTimeout);
            }
        }
    }

    /** Sees requests and responses begin and end. */
    private final class Exchanges extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest) {
                begin();
            }
            if (message instanceof LastHttpContent) {
                receiving = false;
            }
            ctx.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            var unused = ctx.write(message, promise);
            if (message instanceof LastHttpContent && !isInterim(message)) {
                end();
            }
        }

        private boolean isInterim(Object message) {
            return message instanceof HttpResponse response
                    && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
    }
}
