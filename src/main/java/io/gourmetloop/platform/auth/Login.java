package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.Viewer;
import java.time.Duration;

/**
 * A session that has just begun. A browser keeps the cookie of a remembered one for {@code lifetime}, others until it
 * closes; by {@code device} it is known at the next login.
 */
public record Login(
        Viewer.Account account, SessionCookie cookie, Duration lifetime, boolean remembered, SessionCookie device) {}
