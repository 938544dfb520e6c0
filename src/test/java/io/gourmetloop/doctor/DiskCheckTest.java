package io.gourmetloop.doctor;

import io.gourmetloop.doctor.Finding.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTest {
    private static final long GIB = 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void room_is_measured_where_the_folder_is_or_will_be() {
        FindingAssert.ok(new DiskCheck(folder, path -> 7 * GIB), "7.0 GiB free at " + folder);
        FindingAssert.ok(
                new DiskCheck(folder.resolve("not/yet"), path -> path.equals(folder) ? 7 * GIB : 0), "7.0 GiB free");
    }

    @Test
    void little_room_is_a_warning_and_hardly_any_a_fault() {
        FindingAssert.found(Verdict.WARNING, new DiskCheck(folder, path -> 3 * GIB), "3.0 GiB free", "make room there");
        FindingAssert.failed(
                new DiskCheck(folder, path -> GIB / 2), "0.5 GiB free", "move data-directory to a larger disk");
    }
}
