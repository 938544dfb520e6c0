package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.Context;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which threads compute digests of photos, as the provider of SHA-256 sees them. */
class DigestThreadsTest {
    private static final String PATH = "/api/v1/predictions";
    private static final int PHOTO_BYTES = 5_000;
    private static final List<Boolean> ON_EVENT_LOOP = new CopyOnWriteArrayList<>();

    private final Provider observer = new Observer();

    @BeforeEach
    void observe() {
        assertThat(Security.insertProviderAt(observer, 1)).isEqualTo(1);
    }

    @AfterEach
    void stopObserving() {
        Security.removeProvider(observer.getName());
    }

    @Test
    void no_event_loop_computes_the_digest_of_a_photo_with_a_key_or_of_its_replay() {
        Browserless user = new Browserless(RunningApp.shared().address()).with("Idempotency-Key", "digest-1");
        byte[] photo = Pictures.withExif(Pictures.jpeg(91, 600, 400), 1, "metadata make two digests of it");
        assertThat(photo.length).isGreaterThan(PHOTO_BYTES);

        String first = user.post(PATH, "image/jpeg", photo).body();
        String replay = user.post(PATH, "image/jpeg", photo).body();

        assertThat(replay).isEqualTo(first);
        assertThat(ON_EVENT_LOOP).hasSizeGreaterThan(2).doesNotContain(true);
    }

    private static final class Observer extends Provider {
        private static final long serialVersionUID = 1;

        Observer() {
            super("DigestObserver", "1", "Tells which threads compute digests of photos");
            put("MessageDigest.SHA-256", Observed.class.getName());
        }
    }

    /** The platform's own digest, observed. */
    public static final class Observed extends MessageDigestSpi {
        private final MessageDigest digest = platform();

        private static MessageDigest platform() {
            try {
                return MessageDigest.getInstance("SHA-256", Security.getProvider("SUN"));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            if (length > PHOTO_BYTES) {
                ON_EVENT_LOOP.add(Context.isOnEventLoopThread());
            }
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
