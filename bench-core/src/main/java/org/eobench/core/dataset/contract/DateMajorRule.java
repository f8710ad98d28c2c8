package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.Problem;

/**
 * A series that is stored date by date but read band by band, or the other way round. Two measures
 * tell that the other layout is the right one:
 *
 * <ul>
 *   <li>The means of all layers are explained by one term per band and one per date. The other
 *       layout leaves at most a quarter of the rest. With as many dates as bands, both leave the
 *       same rest.
 *   <li>Bands of near wavelengths look alike ({@link BandOrderRule}). In the other layout, the way
 *       through all bands is shorter by a fourteenth (a factor of 1.16).
 * </ul>
 */
final class DateMajorRule implements Rule {
  private static final double LEAST_RATIO = 4;
  private static final double MOST_SAMPLES = 0.75;

  private static final double SHORTER = 1.16;
  private static final int LEAST_BANDS = 4;

  private final String modality;
  private final BandMoves spectrum;
  private final List<Double> ratios = new ArrayList<>();
  private int bands;
  private int dates;
  private String first = "";

  DateMajorRule(String modality, List<Band> named) {
    this.modality = modality;
    this.spectrum = new BandMoves(Wavelengths.of(named));
  }

  @Override
  public void add(ObservedSample sample) {
    Image image = sample.sample().images().get(modality);
    if (image == null || image.frames() < 2 || image.channels() < 2) {
      return;
    }
    double ratio = Math.max(ofMeans(image), ofSpectra(image, sample));
    if (ratio > 0) {
      bands = image.channels();
      dates = image.frames();
      first = ratios.isEmpty() ? sample.sample().ref().place() : first;
      ratios.add(ratio);
    }
  }

  /** How much more of the means this layout leaves unexplained; 0 where that is unknown. */
  private static double ofMeans(Image image) {
    double[] layers = layers(image);
    double own = rest(layers, image.channels(), image.frames());
    double other = rest(layers, image.frames(), image.channels());
    boolean known = own > 0 && Double.isFinite(own) && image.frames() != image.channels();
    return known ? own / Math.max(other, own * 1e-6) : 0;
  }

  /** The ratio of the ways through the bands, scaled so that both measures have one limit. */
  private double ofSpectra(Image image, ObservedSample sample) {
    double[][] pixels = sample.pixels().get(modality);
    if (spectrum.compared() < LEAST_BANDS
        || pixels == null
        || pixels[0].length < ObservedSample.LEAST_PIXELS) {
      return 0;
    }
    double[][] other = ObservedSample.pixels(reread(image), sample.id());
    if (other[0].length < ObservedSample.LEAST_PIXELS) {
      return 0;
    }
    double shorter = spectrum.lengths(pixels)[0] / spectrum.lengths(other)[0];
    return Double.isNaN(shorter) ? 0 : Math.pow(shorter, Math.log(LEAST_RATIO) / Math.log(SHORTER));
  }

  /** The same array taken as {@code [T,C,H,W]}. */
  private static Image reread(Image image) {
    int plane = image.height() * image.width();
    float[] data = new float[image.data().length];
    for (int layer = 0; layer < image.channels() * image.frames(); layer++) {
      int date = layer / image.channels();
      int band = layer % image.channels();
      int to = (band * image.frames() + date) * plane;
      System.arraycopy(image.data(), layer * plane, data, to, plane);
    }
    return new Image(data, image.channels(), image.frames(), image.height(), image.width());
  }

  /** The mean of each layer, in the order of the array; NaN where it has no data. */
  private static double[] layers(Image image) {
    int plane = image.height() * image.width();
    double[] means = new double[image.channels() * image.frames()];
    for (int layer = 0; layer < means.length; layer++) {
      double sum = 0;
      int count = 0;
      for (int i = layer * plane; i < (layer + 1) * plane; i++) {
        float value = image.data()[i];
        if (Float.isFinite(value)) {
          sum += value;
          count++;
        }
      }
      means[layer] = sum / count;
    }
    return means;
  }

  /** What is left of the variance after subtracting the means of rows and columns. */
  private static double rest(double[] layers, int rows, int columns) {
    double[] row = new double[rows];
    double[] column = new double[columns];
    double all = 0;
    for (int i = 0; i < layers.length; i++) {
      row[i / columns] += layers[i] / columns;
      column[i % columns] += layers[i] / rows;
      all += layers[i] / layers.length;
    }
    double sum = 0;
    for (int i = 0; i < layers.length; i++) {
      double left = layers[i] - row[i / columns] - column[i % columns] + all;
      sum += left * left;
    }
    return sum;
  }

  @Override
  public List<Finding> findings() {
    if (ratios.isEmpty()) {
      return List.of();
    }
    double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).toArray();
    double ratio = Moments.median(sorted);
    long agreeing = ratios.stream().filter(one -> one > 1).count();
    if (ratio < LEAST_RATIO || agreeing < MOST_SAMPLES * ratios.size()) {
      return List.of();
    }
    Problem problem =
        Problem.of(
                "DatesAsBands",
                String.format(
                    Locale.ROOT,
                    "the %d bands and %d dates of %s seem to be mixed up: the layers look like"
                        + " dates with bands each, not like bands with dates each",
                    bands,
                    dates,
                    modality))
            .at(
                String.format(
                    Locale.ROOT,
                    "%s, seen in %d samples, first %s",
                    modality,
                    ratios.size(),
                    first))
            .expecting("all dates of the first band, then those of the second: [C,T,H,W]")
            .next("transpose the first two axes, in the files or in the reader of the data set");
    return List.of(Finding.warning(Math.min(0.99, 1 - 1 / (ratio * ratio)), problem));
  }
}
