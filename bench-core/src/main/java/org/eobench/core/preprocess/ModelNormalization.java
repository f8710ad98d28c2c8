package org.eobench.core.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.encoder.WeightsCard;
import org.eobench.core.error.Problem;

/**
 * The statistics by which {@code normalization=model} scales bands: those of the images that the
 * encoder was pretrained on, instead of those of the data set.
 *
 * @param statistics the encoder's
 * @param scale factor from the values of the data set to the unit of the statistics: {@code
 *     normalization_scale}
 */
public record ModelNormalization(WeightsCard.Statistics statistics, double scale) {
  /** Bands that vary so many times more or less than in the pretraining have another unit. */
  private static final double FAR = 20;

  private static final String DATA = "give `normalization=data`, which uses those of the data set";

  /**
   * The statistics of a modality in the unit of the data set. Bands that an earlier step has filled
   * keep their own.
   *
   * @throws IllegalStateException if there is a {@link #fault}
   */
  BandStats of(String name, ImageSpec.Modality modality) {
    List<Double> mean = new ArrayList<>();
    List<Double> std = new ArrayList<>();
    for (int i = 0; i < modality.bands().size(); i++) {
      String band = modality.bands().get(i);
      boolean filled = modality.padded().contains(band);
      mean.add(
          filled ? modality.stats().mean().get(i) : value(statistics.mean(), name, band) / scale);
      std.add(filled ? modality.stats().std().get(i) : value(statistics.std(), name, band) / scale);
    }
    return new BandStats(mean, std, List.of(), List.of());
  }

  private Set<String> known(String modality) {
    return statistics.mean().getOrDefault(modality, Map.of()).keySet();
  }

  private static double value(
      Map<String, Map<String, Double>> values, String modality, String band) {
    return Objects.requireNonNull(values.getOrDefault(modality, Map.of()).get(band));
  }

  /** Why a modality cannot be scaled; empty if it can. */
  Optional<Problem> fault(String name, ImageSpec.Modality modality, Normalization kind) {
    if (kind != Normalization.MEAN_STD) {
      return Optional.of(
          Problem.of(
                  "NoModelRange",
                  kind.step()
                      + " needs minima and maxima, but the pretraining of an encoder has mean and"
                      + " standard deviation")
              .at("normalization=model")
              .expecting("preprocessing with NormalizeMeanStd")
              .next(
                  "give `normalization=data`, or preprocessing such as"
                      + " `preprocessing=cls_resize`"));
    }
    List<String> unknown =
        modality.bands().stream()
            .filter(band -> !modality.padded().contains(band) && !known(name).contains(band))
            .toList();
    if (!unknown.isEmpty()) {
      return Optional.of(
          Problem.of(
                  "BandsWithoutStatistics",
                  String.format(
                      Locale.ROOT,
                      "the pretraining statistics of the encoder lack the %s %s %s",
                      name,
                      unknown.size() == 1 ? "band" : "bands",
                      String.join(", ", unknown)))
              .at("normalization=model, encoder.card.statistics")
              .expecting("bands among " + known(name))
              .next(DATA + ", or leave the bands out with encoder.input_bands"));
    }
    return unitFault(name, modality);
  }

  /** Compares how much the bands vary, where that is known of the data set. */
  private Optional<Problem> unitFault(String name, ImageSpec.Modality modality) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < modality.stats().std().size(); i++) {
      String band = modality.bands().get(i);
      if (!modality.padded().contains(band) && modality.stats().std().get(i) > 0) {
        ratios.add(value(statistics.std(), name, band) / (scale * modality.stats().std().get(i)));
      }
    }
    if (ratios.isEmpty()) {
      return Optional.empty();
    }
    ratios.sort(null);
    double middle = ratios.get(ratios.size() / 2);
    if (middle < FAR && middle > 1 / FAR) {
      return Optional.empty();
    }
    double nearest = scale * Math.pow(10, Math.round(Math.log10(middle)));
    return Optional.of(
        Problem.of(
                "UnitsDiffer",
                String.format(
                    Locale.ROOT,
                    "the %s bands of the data set vary %.3g times as much as the images that the"
                        + " encoder was pretrained on, so their unit is another one",
                    name,
                    1 / middle))
            .at(String.format(Locale.ROOT, "normalization=model normalization_scale=%s", scale))
            .expecting(
                "values in "
                    + statistics.unit()
                    + ", or normalization_scale, the factor from those of the data set to it")
            .next(
                String.format(
                    Locale.ROOT,
                    "if only the factor differs, give `normalization_scale=%s`; otherwise"
                        + " `normalization=data`",
                    text(nearest))));
  }

  private static String text(double number) {
    return number == Math.rint(number) && number < 1e9
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }
}
