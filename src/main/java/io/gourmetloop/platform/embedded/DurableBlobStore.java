package io.gourmetloop.platform.embedded;

import io.gourmetloop.domain.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * S3Proxy's store of files, where three things differ. Its uploads never reach the disk by themselves, ours have when they
 * are answered. Its uploads lie beside their objects and are listed while they run, and for ever after a crash; ours are
 * nowhere until they are whole. Its listing reads every file of a prefix for each page; ours only those of the page.
 */
final class DurableBlobStore extends ForwardingBlobStore {
    private static final String DRAFTS = "drafts";

    private final ObjectFiles files;
    private final BlobStore staging;

    private DurableBlobStore(ObjectFiles files, BlobStore staging) {
        super(new FilesystemNio2BlobStore(files.objects().toString()));
        this.files = files;
        this.staging = staging;
    }

    /** Objects are kept in {@code <folder>/objects/<bucket>/<key>}. */
    static DurableBlobStore in(Path folder) throws IOException {
        return new DurableBlobStore(ObjectFiles.in(folder), new FilesystemNio2BlobStore(folder.toString()));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        Path target = target(request.bucket(), request.key());
        if (request.key().endsWith("/") || request.ifNoneMatch() != null || !isInside(request.bucket(), target)) {
            return super.putBlob(request, payload);
        }
        try (Draft draft = files.draft()) {
            PutObjectRequest staged =
                    request.toBuilder().bucket(DRAFTS).key(draft.name()).build();
            PutObjectResponse answer = staging.putBlob(staged, payload);
            draft.sync();
            draft.keep(target);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #putBlob}, of what lies in memory: written as it is, under the digest that it has already. */
    void put(String bucket, String key, Content content, String mediaType) throws IOException {
        Path target = target(bucket, key);
        if (key.endsWith("/") || !isInside(bucket, target)) {
            PutObjectRequest request = PutObjectRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .contentType(mediaType)
                    .contentLength((long) content.size())
                    .build();
            var unused = super.putBlob(request, new ByteArrayInputStream(content.bytes()));
            return;
        }
        try (Draft draft = files.draft()) {
            draft.write(content, mediaType);
            draft.keep(target);
        }
    }

    /**
     * As {@link #copyBlob}, where both keys may share one file: nothing here ever writes into a finished one. False if there is
     * no object to copy, or it goes meanwhile.
     */
    boolean share(String fromBucket, String fromKey, String toBucket, String toKey) throws IOException {
        Path source = target(fromBucket, fromKey);
        Path target = target(toBucket, toKey);
        if (!isInside(fromBucket, source) || !isInside(toBucket, target)) {
            throw new IOException("no such bucket, or a key that leaves it");
        }
        if (!Files.isRegularFile(source)) {
            return false;
        }
        try (Draft draft = files.draft()) {
            if (!draft.link(source)) {
                return false;
            }
            draft.keep(target);
            return true;
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        Path source = target(request.sourceBucket(), request.sourceKey());
        Path target = target(request.destinationBucket(), request.destinationKey());
        if (!isPlain(request)
                || !isInside(request.sourceBucket(), source)
                || !isInside(request.destinationBucket(), target)
                || !Files.isRegularFile(source)) {
            return super.copyBlob(request);
        }
        HeadObjectResponse head = blobMetadata(request.sourceBucket(), request.sourceKey());
        try (Draft draft = files.draft()) {
            draft.copy(source);
            draft.keep(target);
            return SdkResponses.copyResponse(
                    head.eTag(), Files.getLastModifiedTime(target).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        var unused =
                headBucket(HeadBucketRequest.builder().bucket(request.bucket()).build());
        try {
            return FolderListing.of(files.objects().resolve(request.bucket()), request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path target(String bucket, String key) {
        return files.objects().resolve(bucket).resolve(key).normalize();
    }

    /** What is not gets the store's own refusal, and so does a bucket that does not exist. */
    private boolean isInside(String bucket, Path target) {
        Path folder = files.objects().resolve(bucket);
        return files.objects().equals(folder.getParent())
                && Files.isDirectory(folder)
                && target.startsWith(folder)
                && FolderListing.isOrdinary(folder.relativize(target));
    }

    /** The client names the version that it has just seen; who replaces it meanwhile replaces it whole. */
    private boolean isPlain(CopyObjectRequest request) {
        return request.metadataDirective() != MetadataDirective.REPLACE
                && request.sourceVersionId() == null
                && request.copySourceIfNoneMatch() == null
                && request.copySourceIfModifiedSince() == null
                && request.copySourceIfUnmodifiedSince() == null
                && (request.copySourceIfMatch() == null || matches(request));
    }

    private boolean matches(CopyObjectRequest request) {
        HeadObjectResponse head = blobMetadataIfPresent(request.sourceBucket(), request.sourceKey());
        return head != null && head.eTag() != null && bare(head.eTag()).equals(bare(request.copySourceIfMatch()));
    }

    private static String bare(String etag) {
        return etag.replace("\"", "");
    }
}
