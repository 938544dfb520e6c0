package io.gourmetloop.platform.outbox;

import io.vertx.core.json.JsonObject;

/**
 * What must leave the process. Topic and key name it: the same two are the same message, also after it was delivered,
 * so what changes needs a new key.
 */
public record OutboxMessage(String topic, String key, JsonObject payload) {}
