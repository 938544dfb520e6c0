package io.gourmetloop.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final SessionCookie COOKIE = SessionCookie.create(new Random(7));

    @Test
    void an_owner_is_told_by_the_cookie_and_does_not_tell_it() {
        assertThat(COOKIE.owner()).isEqualTo(new SessionCookie(COOKIE.value()).owner());
        assertThat(COOKIE.owner().value()).matches("[0-9a-f]{32}");
        assertThat(SessionCookie.create(new Random(8)).owner()).isNotEqualTo(COOKIE.owner());
        assertThat(COOKIE.toString()).doesNotContain(COOKIE.value());
    }

    @Test
    void no_two_credentials_are_alike() {
        SecureRandom random = new SecureRandom();

        assertThat(SessionCookie.create(random)).isNotEqualTo(SessionCookie.create(random));
        assertThat(ApiToken.create(random)).isNotEqualTo(ApiToken.create(random));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"short", "gl_", "0123456789012345678901234567890123456789\n!!", "' or 1=1 --"})
    void what_is_no_credential_is_not_taken_for_one(String text) {
        assertThat(SessionCookie.parse(text)).isEmpty();
        assertThat(ApiToken.parse(text)).isEmpty();
    }

    @Test
    void what_was_made_is_read_back() {
        ApiToken token = ApiToken.create(new Random(1));

        assertThat(ApiToken.parse(token.value())).contains(token);
        assertThat(SessionCookie.parse(COOKIE.value())).contains(COOKIE);
        assertThat(token.value()).startsWith("gl_");
        assertThat(token.toString()).doesNotContain(token.value());
    }

    @Test
    void a_csrf_token_fits_its_own_session_only() {
        CsrfToken token = CsrfToken.of(COOKIE);

        assertThat(token.matches(CsrfToken.of(COOKIE).value())).isTrue();
        assertThat(token.matches(
                        CsrfToken.of(SessionCookie.create(new Random(8))).value()))
                .isFalse();
        assertThat(token.matches(null)).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.value()).doesNotContain(COOKIE.value());
    }

    /** HMAC-SHA-256, computed by Python's hmac module. */
    @Test
    void a_csrf_token_is_the_hmac_under_the_cookie() {
        SessionCookie cookie = new SessionCookie("A".repeat(43));

        assertThat(CsrfToken.of(cookie).value()).isEqualTo("2CErpKwY3CGswzZmKi8h0_QXCXfQAJTsoQAvjuh_8mc");
    }

    @Test
    void a_signed_cookie_is_read_back_and_one_that_somebody_chose_is_not() {
        SessionSigner signer = new SessionSigner(new byte[32]);
        String text = signer.sign(COOKIE);

        assertThat(signer.verify(text)).contains(COOKIE);
        assertThat(new SessionSigner("another key".getBytes(StandardCharsets.US_ASCII)).verify(text))
                .isEmpty();
        for (String chosen : List.of(
                COOKIE.value(),
                COOKIE.value() + ".",
                text.substring(0, text.length() - 1),
                text + "A",
                SessionCookie.create(new Random(8)).value() + text.substring(43))) {
            assertThat(signer.verify(chosen)).as(chosen).isEmpty();
        }
        assertThat(signer.verify(null)).isEmpty();
    }

    /** Computed by Python's hmac module. */
    @Test
    void the_signature_is_the_hmac_under_the_key() {
        SessionSigner signer = new SessionSigner("k".repeat(32).getBytes(StandardCharsets.US_ASCII));

        assertThat(signer.sign(new SessionCookie("A".repeat(43))))
                .isEqualTo("A".repeat(43) + ".XKmPkbURfV5h9HK89Aj3mDXVDtn8mheGgJAjZo1e1eI");
    }

    @Test
    void a_generated_password_can_be_typed() {
        assertThat(RandomText.password(new Random(3)))
                .matches("[a-zA-Z2-9]{16}")
                .doesNotContainPattern("[0Oo1lI]");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:aaaa::1, 20010db800010002/64",
        "2001:db8:1:2:bbbb::2, 20010db800010002/64",
        "::ffff:203.0.113.7, 203.0.113.7",
        "fe80::1%lo, fe80000000000000/64",
        "example.org, example.org",
        "999.1.1.1, 999.1.1.1"
    })
    void an_address_counts_as_the_network_of_one_customer(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }
}
