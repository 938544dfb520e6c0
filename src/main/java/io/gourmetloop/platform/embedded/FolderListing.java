package io.gourmetloop.platform.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * One page of the objects in a folder, in the order of their keys. A queue holds what is still to be looked at, smallest
 * key first: names, of which only those that come up are asked whether they are files or folders, and folders, which
 * come up at their key with its slash and then add their own names. So a page costs the names of the folders that it
 * touches, and reads no more files than it lists.
 */
final class FolderListing {
    private static final Logger log = LoggerFactory.getLogger(FolderListing.class);
    private static final int MD5_BYTES = 16;
    private static final int DEFAULT_PAGE = 1000;

    private final Path bucket;
    private final String prefix;
    private final String after;
    private final boolean folded;
    private final int max;
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private final List<S3Object> objects = new ArrayList<>();
    private final List<CommonPrefix> prefixes = new ArrayList<>();
    private String last = "";

    private FolderListing(Path bucket, ListObjectsV2Request request) {
        this.bucket = bucket;
        this.prefix = orEmpty(request.prefix());
        this.after = orEmpty(request.continuationToken() != null ? request.continuationToken() : request.startAfter());
        this.folded = "/".equals(request.delimiter());
        this.max = request.maxKeys() == null ? DEFAULT_PAGE : request.maxKeys();
    }

    static ListObjectsV2Response of(Path bucket, ListObjectsV2Request request) throws IOException {
        return new FolderListing(bucket, request).page();
    }

    /** Whether a path below a bucket is an object's, not one of S3Proxy's own. */
    static boolean isOrdinary(Path path) {
        for (Path name : path) {
            String text = name.toString();
            if (text.startsWith(".mpus-") || text.startsWith(".s3proxy-")) {
                return false;
            }
        }
        return true;
    }

    private ListObjectsV2Response page() throws IOException {
        String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        Path start = bucket.resolve(folder).normalize();
        if (start.startsWith(bucket) && max > 0) {
            queue.add(new Entry(folder, start, true));
        }
        boolean more = false;
        for (Entry entry = queue.poll(); entry != null && !more; entry = queue.poll()) {
            more = isFull() && entry.isListed(this);
            if (!more) {
                visit(entry);
            }
        }
        return SdkResponses.objectsPage(objects, prefixes, more ? last : null);
    }

    private boolean isFull() {
        return objects.size() + prefixes.size() >= max;
    }

    private void visit(Entry entry) throws IOException {
        try {
            if (entry.folder()) {
                open(entry);
                return;
            }
            var attributes = Files.readAttributes(entry.path(), BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                queue.add(new Entry(entry.key() + "/", entry.path(), true));
            } else if (isWanted(entry.key())) {
                add(entry, attributes);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            log.debug("Left out, since it went after its name was read: {}", e.getFile());
        }
    }

    private void open(Entry folder) throws IOException {
        if (folded && folder.key().length() > prefix.length()) {
            if (isWanted(folder.key())) {
                prefixes.add(SdkResponses.commonPrefix(folder.key()));
                last = folder.key();
            }
            return;
        }
        if (!folder.key().isEmpty() && isWanted(folder.key()) && etag(folder.path()) != null) {
            add(folder, Files.readAttributes(folder.path(), BasicFileAttributes.class));
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder.path())) {
            for (Path path : names) {
                Entry entry = new Entry(folder.key() + path.getFileName(), path, false);
                if (isOrdinary(path.getFileName()) && mayHold(entry.key())) {
                    queue.add(entry);
                }
            }
        }
    }

    private void add(Entry entry, BasicFileAttributes attributes) throws IOException {
        objects.add(SdkResponses.objectEntry(
                entry.key(),
                etag(entry.path()),
                attributes.lastModifiedTime().toInstant(),
                attributes.isDirectory() ? 0L : attributes.size(),
                StorageClass.STANDARD));
        last = entry.key();
    }

    private boolean isWanted(String key) {
        return key.startsWith(prefix) && key.compareTo(after) > 0;
    }

    /** Whether a file of this name, or something in a folder of this name, can be wanted. */
    private boolean mayHold(String key) {
        String inside = key + "/";
        boolean behind = key.compareTo(after) <= 0 && inside.compareTo(after) <= 0 && !after.startsWith(inside);
        return !behind && (key.startsWith(prefix) || prefix.startsWith(inside));
    }

    private static @Nullable String etag(Path path) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
        if (view == null || !view.list().contains(Draft.TAG)) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(view.size(Draft.TAG));
        int read = view.read(Draft.TAG, bytes);
        return read == MD5_BYTES
                ? HexFormat.of().formatHex(bytes.array())
                : new String(bytes.array(), StandardCharsets.US_ASCII);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** A name to be looked at, or a folder to be opened, whose key then ends with a slash. */
    private record Entry(String key, Path path, boolean folder) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return key.compareTo(other.key);
        }

        /** Whether it would add to a page: a folder may turn out to be empty, but that is not looked up here. */
        private boolean isListed(FolderListing listing) {
            return folder || listing.isWanted(key);
        }
    }
}
