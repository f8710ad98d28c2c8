package org.eobench.analysis.study;

import org.eobench.core.dataset.Split;

/**
 * What an analysis looks at.
 *
 * @param split the split of the images
 * @param images at most so many, evenly spaced over the split
 * @param neighbours k of the graphs that are compared
 * @param perplexity of t-SNE; lowered if there are too few images
 */
public record StudyOptions(Split split, int images, int neighbours, double perplexity) {
  /** The least number of images of which anything can be said. */
  public static final int LEAST_IMAGES = 20;
}
