package org.eobench.core.run.gallery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sample in {@code gallery.json}.
 *
 * @param group {@code best}, {@code median} or {@code worst}
 * @param id id of the sample
 * @param score its score alone
 * @param files names of its pictures: {@code image}, and {@code target}, {@code prediction} and
 *     {@code error} where targets are maps
 * @param least the value of the darkest colour where targets are maps of a quantity, or null
 * @param most that of the lightest
 * @param target the target in words, where it is of the whole image
 * @param prediction the prediction in words, likewise
 */
record GalleryEntry(
    String group,
    String id,
    double score,
    Map<String, String> files,
    @Nullable Double least,
    @Nullable Double most,
    @Nullable String target,
    @Nullable String prediction) {}
