package io.gourmetloop.web;

import io.gourmetloop.loop.prediction.Prediction;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** An answer as a fragment of a page, for callers that put it there as it is. */
final class PredictionFragment {
    private PredictionFragment() {}

    static boolean wanted(RoutingContext ctx) {
        String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html") && !accept.contains("application/json");
    }

    static String of(Prediction prediction) {
        return String.format(
                Locale.ROOT,
                """
                <article class="prediction" data-prediction-id="%s">
                  <img src="/api/v1/predictions/%s/photo" alt="">
                  <h2>%s</h2>
                  <p><meter min="0" max="1" value="%.4f"></meter> %.1f&nbsp;%% sure, model %s</p>
                </article>
                """,
                prediction.id(),
                prediction.id(),
                escape(prediction.scores().label().text()),
                prediction.scores().confidence().value(),
                100 * prediction.scores().confidence().value(),
                prediction.version());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
