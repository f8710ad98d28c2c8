package org.eobench.core.run.gallery;

import java.util.List;

/**
 * {@code gallery.json}.
 *
 * @param metric the metric by which samples were chosen
 * @param shown the bands in the images, as red, green and blue or grey
 * @param classes names of the classes, or of the quantity
 * @param colours their colours as CSS writes them; of a quantity the darkest and the lightest
 * @param chosenFrom number of test samples that they were chosen from; less than all where a split
 *     is very large
 * @param samples the samples
 */
record GalleryContent(
    String metric,
    List<String> shown,
    List<String> classes,
    List<String> colours,
    int chosenFrom,
    List<GalleryEntry> samples) {}
