package org.eobench.core.dataset;

/**
 * The one class of an image.
 *
 * @param label class index, or the ignore index
 */
public record ImageClass(int label) implements Target {}
