package org.eobench.cli.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.cli.list.EncoderTable;
import org.eobench.cli.terminal.MarkdownTable;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.profile.EncoderProfile;
import org.eobench.core.profile.ProfileSettings;
import org.eobench.testing.golden.GoldenResult;
import org.eobench.testing.golden.GoldenStatus;

/** The Markdown page about all encoders: the measurements, their method and their limits. */
final class EncodersPage {
  private static final String NONE = "–";

  private final ProfileSettings settings;
  private final List<ProfiledEncoder> encoders;
  private final List<String> leftOut;

  /**
   * @param leftOut configurations that are missing from the tables because they have unset keys
   */
  EncodersPage(ProfileSettings settings, List<ProfiledEncoder> encoders, List<String> leftOut) {
    this.settings = settings;
    this.encoders = List.copyOf(encoders);
    this.leftOut = List.copyOf(leftOut);
  }

  /**
   * The whole page.
   *
   * @param words arguments that produce the page
   */
  String text(List<String> words) {
    EncoderProfile any =
        encoders.stream()
            .map(ProfiledEncoder::profile)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return PageTemplate.named("encoders")
        .with("command", MeasuredOn.command(words))
        .with(
            "measured_on",
            any == null
                ? MeasuredOn.table("unknown", 0)
                : MeasuredOn.table(any.engine(), any.threads()))
        .with("costs", costs())
        .with("seconds", number(settings.seconds()))
        .with("facts", facts())
        .with("left_out", leftOut())
        .text();
  }

  private String costs() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "encoder",
                "parameters",
                "golden cases",
                "worst difference (tolerance)",
                "float32, ms per image",
                "bfloat16, ms per image",
                "ratio",
                "peak memory"));
    if (settings.batch() > 1) {
      header.add("float32 in batches of " + settings.batch());
    }
    if (settings.backward()) {
      header.add("training, ms per image");
    }
    return MarkdownTable.of(header, encoders.stream().map(this::cost).toList());
  }

  private List<String> cost(ProfiledEncoder encoder) {
    EncoderProfile profile = encoder.profile();
    List<String> row = new ArrayList<>();
    row.add("`" + encoder.name() + "`");
    row.add(ProfileTable.millions(encoder.facts().parameters()));
    row.add(cases(encoder.golden()));
    row.add(encoder.golden().worst().map(EncodersPage::difference).orElse(NONE));
    if (profile == null) {
      row.add("not measured: " + encoder.failure());
      return row;
    }
    row.add(ProfileTable.spread(profile.float32()));
    row.add(ProfileTable.spread(profile.bfloat16()));
    row.add(
        String.format(
            Locale.ROOT, "%.2f", profile.float32().median() / profile.bfloat16().median()));
    row.add(ProfileTable.megabytes(profile.peakBytes()));
    if (settings.batch() > 1) {
      row.add(ProfileTable.spread(profile.float32Batch()));
    }
    if (settings.backward()) {
      row.add(ProfileTable.spread(profile.training()));
    }
    return row;
  }

  private static String cases(GoldenRecords golden) {
    return golden.results().isEmpty()
        ? "none recorded"
        : golden.results().stream()
            .map(result -> result.id() + mark(result.status()))
            .collect(Collectors.joining(", "));
  }

  private static String mark(GoldenStatus status) {
    return status == GoldenStatus.PASS ? "" : " (" + status.name().toLowerCase(Locale.ROOT) + ")";
  }

  private static String difference(GoldenResult worst) {
    return Double.isNaN(worst.difference())
        ? worst.detail()
        : String.format(Locale.ROOT, "%.1e (%.1e)", worst.difference(), worst.tolerance());
  }

  private String facts() {
    return MarkdownTable.of(
        List.of(
            "encoder",
            "family",
            "bands",
            "size",
            "maps: width /stride",
            "dates",
            "trained on",
            "licence of the weights",
            "paper"),
        encoders.stream().map(EncodersPage::facts).toList());
  }

  private static List<String> facts(ProfiledEncoder encoder) {
    EncoderKeys keys = encoder.facts().keys();
    EncoderSpec spec = encoder.facts().spec();
    return List.of(
        "`" + encoder.name() + "`",
        keys.card().family(),
        encoder.anyBand() ? "those of the data set" : EncoderTable.bands(keys.inputBands()),
        spec.inputSize() + " px",
        EncoderTable.levels(spec.levels()),
        spec.temporal() ? "many" : "one",
        keys.encoderWeights() == null
            ? NONE
            : Objects.requireNonNullElse(keys.card().trainedOn(), "unknown"),
        keys.encoderWeights() == null
            ? "none: starts at random"
            : Objects.requireNonNullElse(keys.card().licence(), "unknown"),
        Objects.requireNonNullElse(keys.card().paper(), NONE));
  }

  private String leftOut() {
    return leftOut.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "\n\nNot in the tables, because a user must set some of their keys: `%s`.",
            String.join("`, `", leftOut));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
