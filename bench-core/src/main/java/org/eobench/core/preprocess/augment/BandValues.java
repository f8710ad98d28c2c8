package org.eobench.core.preprocess.augment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.preprocess.ImageSpec;

/** Changes the values of bands in units of their standard deviation. */
final class BandValues {
  private final ImageSpec images;

  /**
   * @param step name of the step, for the error
   * @throws BenchException if a band's mean or standard deviation is not known
   */
  BandValues(String step, ImageSpec images) {
    this.images = images;
    images
        .modalities()
        .forEach(
            (modality, known) -> {
              int bands = known.bands().size();
              if (known.stats().mean().size() != bands || known.stats().std().size() != bands) {
                throw new BenchException(
                    ExitCode.CONFIG,
                    Problem.of(
                            "NoStatistics",
                            String.format(
                                Locale.ROOT,
                                "%s needs the mean and standard deviation of the bands of %s",
                                step,
                                modality))
                        .at("preprocessing")
                        .expecting("dataset.data_mean and dataset.data_std")
                        .next("set them, or put " + step + " after NormalizeMeanStd in the chain"));
              }
            });
  }

  /** Changes the values of one band and date, in place. */
  @FunctionalInterface
  interface Change {
    /**
     * @param band index of the band in its modality
     * @param from index of the first value
     * @param to index after the last value
     */
    void apply(float[] data, int band, int from, int to, double mean, double std);
  }

  /** The sample with changed values of all bands but the padded ones, which hold no data. */
  Sample changed(Sample sample, Change change) {
    Map<String, Image> made = new LinkedHashMap<>(sample.images());
    for (var entry : images.modalities().entrySet()) {
      ImageSpec.Modality known = entry.getValue();
      Image image = Objects.requireNonNull(sample.images().get(entry.getKey()));
      float[] data = image.data().clone();
      int series = data.length / image.channels();
      int plane = series / image.frames();
      for (int band = 0; band < image.channels(); band++) {
        if (!known.padded().contains(known.bands().get(band))) {
          double mean = known.stats().mean().get(band);
          double std = known.stats().std().get(band);
          for (int from = band * series; from < (band + 1) * series; from += plane) {
            change.apply(data, band, from, from + plane, mean, std);
          }
        }
      }
      made.put(
          entry.getKey(),
          new Image(data, image.channels(), image.frames(), image.height(), image.width()));
    }
    return sample.with(made);
  }
}
