package org.eobench.datasets.folder.files;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Gives all modalities of a sample the same dates. Modalities that share a date with the first one
 * are aligned by date, and lack the dates that they have no image of. Others are paired in order. A
 * modality with one image without a date, such as an elevation model, shows it at every date.
 */
final class DateAlignment {
  private final int frames;
  private final @Nullable DateChoice given;
  private final DateChoice choice;
  private int longer;
  private int shorter;
  private final Map<String, Integer> unpaired = new TreeMap<>();
  private final Map<String, Integer> incomplete = new TreeMap<>();
  private final Map<String, Integer> repeated = new TreeMap<>();

  /**
   * @param frames T, number of dates per sample
   * @param choice which are used of more than T; null refuses a sample with more
   */
  DateAlignment(int frames, @Nullable DateChoice choice) {
    this.frames = frames;
    this.given = choice;
    this.choice = choice == null ? DateChoice.SPREAD : choice;
  }

  /** The aligned dates of a sample. */
  record Aligned(Map<String, List<Optional<Frame>>> images, List<LocalDateTime> dates) {}

  /**
   * @param sample name of the sample, for messages
   * @param series dates of each modality in order of time, at least one
   * @throws BenchException if there are more dates than T, and none are chosen; or only one image
   *     without a date for a T above 1
   */
  Aligned of(String sample, Map<String, List<Frame>> series) {
    TreeMap<Long, Frame> union = new TreeMap<>();
    Map<String, Pairing> pairings = new LinkedHashMap<>();
    series.forEach(
        (modality, own) -> {
          boolean shares = own.stream().anyMatch(frame -> union.containsKey(frame.order()));
          Pairing pairing =
              isStatic(own)
                  ? Pairing.REPEATED
                  : union.isEmpty() || shares ? Pairing.BY_DATE : Pairing.IN_ORDER;
          pairings.put(modality, pairing);
          if (pairing == Pairing.BY_DATE) {
            own.forEach(frame -> union.putIfAbsent(frame.order(), frame));
          }
        });
    if (union.isEmpty()) {
      Frame only = series.values().iterator().next().get(0);
      if (frames > 1) {
        throw tooFew(sample, only);
      }
      union.put(only.order(), only);
    }
    for (Map.Entry<String, List<Frame>> own : series.entrySet()) {
      int count =
          pairings.get(own.getKey()) == Pairing.BY_DATE ? union.size() : own.getValue().size();
      if (given == null && count > frames) {
        throw tooMany(sample, own.getKey(), count, own.getValue().get(0));
      }
    }
    List<Frame> all = List.copyOf(union.values());
    List<Frame> chosen = new ArrayList<>();
    for (int i : choice.of(all.size(), frames)) {
      chosen.add(all.get(i));
    }
    longer += all.size() > frames ? 1 : 0;
    shorter += all.size() < frames ? 1 : 0;
    Map<String, List<Optional<Frame>>> images = new LinkedHashMap<>();
    series.forEach(
        (modality, own) -> {
          Pairing pairing = Objects.requireNonNull(pairings.get(modality));
          List<Optional<Frame>> aligned = new ArrayList<>(aligned(own, pairing, chosen));
          boolean lacks = aligned.stream().anyMatch(Optional::isEmpty);
          count(pairing == Pairing.BY_DATE && lacks, incomplete, modality);
          count(pairing == Pairing.IN_ORDER, unpaired, modality);
          count(pairing == Pairing.REPEATED && chosen.size() > 1, repeated, modality);
          while (aligned.size() < frames) {
            aligned.add(Optional.empty());
          }
          images.put(modality, List.copyOf(aligned));
        });
    List<LocalDateTime> dates = new ArrayList<>();
    chosen.forEach(frame -> Optional.ofNullable(frame.date()).ifPresent(dates::add));
    return new Aligned(images, dates.size() == chosen.size() ? dates : List.of());
  }

  private BenchException tooFew(String sample, Frame only) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "DateCount",
                String.format(
                    Locale.ROOT,
                    "sample %s has one image without a date, but multi_temporal is %d",
                    sample,
                    frames))
            .at(only.files().values().iterator().next().toString())
            .expecting("files with {date} or {step} in their names, or arrays with an axis T")
            .next("add {date} to dataset.images, or set `dataset.multi_temporal=false`"));
  }

  private BenchException tooMany(String sample, String modality, int count, Frame first) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "DateCount",
                String.format(
                    Locale.ROOT,
                    "sample %s has %d dates of %s, but multi_temporal is %s",
                    sample,
                    count,
                    modality,
                    frames == 1 ? "false" : frames))
            .at(first.files().values().iterator().next().toString())
            .expecting(frames == 1 ? "one date" : "at most " + frames + " dates")
            .next(
                String.format(
                    Locale.ROOT,
                    "set `dataset.multi_temporal=%d`, or choose dates with `dataset.dates=spread`,"
                        + " `first` or `last`",
                    count)));
  }

  /** How a modality is aligned with the dates of the sample. */
  private enum Pairing {
    BY_DATE,
    IN_ORDER,
    REPEATED
  }

  /** Whether a modality has one image without a date, such as an elevation model. */
  private static boolean isStatic(List<Frame> own) {
    return own.size() == 1 && own.get(0).date() == null && own.get(0).order() == 0;
  }

  private List<Optional<Frame>> aligned(List<Frame> own, Pairing pairing, List<Frame> chosen) {
    List<Optional<Frame>> aligned = new ArrayList<>();
    switch (pairing) {
      case REPEATED -> chosen.forEach(date -> aligned.add(Optional.of(own.get(0))));
      case IN_ORDER -> {
        for (int i : choice.of(own.size(), frames)) {
          aligned.add(Optional.of(own.get(i)));
        }
      }
      case BY_DATE -> {
        Map<Long, Frame> slots = new LinkedHashMap<>();
        own.forEach(frame -> slots.put(frame.order(), frame));
        chosen.forEach(date -> aligned.add(Optional.ofNullable(slots.get(date.order()))));
      }
    }
    return aligned;
  }

  private static void count(boolean counts, Map<String, Integer> counter, String modality) {
    if (counts) {
      counter.merge(modality, 1, Integer::sum);
    }
  }

  /**
   * What was left out or filled, as sentences.
   *
   * @param samples number of samples
   */
  List<String> remarks(int samples) {
    List<String> lines = new ArrayList<>();
    if (longer > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d of %d samples have more than %d dates; %s (dataset.dates=%s)",
              longer,
              samples,
              frames,
              switch (choice) {
                case SPREAD -> "evenly spread ones are used";
                case FIRST -> "the first ones are used";
                case LAST -> "the last ones are used";
              },
              choice.name().toLowerCase(Locale.ROOT)));
    }
    if (shorter > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d of %d samples have fewer than %d dates; their last frames have no data; where the"
                  + " dates are known, decoders leave these frames out when they merge dates"
                  + " (decoder.missing_dates); encoders that merge dates themselves see them as"
                  + " filled images",
              shorter,
              samples,
              frames));
    }
    add(lines, incomplete, samples, "lack dates that other modalities have; these have no data");
    add(lines, repeated, samples, "have one image without a date, which is used for every date");
    add(
        lines,
        unpaired,
        samples,
        "share no date with the modality before; dates are paired in order, and those of the first"
            + " modality are the dates of the sample");
    return lines;
  }

  private static void add(
      List<String> lines, Map<String, Integer> counts, int samples, String what) {
    counts.forEach(
        (modality, count) ->
            lines.add(
                String.format(
                    Locale.ROOT, "%s: %d of %d samples %s", modality, count, samples, what)));
  }
}
