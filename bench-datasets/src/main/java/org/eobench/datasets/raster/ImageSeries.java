package org.eobench.datasets.raster;

import java.util.List;
import org.eobench.core.dataset.Image;

/** Stacks images of single dates. */
public final class ImageSeries {
  private ImageSeries() {}

  /**
   * Stacks the images of T dates.
   *
   * @param dates at least one image {@code [C,1,H,W]}, all of the same shape, in temporal order
   * @return {@code [C,T,H,W]}
   */
  public static Image of(List<Image> dates) {
    Image first = dates.get(0);
    if (dates.size() == 1) {
      return first;
    }
    int plane = first.height() * first.width();
    float[] series = new float[dates.size() * first.data().length];
    for (int t = 0; t < dates.size(); t++) {
      float[] date = dates.get(t).data();
      if (date.length != first.data().length) {
        throw new IllegalArgumentException("the images of a series differ in shape");
      }
      for (int c = 0; c < first.channels(); c++) {
        System.arraycopy(date, c * plane, series, (c * dates.size() + t) * plane, plane);
      }
    }
    return new Image(series, first.channels(), dates.size(), first.height(), first.width());
  }
}
