package io.gourmetloop.loop.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Backing;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoAddressTest {
    private static final PredictionId ID = PredictionId.parse("01990000-0000-7000-8000-000000000001");
    private static final String KEY = "photos/" + ID + ".jpg";

    private final StorageConfig storage = Backing.storage();
    private final PhotoAddress inBucket = new PhotoAddress(storage, Optional.empty());
    private final PhotoAddress linked = new PhotoAddress(storage, Optional.of(links("a secret of a test")));

    private static PhotoLinks links(String secret) {
        return new PhotoLinks(URI.create("https://loop.example.org/"), new Secret(secret));
    }

    @Test
    void an_address_leads_back_to_its_key() {
        assertThat(inBucket.uri(ID, PhotoFormat.JPEG))
                .isEqualTo("s3://" + storage.bucketPrefix() + "labelstudio/" + KEY);
        assertThat(inBucket.resolve(inBucket.uri(ID, PhotoFormat.JPEG))).hasToString(KEY);

        assertThat(linked.uri(ID, PhotoFormat.JPEG))
                .matches("https://loop\\.example\\.org/api/v1/label-studio/photos/" + ID
                        + "\\.jpg\\?signature=[A-Za-z0-9_-]{43}");
        assertThat(linked.resolve(linked.uri(ID, PhotoFormat.JPEG))).hasToString(KEY);
    }

    @Test
    void tasks_that_were_written_before_links_were_chosen_stay_readable() {
        assertThat(linked.resolve(inBucket.uri(ID, PhotoFormat.JPEG))).hasToString(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://loop.example.org/api/v1/label-studio/photos/a.jpg",
                "https://loop.example.org/api/v1/label-studio/photos/a.jpg?signature=",
                "https://loop.example.org/api/v1/label-studio/photos/a.jpg?signature=guessed",
                "https://example.org/dish.jpg",
                "s3://elsewhere/photos/a.jpg"
            })
    void an_address_that_is_not_ours_leads_nowhere(String address) {
        assertThatThrownBy(() -> linked.resolve(address)).hasMessageContaining("nothing is fetched from elsewhere");
    }

    @Test
    void a_link_of_another_secret_or_for_another_photo_is_none() {
        String link = linked.uri(ID, PhotoFormat.JPEG);
        PhotoAddress other = new PhotoAddress(storage, Optional.of(links("another secret of a test")));

        assertThatThrownBy(() -> other.resolve(link)).hasMessageContaining("elsewhere");
        assertThatThrownBy(() -> linked.resolve(link.replace(".jpg", ".png"))).hasMessageContaining("elsewhere");
        assertThatThrownBy(() -> inBucket.resolve(link)).hasMessageContaining("elsewhere");
    }
}
