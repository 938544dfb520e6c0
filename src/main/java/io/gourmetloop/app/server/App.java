package io.gourmetloop.app.server;

import io.gourmetloop.app.process.Blocking;
import io.gourmetloop.app.process.LocalToken;
import io.gourmetloop.app.process.ServerAddress;
import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The composition root: what the product is made of, from the ground up. Each floor is made of parts that are up, and
 * knows the floors below it.
 *
 * <ol>
 *   <li>{@link Backing}: where database and object store are
 *   <li>{@link Ground}: what everything stands on
 *   <li>{@link Models}: photos to classes
 *   <li>{@link Loop}: sampling, labeling, monitoring
 *   <li>{@link Front}: what runs by itself, and what is asked over HTTP
 * </ol>
 */
public final class App implements AutoCloseable {
    private final Backing backing;
    private final Ground ground;
    private final Front front;
    private final @Nullable URI labelStudio;
    private final Optional<Secret> newAdminPassword;

    private App(
            Backing backing, Ground ground, Front front, @Nullable URI labelStudio, Optional<Secret> newAdminPassword) {
        this.backing = backing;
        this.ground = ground;
        this.front = front;
        this.labelStudio = labelStudio;
        this.newAdminPassword = newAdminPassword;
    }

    /** Blocks until all is up; what had started is stopped again when the rest cannot. */
    public static App start(Configuration configuration, Clock clock, CrashPoints crashPoints) {
        Backing backing = Backing.open(configuration);
        try {
            Ground ground = Ground.open(configuration, backing, clock);
            try {
                return start(configuration, backing, ground, crashPoints);
            } catch (RuntimeException e) {
                ground.close();
                throw e;
            }
        } catch (RuntimeException e) {
            backing.close();
            throw e;
        }
    }

    private static App start(Configuration configuration, Backing backing, Ground ground, CrashPoints crashPoints) {
        Models models = Models.open(configuration, ground);
        Loop loop = Loop.open(configuration, backing, ground, models, crashPoints);
        Blocking.await(
                ground.accounts().admitLocal(LocalToken.ensure(backing.folder().secrets())));
        Front front = Front.open(configuration, ground, models, loop, crashPoints);
        ServerAddress.publish(configuration.dataDirectory(), front.address());
        // last: a password that was made by a start that failed would never be told
        return new App(
                backing,
                ground,
                front,
                loop.labeling().studio().isPresent()
                        ? configuration.labelStudio().pages()
                        : null,
                Blocking.await(ground.accounts().ensureAdmin()));
    }

    /** Where the pages are. */
    public URI address() {
        return front.address();
    }

    /** Where people annotate. */
    public String labelingAddress() {
        return labelStudio == null ? address() + "/annotate" : labelStudio.toString();
    }

    /** Where metrics and health are. */
    public URI managementAddress() {
        return front.managementAddress();
    }

    /** Where the buckets are. */
    public URI storageEndpoint() {
        return Objects.requireNonNull(backing.storage().endpoint());
    }

    /** The password of the administrator who was made at this start, if it was not given; nobody can ask for it later. */
    public Optional<Secret> newAdminPassword() {
        return newAdminPassword;
    }

    /** Takes no more requests, finishes what is under way, then stops from the top down. */
    @Override
    public void close() {
        front.close();
        ground.close();
        backing.close();
    }
}
