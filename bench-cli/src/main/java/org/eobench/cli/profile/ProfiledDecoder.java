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
 * A decoder with its facts and measurements.
 *
 * @param option name of the configuration
 * @param changes arguments that modify this configuration
 * @param maps the encoder whose maps it receives
 * @param about description from its configuration
 * @param mixing value of its key {@code mixing}, or null if it has none
 * @param overrides the arguments that configure it
 * @param facts facts from its configuration
 * @param profiles cost by precision, for successful measurements
 * @param failures reasons by precision, for failed measurements
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
  /** The measured precisions, which CPUs support. */
  static final List<Precision> PRECISIONS = List.of(Precision.FP32, Precision.BF16);

  private static final String DECODER = "decoder.";

  ProfiledDecoder {
    changes = List.copyOf(changes);
    overrides = List.copyOf(overrides);
    profiles = Map.copyOf(profiles);
    failures = Map.copyOf(failures);
  }

  /**
   * Describes a decoder before its measurement.
   *
   * @throws org.eobench.core.error.BenchException if decoder and encoder are incompatible
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

  /** Its name in tables. */
  String name() {
    return changes.isEmpty() ? option : option + " " + String.join(" ", changes);
  }

  /** Returns a copy with the result of a measuring process. */
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

  /** The configuration value of a precision. */
  static String key(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  /** The name of a precision in tables. */
  static String shown(Precision precision) {
    return precision == Precision.BF16 ? "bfloat16" : "float32";
  }
}
