package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Sha256;

/**
 * What a picture looks like, whatever is on it, seen on a grid of its pixels. Brightness (mean luma, ITU-R BT.601), contrast
 * (its standard deviation, RMS contrast) and the mean of each color lie in [0, 1]; sharpness is the variance of the Laplacian
 * of the luma in 0..255. Pictures of the same {@code pixels} (SHA-256 of size and grid) are the same one, whatever their files
 * say; those whose {@code differenceHash} differ in few bits look alike (dHash of 9 × 8).
 */
public record PictureProperties(
        double brightness, double contrast, Rgb mean, double sharpness, long differenceHash, Sha256 pixels) {}
