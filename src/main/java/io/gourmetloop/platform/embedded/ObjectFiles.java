package io.gourmetloop.platform.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.UUID;

/**
 * Where finished files lie, and where those are made that will be: in a folder of drafts on the same file system, which
 * each start empties.
 */
record ObjectFiles(Path objects, Path drafts, ContentWriter writer) {
    static ObjectFiles in(Path folder) throws IOException {
        Path drafts = folder.resolve("drafts");
        PostgresPrograms.deleteTree(drafts);
        Path objects = OwnerOnly.folder(folder.resolve("objects"));
        requireAttributes(OwnerOnly.folder(drafts));
        return new ObjectFiles(objects, drafts, ContentWriter.in(drafts));
    }

    /** Media types and checksums are extended attributes of the files. */
    private static void requireAttributes(Path folder) throws IOException {
        var view = Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class);
        try {
            if (view == null) {
                throw new IOException("no such attributes");
            }
            int written = view.write("check", ByteBuffer.wrap(new byte[] {1}));
            assert written == 1;
        } catch (IOException e) {
            throw new IOException(
                    folder + " is on a file system without extended user attributes; choose another data-directory", e);
        }
    }

    Draft draft() {
        return new Draft(drafts.resolve(UUID.randomUUID().toString()), writer);
    }
}
