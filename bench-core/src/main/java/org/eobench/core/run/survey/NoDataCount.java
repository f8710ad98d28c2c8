package org.eobench.core.run.survey;

import java.math.BigDecimal;
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

/** Counts the values without data (NaN) of each modality, and lists images without any data. */
final class NoDataCount {
  private static final double PERCENT = 100;
  private static final int NAMED = 5;

  /** Usual nodata values that are not plausible measurements. */
  private static final List<Float> USUAL =
      List.of(-9999f, -99999f, -32768f, -Float.MAX_VALUE, Float.MAX_VALUE, -1e34f);

  private final Map<String, Share> shares = new LinkedHashMap<>();
  private final Map<Split, Map<String, List<String>>> empty = new EnumMap<>(Split.class);
  private final Map<Split, Integer> emptySamples = new EnumMap<>(Split.class);

  private static final class Share {
    private long missing;
    private long values;
    private final long[] usual = new long[USUAL.size()];

    void count(float value) {
      values++;
      missing += Float.isNaN(value) ? 1 : 0;
      if (value < -9998 || value == Float.MAX_VALUE) {
        int at = USUAL.indexOf(value);
        if (at >= 0) {
          usual[at]++;
        }
      }
    }

    double percent() {
      return PERCENT * missing / Math.max(1, values);
    }
  }

  /** Counts the images of a sample as read, before filling. */
  void add(Split split, Sample sample) {
    boolean any = false;
    for (Map.Entry<String, Image> entry : sample.images().entrySet()) {
      float[] data = entry.getValue().data();
      Share share = shares.computeIfAbsent(entry.getKey(), modality -> new Share());
      long before = share.missing;
      for (float value : data) {
        share.count(value);
      }
      if (share.missing - before == data.length) {
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

  /** A warning for each split and modality with images without any data. */
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
    shares.forEach((modality, share) -> undeclared(modality, share, warnings));
    return warnings;
  }

  private static void undeclared(String modality, Share share, List<String> warnings) {
    for (int i = 0; i < USUAL.size(); i++) {
      if (share.usual[i] > 0) {
        String number = new BigDecimal(USUAL.get(i).toString()).stripTrailingZeros().toString();
        warnings.add(
            String.format(
                Locale.ROOT,
                "%.2f %% of the values of %s are %s and are used as data; if they mark missing data,"
                    + " declare it in the files or, with dataset=folder, with"
                    + " `+dataset.nodata.%s=%s`",
                PERCENT * share.usual[i] / Math.max(1, share.values),
                modality,
                number,
                modality,
                number));
      }
    }
  }
}
