package org.eobench.core.run.survey;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;

/**
 * Counts the values without data (NaN) of each modality, and lists images and bands without any.
 */
final class NoDataCount {
  private static final double PERCENT = 100;
  private static final int NAMED = 5;

  private final Map<String, Share> shares = new LinkedHashMap<>();
  private final Map<Split, Map<String, List<String>>> empty = new EnumMap<>(Split.class);
  private final Map<String, List<String>> emptyBands = new LinkedHashMap<>();
  private final DatasetSpec spec;
  private final Map<Split, Integer> emptySamples = new EnumMap<>(Split.class);

  private static final class Share {
    private long missing;
    private long values;

    void count(float value) {
      values++;
      missing += Float.isNaN(value) ? 1 : 0;
    }

    double percent() {
      return PERCENT * missing / Math.max(1, values);
    }
  }

  NoDataCount(DatasetSpec spec) {
    this.spec = spec;
  }

  /** Counts the images of a sample as read, before filling. */
  void add(Split split, Sample sample) {
    boolean any = false;
    for (Map.Entry<String, Image> entry : sample.images().entrySet()) {
      Image image = entry.getValue();
      float[] data = image.data();
      Share share = shares.computeIfAbsent(entry.getKey(), modality -> new Share());
      long before = share.missing;
      List<Integer> emptyOnes = new ArrayList<>();
      int series = data.length / Math.max(1, image.channels());
      for (int band = 0; band < image.channels(); band++) {
        long earlier = share.missing;
        for (int i = band * series; i < (band + 1) * series; i++) {
          share.count(data[i]);
        }
        if (share.missing - earlier == series) {
          emptyOnes.add(band);
        }
      }
      if (share.missing - before == data.length) {
        empty
            .computeIfAbsent(split, key -> new LinkedHashMap<>())
            .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
            .add(sample.ref().id());
      } else {
        any = true;
        emptyOnes.forEach(band -> noteBand(entry.getKey(), band, sample.ref().id()));
      }
    }
    if (!any) {
      emptySamples.merge(split, 1, Integer::sum);
    }
  }

  private void noteBand(String modality, int band, String id) {
    List<Band> bands = spec.bands().getOrDefault(modality, List.of());
    String name = band < bands.size() ? bands.get(band).name() : String.valueOf(band);
    emptyBands
        .computeIfAbsent("band " + name + " of " + modality, key -> new ArrayList<>())
        .add(id);
  }

  /** Number of samples of a split without data in any image. */
  int empty(Split split) {
    return emptySamples.getOrDefault(split, 0);
  }

  /** The share of values without data by modality, for the user. */
  String summary() {
    return shares.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "%s %.2f %%", entry.getKey(), entry.getValue().percent()))
        .collect(Collectors.joining(", ", "without data: ", ""));
  }

  /** Names images and bands without any data. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    empty.forEach(
        (split, byModality) ->
            byModality.forEach(
                (modality, samples) ->
                    warnings.add(
                        String.format(
                            Locale.ROOT,
                            "%d %s %s of %s %s no data at all: %s",
                            samples.size(),
                            modality,
                            samples.size() == 1 ? "image" : "images",
                            split.key(),
                            samples.size() == 1 ? "holds" : "hold",
                            some(samples)))));
    emptyBands.forEach(
        (band, samples) ->
            warnings.add(
                String.format(
                    Locale.ROOT,
                    "%s has no data in %d %s that other bands have data of: %s",
                    band,
                    samples.size(),
                    samples.size() == 1 ? "image" : "images",
                    some(samples))));
    return warnings;
  }

  private static String some(List<String> samples) {
    return String.join(", ", samples.subList(0, Math.min(NAMED, samples.size())))
        + (samples.size() > NAMED ? ", …" : "");
  }
}
