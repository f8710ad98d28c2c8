package org.eobench.core.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;

/** Counts the values without data (NaN) of each modality, and names images that hold none. */
final class DataCount {
  private static final double PERCENT = 100;
  private static final int NAMED = 5;

  private final Map<String, Share> shares = new LinkedHashMap<>();
  private final Map<Split, Map<String, List<String>>> empty = new EnumMap<>(Split.class);
  private final Map<Split, Integer> emptySamples = new EnumMap<>(Split.class);

  private static final class Share {
    private long missing;
    private long values;

    double percent() {
      return PERCENT * missing / Math.max(1, values);
    }
  }

  /** Counts the images of a sample as they are read, before anything is filled. */
  void add(Split split, Sample sample) {
    boolean any = false;
    for (Map.Entry<String, Image> entry : sample.images().entrySet()) {
      float[] data = entry.getValue().data();
      int missing = 0;
      for (float value : data) {
        missing += Float.isNaN(value) ? 1 : 0;
      }
      Share share = shares.computeIfAbsent(entry.getKey(), modality -> new Share());
      share.missing += missing;
      share.values += data.length;
      if (missing == data.length) {
        empty
            .computeIfAbsent(split, key -> new LinkedHashMap<>())
            .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
            .add(sample.ref().id());
      } else {
        any = true;
      }
    }
    if (!any) {
      emptySamples.merge(split, 1, Integer::sum);
    }
  }

  /** Samples of a split of which no image holds data. */
  int empty(Split split) {
    return emptySamples.getOrDefault(split, 0);
  }

  /** The share of values without data by modality, for a user. */
  String summary() {
    return shares.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "%s %.2f %%", entry.getKey(), entry.getValue().percent()))
        .collect(Collectors.joining(", ", "without data: ", ""));
  }

  /** A sentence for each split and modality with images that hold no data at all. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    empty.forEach(
        (split, byModality) ->
            byModality.forEach(
                (modality, samples) ->
                    warnings.add(
                        String.format(
                            Locale.ROOT,
                            "%d %s %s of %s %s no data at all: %s%s",
                            samples.size(),
                            modality,
                            samples.size() == 1 ? "image" : "images",
                            split.key(),
                            samples.size() == 1 ? "holds" : "hold",
                            String.join(", ", samples.subList(0, Math.min(NAMED, samples.size()))),
                            samples.size() > NAMED ? ", …" : ""))));
    return warnings;
  }
}
