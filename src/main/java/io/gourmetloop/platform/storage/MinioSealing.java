package io.gourmetloop.platform.storage;

import io.gourmetloop.platform.config.Secret;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How MinIO's administration wants a body that holds secrets: sealed under the administrator's password, so that it may
 * travel over plain HTTP. The format is that of madmin-go's {@code EncryptData} with PBKDF2 and AES-256-GCM: salt, a byte for
 * the algorithm, nonce, and one fragment of a DARE stream.
 */
final class MinioSealing {
    private static final byte PBKDF2_AES_GCM = 2;
    private static final int SALT_BYTES = 32;
    private static final int ROUNDS = 8192;
    private static final int KEY_BITS = 256;
    private static final int NONCE_BYTES = 8;
    private static final int TAG_BITS = 128;
    /** Of a fragment: longer bodies would need several. */
    private static final int MAX_BYTES = 1 << 14;

    private static final byte LAST_FRAGMENT = (byte) 0x80;
    private static final byte[] NOTHING = {};

    private MinioSealing() {}

    static byte[] seal(byte[] body, Secret password, SecureRandom random) {
        if (body.length > MAX_BYTES) {
            throw new IllegalArgumentException("A sealed body has at most " + MAX_BYTES + " bytes");
        }
        byte[] salt = bytes(random, SALT_BYTES);
        byte[] nonce = bytes(random, NONCE_BYTES);
        try {
            SecretKeySpec key = key(password, salt);
            // the first number seals nothing; its tag is authenticated along with the fragment
            byte[] tag = encrypt(key, nonce, 0, NOTHING, NOTHING);
            byte[] associated = ByteBuffer.allocate(1 + tag.length)
                    .put(LAST_FRAGMENT)
                    .put(tag)
                    .array();
            byte[] fragment = encrypt(key, nonce, 1, associated, body);
            return ByteBuffer.allocate(SALT_BYTES + 1 + NONCE_BYTES + fragment.length)
                    .put(salt)
                    .put(PBKDF2_AES_GCM)
                    .put(nonce)
                    .put(fragment)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has these algorithms", e);
        }
    }

    private static SecretKeySpec key(Secret password, byte[] salt) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, ROUNDS, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        return new SecretKeySpec(key, "AES");
    }

    private static byte[] encrypt(SecretKeySpec key, byte[] nonce, int number, byte[] associated, byte[] plain)
            throws GeneralSecurityException {
        byte[] numbered = ByteBuffer.allocate(NONCE_BYTES + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(nonce)
                .putInt(number)
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, numbered));
        cipher.updateAAD(associated);
        return cipher.doFinal(plain);
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
