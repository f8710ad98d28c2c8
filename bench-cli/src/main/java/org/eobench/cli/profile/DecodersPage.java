package org.eobench.cli.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eobench.cli.list.EncoderTable;
import org.eobench.cli.terminal.MarkdownTable;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.profile.DecoderProfile;
import org.eobench.core.profile.ProfileSettings;
import org.eobench.core.profile.Timing;
import org.jspecify.annotations.Nullable;

/** The Markdown page about decoders: the measurements, their method and their limits. */
final class DecodersPage {
  private static final String NONE = "–";
  private static final String PLAIN = "plain";
  private static final String MIXING = "decoder.mixing=";

  private final ProfileSettings settings;
  private final List<ProfiledDecoder> decoders;
  private final Map<String, String> leftOut;

  /**
   * @param leftOut configurations that are missing from the tables, with the reasons
   */
  DecodersPage(
      ProfileSettings settings, List<ProfiledDecoder> decoders, Map<String, String> leftOut) {
    this.settings = settings;
    this.decoders = List.copyOf(decoders);
    this.leftOut = leftOut;
  }

  /**
   * The whole page.
   *
   * @param words arguments that produce the page
   */
  String text(List<String> words) {
    DecoderProfile any =
        decoders.stream().flatMap(d -> d.profiles().values().stream()).findFirst().orElse(null);
    return PageTemplate.named("decoders")
        .with("command", MeasuredOn.command(words))
        .with(
            "measured_on",
            any == null
                ? MeasuredOn.table("unknown", 0)
                : MeasuredOn.table(any.engine(), any.threads()))
        .with("facts", facts())
        .with("costs", costs())
        .with("sizes", sizes())
        .with("batch", String.valueOf(settings.batch()))
        .with("seconds", String.format(Locale.ROOT, "%.1f", settings.seconds()))
        .with("gains_and_left_out", gains() + left())
        .text();
  }

  private String sizes() {
    return decoders.stream()
        .map(decoder -> decoder.facts().encoder().inputSize())
        .distinct()
        .map(size -> String.format(Locale.ROOT, "%1$d × %1$d", size))
        .collect(Collectors.joining(" or "));
  }

  /** One row for each configuration, regardless of mixing. */
  private String facts() {
    List<List<String>> rows =
        decoders.stream()
            .filter(decoder -> !isPlainTwin(decoder))
            .map(
                decoder ->
                    List.of(
                        "`" + title(decoder) + "`",
                        decoder.facts().tasks().stream()
                            .map(task -> task.key().replace('_', ' '))
                            .sorted()
                            .collect(Collectors.joining(", ")),
                        String.format(
                            Locale.ROOT,
                            "`%s`: %s",
                            decoder.maps(),
                            EncoderTable.levels(decoder.facts().encoder().levels())),
                        ProfileTable.millions(decoder.facts().parameters()),
                        decoder.about()))
            .toList();
    return MarkdownTable.of(
        List.of("decoder", "tasks", "maps: width /stride", "parameters", "description"), rows);
  }

  private String costs() {
    List<List<String>> rows = new ArrayList<>();
    for (ProfiledDecoder decoder : decoders) {
      if (!isPlainTwin(decoder)) {
        for (Precision precision : ProfiledDecoder.PRECISIONS) {
          rows.add(cost(decoder, precision));
        }
      }
    }
    return MarkdownTable.of(
        List.of(
            "decoder",
            "maps",
            "precision",
            "forward, ms per image",
            "forward + backward, ms per image",
            "peak memory, forward",
            "peak memory, forward + backward"),
        rows);
  }

  private static List<String> cost(ProfiledDecoder decoder, Precision precision) {
    List<String> row =
        new ArrayList<>(
            List.of(
                "`" + title(decoder) + "`",
                "`" + decoder.maps() + "`",
                ProfiledDecoder.shown(precision)));
    DecoderProfile profile = decoder.profiles().get(precision);
    if (profile == null) {
      row.add("not measured: " + decoder.failures().get(precision));
      return row;
    }
    row.add(ProfileTable.spread(profile.forward()));
    row.add(ProfileTable.spread(profile.training()));
    row.add(ProfileTable.megabytes(profile.forwardBytes()));
    row.add(ProfileTable.megabytes(profile.trainingBytes()));
    return row;
  }

