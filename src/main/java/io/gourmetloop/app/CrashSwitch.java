package io.gourmetloop.app;

import io.gourmetloop.domain.CrashPoints;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Ends the process without warning where a test asked for it: {@code -Dgourmetloop.crash=after-put:3}, the third time. */
final class CrashSwitch implements CrashPoints {
    static final String PROPERTY = "gourmetloop.crash";
    private static final int KILLED = 137;

    private final String point;
    private final AtomicInteger left;

    private CrashSwitch(String point, int times) {
        this.point = point;
        this.left = new AtomicInteger(times);
    }

    static CrashPoints of(@Nullable String property) {
        if (property == null) {
            return CrashPoints.NONE;
        }
        String[] parts = property.split(":", -1);
        return new CrashSwitch(parts[0], Integer.parseInt(parts[1]));
    }

    @Override
    public void reached(String reached) {
        if (reached.equals(point) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
