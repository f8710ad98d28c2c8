package org.eobench.cli.profile;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.describe.DecoderDescription;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.profile.DecoderProfile;
import org.eobench.core.registry.Components;
import org.jspecify.annotations.Nullable;

/**
 * A decoder and what is known of it.
 *
 * @param option name of its configuration
 * @param changes arguments that make it differ from that
 * @param maps the encoder whose maps it gets
 * @param about what its configuration says it is
 * @param mixing the value of its key {@code mixing}, or null where it has none
 * @param overrides the arguments that configure it
 * @param facts what its configuration alone tells
 * @param profiles what it costs in each precision that could be measured
 * @param failures why it could not in the others
 */
record ProfiledDecoder(
    String option,
    List<String> changes,
    String maps,
    String about,
    @Nullable String mixing,
    List<String> overrides,
    DecoderDescription facts,
    Map<Precision, DecoderProfile> profiles,
    Map<Precision, String> failures) {
  /** What is measured: the formats that a CPU computes in. */
  static final List<Precision> PRECISIONS = List.of(Precision.FP32, Precision.BF16);

  private static final String DECODER = "decoder.";

  ProfiledDecoder {
    changes = List.copyOf(changes);
    overrides = List.copyOf(overrides);
    profiles = Map.copyOf(profiles);
    failures = Map.copyOf(failures);
  }

  /**
   * What is known before it is measured.
   *
   * @throws org.eobench.core.error.BenchException if decoder and encoder do not fit each other
   */
  static ProfiledDecoder described(ComposedJob job, Components components, String about) {
    var composition = job.composition();
    var root = composition.resolve();
    return new ProfiledDecoder(
        Objects.requireNonNullElse(composition.choices().get("decoder"), "decoder"),
        job.overrides().stream().filter(override -> override.startsWith(DECODER)).toList(),
        Objects.requireNonNullElse(composition.choices().get("encoder"), "encoder"),
        about,
        composition.job().selectText(DECODER + "mixing"),
        job.overrides(),
        DecoderDescription.of(root, components),
        Map.of(),
        Map.of());
  }

  /** What tables call it. */
  String name() {
    return changes.isEmpty() ? option : option + " " + String.join(" ", changes);
  }

  /** The same with what a process measured, or why it did not. */
  ProfiledDecoder with(Precision precision, ProfileProcess.Outcome<DecoderProfile> outcome) {
    Map<Precision, DecoderProfile> found = new EnumMap<>(Precision.class);
    Map<Precision, String> failed = new EnumMap<>(Precision.class);
    found.putAll(profiles);
    failed.putAll(failures);
    if (outcome.value() != null) {
      found.put(precision, outcome.value());
    } else {
      failed.put(precision, String.valueOf(outcome.failure()));
    }
    return new ProfiledDecoder(
        option, changes, maps, about, mixing, overrides, facts, found, failed);
  }

  /** The value of the configuration key that asks for a precision. */
  static String key(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  /** The name of a precision in tables. */
  static String shown(Precision precision) {
    return precision == Precision.BF16 ? "bfloat16" : "float32";
  }
}
