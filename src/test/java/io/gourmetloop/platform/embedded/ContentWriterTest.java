package io.gourmetloop.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentWriterTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE + 4096, 3 * MEGABYTE + 4095})
    void a_file_holds_what_was_written_with_and_without_the_cache(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        for (ContentWriter writer :
                List.of(ContentWriter.in(folder), new ContentWriter(1), new ContentWriter(MEGABYTE))) {
            Path file = Files.createTempFile(folder, "content", "");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                writer.write(file, channel, bytes);
            }

            assertThat(file).as("past the cache: %s", writer.pastCache()).hasBinaryContent(bytes);
        }
    }

    @Test
    void a_trial_leaves_nothing() throws IOException {
        ContentWriter writer = ContentWriter.in(folder);

        assertThat(writer).isNotNull();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_folder_that_refuses_the_trial_is_written_by_way_of_the_cache() throws IOException {
        Path proc = Path.of("/proc");

        assertThat(ContentWriter.in(proc).pastCache()).isFalse();
    }
}
