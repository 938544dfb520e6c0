package io.gourmetloop.app.process;

import io.gourmetloop.web.RequestScope;
import java.util.Map;
import org.apache.logging.log4j.core.util.ContextDataProvider;

/** Gives each log line the id of the request that its thread works for; Log4j finds it as a service. */
public final class RequestLogContext implements ContextDataProvider {
    static final String KEY = "request_id";

    @Override
    public Map<String, String> supplyContextData() {
        return RequestScope.requestId().map(id -> Map.of(KEY, id.value())).orElse(Map.of());
    }
}
