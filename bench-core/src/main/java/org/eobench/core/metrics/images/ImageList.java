package org.eobench.core.metrics.images;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.metrics.Counts;

/**
 * The predictions for all images of a split: metrics that rank images, such as average precision,
 * need each.
 *
 * @param <S> one image: what a model predicts for it, and its target
 */
public final class ImageList<S> implements Counts<S, ImageList<S>> {
  private final List<S> images = new ArrayList<>();

  @Override
  public void count(S image) {
    images.add(image);
  }

  @Override
  public void add(ImageList<S> other) {
    images.addAll(other.images);
  }

  /** In the order they were counted. */
  public List<S> images() {
    return List.copyOf(images);
  }
}
