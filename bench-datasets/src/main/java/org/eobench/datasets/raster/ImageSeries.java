package org.eobench.datasets.raster;

import java.util.List;
import org.eobench.core.dataset.Image;

/** Joins images of single dates. */
public final class ImageSeries {
  private ImageSeries() {}

  /**
   * The images of T dates as one.
   *
   * @param dates at least one image {@code [C,1,H,W]}, all of one shape, in the order of time
   * @return {@code [C,T,H,W]}
   */
  public static Image of(List<Image> dates) {
    Image first = dates.get(0);
    int plane = first.height() * first.width();
    float[] series = new float[dates.size() * first.data().length];
    for (int t = 0; t < dates.size(); t++) {
      float[] date = dates.get(t).data();
      if (date.length != first.data().length) {
        throw new IllegalArgumentException("images of one series differ in shape");
      }
      for (int c = 0; c < first.channels(); c++) {
        System.arraycopy(date, c * plane, series, (c * dates.size() + t) * plane, plane);
      }
    }
    return new Image(series, first.channels(), dates.size(), first.height(), first.width());
  }
}
