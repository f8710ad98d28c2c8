/**
 * Random changes of training images: flips, quarter turns, brightness and contrast, noise, and
 * bands left out. No chain of the program has them unless its name says so; a chain adds them by
 * their names, as {@code configs/preprocessing/seg_augment.yaml} does.
 *
 * <p>A flip or turn moves all images, dates and the target of a sample together, and with them the
 * pixels without data, which are NaN. The centre of the sample, and so its place, stays.
 */
@NullMarked
package org.eobench.core.preprocess.augment;

import org.jspecify.annotations.NullMarked;