  /** Compares plain with fast mixing where both were measured. */
  private String gains() {
    List<List<String>> rows = new ArrayList<>();
    for (ProfiledDecoder fast : decoders) {
      ProfiledDecoder plain = plainTwin(fast);
      if (plain != null) {
        for (Precision precision : ProfiledDecoder.PRECISIONS) {
          DecoderProfile slow = plain.profiles().get(precision);
          DecoderProfile quick = fast.profiles().get(precision);
          if (slow != null && quick != null) {
            rows.add(gain(fast, precision, slow, quick));
          }
        }
      }
    }
    if (rows.isEmpty()) {
      return "";
    }
    return PageTemplate.named("decoders-mixing")
        .with(
            "table",
            MarkdownTable.of(
                List.of(
                    "decoder",
                    "maps",
                    "precision",
                    "forward, ms per image",
                    "forward + backward, ms per image",
                    "peak memory, forward",
                    "peak memory, forward + backward"),
                rows))
        .text();
  }

  private static List<String> gain(
      ProfiledDecoder decoder, Precision precision, DecoderProfile plain, DecoderProfile fast) {
    return List.of(
        "`" + title(decoder) + "`",
        "`" + decoder.maps() + "`",
        ProfiledDecoder.shown(precision),
        ratio(plain, fast, profile -> median(profile.forward()), ProfileTable::millis),
        ratio(plain, fast, profile -> median(profile.training()), ProfileTable::millis),
        ratio(plain, fast, DecodersPage::forwardBytes, DecodersPage::megabytes),
        ratio(plain, fast, DecodersPage::trainingBytes, DecodersPage::megabytes));
  }

  private static @Nullable Double median(@Nullable Timing timing) {
    return timing == null ? null : timing.median();
  }

  private static @Nullable Double forwardBytes(DecoderProfile profile) {
    return profile.forwardBytes() == null ? null : profile.forwardBytes().doubleValue();
  }

  private static @Nullable Double trainingBytes(DecoderProfile profile) {
    return profile.trainingBytes() == null ? null : profile.trainingBytes().doubleValue();
  }

  private static String megabytes(double bytes) {
    return ProfileTable.megabytes((long) bytes);
  }

  private static String ratio(
      DecoderProfile plain,
      DecoderProfile fast,
      Function<DecoderProfile, @Nullable Double> value,
      Function<Double, String> text) {
    Double before = value.apply(plain);
    Double after = value.apply(fast);
    return before == null || after == null
        ? NONE
        : String.format(
            Locale.ROOT,
            "%s → %s: **%.2f**",
            text.apply(before),
            text.apply(after),
            before / after);
  }

  private boolean isPlainTwin(ProfiledDecoder decoder) {
    return decoders.stream().anyMatch(other -> plainTwin(other) == decoder);
  }

  /** The same decoder on the same maps with plain mixing; null if there is none. */
  private @Nullable ProfiledDecoder plainTwin(ProfiledDecoder fast) {
    return decoders.stream()
        .filter(other -> !Objects.equals(fast.mixing(), PLAIN) && PLAIN.equals(other.mixing()))
        .filter(other -> title(other).equals(title(fast)) && other.maps().equals(fast.maps()))
        .findFirst()
        .orElse(null);
  }

  /** The name without the way of mixing. */
  private static String title(ProfiledDecoder decoder) {
    String rest =
        decoder.changes().stream()
            .filter(change -> !change.startsWith(MIXING))
            .collect(Collectors.joining(" "));
    return (decoder.option() + " " + rest).strip();
  }

  private String left() {
    if (leftOut.isEmpty()) {
      return "";
    }
    String list =
        leftOut.entrySet().stream()
            .map(
                entry ->
                    String.format(
                        Locale.ROOT,
                        "- `%s`: %s",
                        entry.getKey(),
                        entry.getValue().replace("\n", " ")))
            .collect(Collectors.joining("\n"));
    return PageTemplate.named("decoders-left-out").with("list", list).text();
  }
}
