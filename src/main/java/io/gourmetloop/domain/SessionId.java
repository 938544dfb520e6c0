package io.gourmetloop.domain;

/** Hash of the cookie of an end user's session, 32 hexadecimal digits: names an owner without being a credential. */
public record SessionId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
