package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;

/**
 * Scrambles the bands and dates of a series as a published configuration of hls-foundation-os does:
 * a stack of C bands for each of T dates, date by date, is cut as if it were band by band. Channel
 * c of date t becomes layer {@code c·T + t} of that stack. Images of one date stay as they are.
 */
public final class ScrambledDates implements PreprocessStep {
  private final ImageSpec images;

  public ScrambledDates(StepContext context) {
    this.images = context.images();
  }

  @Override
  public ImageSpec output() {
    return images;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    return sample.with(ScrambledDates::scrambled);
  }

  private static Image scrambled(Image image) {
    int bands = image.channels();
    int dates = image.frames();
    int plane = image.height() * image.width();
    float[] data = new float[image.data().length];
    for (int to = 0; to < bands * dates; to++) {
      int from = to % bands * dates + to / bands;
      System.arraycopy(image.data(), from * plane, data, to * plane, plane);
    }
    return new Image(data, bands, dates, image.height(), image.width());
  }
}
