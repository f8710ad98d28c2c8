package org.eobench.datasets.folder.files;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Gives all modalities of a sample the same dates, as {@link DatePairing} says. A modality with one
 * image without a date, such as an elevation model, shows it at every date.
 */
final class DateAlignment {
  private final int frames;
  private final DatePairing pairing;
  private final Set<String> stepped;
  private final int places;
  private final @Nullable DateChoice given;
  private final DateChoice choice;
  private int longer;
  private int shorter;
  private final Map<String, Integer> unpaired = new TreeMap<>();
  private final Map<String, Integer> incomplete = new TreeMap<>();
  private final Map<String, Integer> repeated = new TreeMap<>();
  private final Map<String, Integer> chosenAlone = new TreeMap<>();
  private final Map<String, Long> furthest = new TreeMap<>();

  DateAlignment(FolderLayout layout) {
    this.frames = layout.frames();
    this.pairing = layout.pairing();
    this.stepped = layout.stepped();
    this.places = layout.places();
    this.given = layout.dates();
    this.choice = given == null ? DateChoice.SPREAD : given;
  }

  /**
   * A date of a sample.
   *
   * @param order its position in time among the dates of the sample
   */
  private record Slot(long order, @Nullable LocalDateTime date) {}

  /** The aligned dates of a sample. */
  record Aligned(Map<String, List<Optional<Frame>>> images, List<LocalDateTime> dates) {}

  /**
   * @param sample name of the sample, for messages
   * @param series dates of each modality in order of time, at least one
   * @throws BenchException if there are more dates than T, and none are chosen; or only one image
   *     without a date for a T above 1
   */
  Aligned of(String sample, Map<String, List<Frame>> series) {
    TreeMap<Long, Slot> union = new TreeMap<>();
    for (long place = 0; place < places; place++) {
      union.put(place, new Slot(place, null));
    }
    Map<String, Pairing> pairings = new LinkedHashMap<>();
    for (Map.Entry<String, List<Frame>> entry : series.entrySet()) {
      List<Frame> own = entry.getValue();
      Pairing pairing = pairing(entry.getKey(), own, union);
      pairings.put(entry.getKey(), pairing);
      if (pairing == Pairing.BY_DATE) {
        own.forEach(
            frame ->
                union.merge(
                    frame.order(),
                    new Slot(frame.order(), frame.date()),
                    (known, found) -> known.date() == null ? found : known));
      }
    }
    if (union.isEmpty()) {
      Frame only = series.values().iterator().next().get(0);
      if (frames > 1) {
        throw tooFew(sample, only);
      }
      union.put(only.order(), new Slot(only.order(), only.date()));
    }
    requireChoice(sample, series, pairings, union.size());
    List<Slot> all = List.copyOf(union.values());
    List<Slot> chosen = new ArrayList<>();
    for (int i : choice.of(all.size(), frames)) {
      chosen.add(all.get(i));
    }
    longer += all.size() > frames ? 1 : 0;
    shorter += all.size() < frames ? 1 : 0;
    Map<String, List<Optional<Frame>>> images = new LinkedHashMap<>();
    series.forEach(
        (modality, own) -> {
          Pairing pairing = Objects.requireNonNull(pairings.get(modality));
          List<Optional<Frame>> aligned = new ArrayList<>(aligned(modality, own, pairing, chosen));
          boolean lacks = aligned.stream().anyMatch(Optional::isEmpty);
          count(pairing == Pairing.BY_DATE && lacks, incomplete, modality);
          count(
              pairing == Pairing.IN_ORDER && this.pairing == DatePairing.DATE, unpaired, modality);
          count(
              pairing == Pairing.IN_ORDER && this.pairing == DatePairing.ORDER,
              chosenAlone,
              modality);
          count(pairing == Pairing.REPEATED && chosen.size() > 1, repeated, modality);
          while (aligned.size() < frames) {
            aligned.add(Optional.empty());
          }
          images.put(modality, List.copyOf(aligned));
        });
    List<LocalDateTime> dates = new ArrayList<>();
    chosen.forEach(slot -> Optional.ofNullable(slot.date()).ifPresent(dates::add));
    return new Aligned(images, dates.size() == chosen.size() ? dates : List.of());
  }

  /**
   * @param union the dates of the modalities before
   */
  private Pairing pairing(String modality, List<Frame> own, Map<Long, Slot> union) {
    if (isStatic(modality, own)) {
      return Pairing.REPEATED;
    }
    if (union.isEmpty() || (places > 0 && stepped.contains(modality))) {
      return Pairing.BY_DATE;
    }
    return switch (pairing) {
      case DATE ->
          own.stream().anyMatch(frame -> union.containsKey(frame.order()))
              ? Pairing.BY_DATE
              : Pairing.IN_ORDER;
      case ORDER -> Pairing.IN_ORDER;
      case NEAREST -> Pairing.NEAREST;
    };
  }

  private void requireChoice(
      String sample, Map<String, List<Frame>> series, Map<String, Pairing> pairings, int dates) {
    if (given != null) {
      return;
    }
    series.forEach(
        (modality, own) -> {
          Pairing pairing = pairings.get(modality);
          int count = pairing == Pairing.BY_DATE ? dates : own.size();
          if (count > frames && pairing != Pairing.NEAREST) {
            throw tooMany(sample, modality, count, own.get(0));
          }
        });
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
    NEAREST,
    REPEATED
  }

  /** Whether a modality has one image without a date, such as an elevation model. */
  private boolean isStatic(String modality, List<Frame> own) {
    return own.size() == 1 && own.get(0).date() == null && !stepped.contains(modality);
  }

  private List<Optional<Frame>> aligned(
      String modality, List<Frame> own, Pairing pairing, List<Slot> chosen) {
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
      case NEAREST ->
          chosen.forEach(slot -> aligned.add(Optional.of(nearest(modality, own, slot))));
    }
    return aligned;
  }

  /** The image nearest in time; of two, the earlier one. */
  private Frame nearest(String modality, List<Frame> own, Slot slot) {
    Frame nearest = own.get(0);
    long least = Long.MAX_VALUE;
    for (Frame frame : own) {
      long apart =
          Math.abs(
              Duration.between(
                      date(frame.date(), modality, frame), date(slot.date(), modality, frame))
                  .toHours());
      if (apart < least) {
        least = apart;
        nearest = frame;
      }
    }
    furthest.merge(modality, least, Math::max);
    return nearest;
  }

  private static LocalDateTime date(@Nullable LocalDateTime date, String modality, Frame frame) {
    if (date == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("DateCount", "the dates are unknown, but dataset.pairing is nearest")
              .at("images." + modality + ", " + frame.files().values().iterator().next())
              .expecting("dates in file names or timestamps of this modality and the first one")
              .next("set timestamps, or `dataset.pairing=order`"));
    }
    return date;
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
    add(
        lines,
        incomplete,
        samples,
        places > 0
            ? "lack dates of step_names; these have no data"
            : "lack dates that other modalities have; these have no data");
    add(lines, repeated, samples, "have one image without a date, which is used for every date");
    add(
        lines,
        unpaired,
        samples,
        "share no date with the modality before; dates are paired in order, and those of the first"
            + " modality are the dates of the sample");
    add(
        lines,
        chosenAlone,
        samples,
        "have dates of their own, which are paired in order with those of the first modality, the"
            + " dates of the sample (dataset.pairing=order)");
    furthest.forEach(
        (modality, hours) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s: each date has the nearest image in time, at most %d days apart"
                        + " (dataset.pairing=nearest)",
                    modality,
                    Math.round(hours / 24.0))));
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
