package io.gourmetloop.app.demo;

import io.gourmetloop.app.demo.DemoPhotos.LabeledPhoto;
import io.gourmetloop.app.process.CommandFailure;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What happens to the world during the demonstration: from some share of the photos on, those of one class are dark. */
record DemoDrift(@Nullable String label, double from) {
    DemoDrift {
        if (!(from >= 0 && from <= 1)) {
            throw new CommandFailure("--drift-from lies between 0 and 1, not at " + from);
        }
    }

    /** {@code asked}: a class by its name or by that of its folder; null: nothing happens. */
    static DemoDrift of(@Nullable String asked, double from, List<String> classes) {
        return new DemoDrift(asked == null ? null : DemoPhotos.label(asked, classes), from);
    }

    boolean happens() {
        return label != null;
    }

    List<LabeledPhoto> befall(List<LabeledPhoto> photos) {
        double first = from * photos.size();
        return IntStream.range(0, photos.size())
                .mapToObj(i -> i >= first && photos.get(i).label().equals(label)
                        ? photos.get(i).inTheDark()
                        : photos.get(i))
                .toList();
    }
}
