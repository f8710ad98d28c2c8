package org.eobench.core.metrics.images;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.metrics.Counts;

/**
 * The predictions for all images of a split, which metrics that rank images need, such as average
 * precision.
 *
 * @param <S> one image: a model's prediction and its target
 */
public final class ImageList<S> implements Counts<S, ImageList<S>> {
  private final List<S> images = new ArrayList<>();

  /** A list of one image. */
  static <S> ImageList<S> of(S image) {
    ImageList<S> list = new ImageList<>();
    list.count(image);
    return list;
  }

  @Override
  public void count(S image) {
    images.add(image);
  }

  @Override
  public void add(ImageList<S> other) {
    images.addAll(other.images);
  }

  /** The images in the order in which they were counted. */
  public List<S> images() {
    return List.copyOf(images);
  }
}
