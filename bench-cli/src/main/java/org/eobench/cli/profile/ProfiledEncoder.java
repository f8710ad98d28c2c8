package org.eobench.cli.profile;

import java.util.List;
import java.util.Objects;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.profile.EncoderProfile;
import org.eobench.core.registry.Components;
import org.jspecify.annotations.Nullable;

/**
 * An encoder with its facts and measurements.
 *
 * @param name name in tables
 * @param overrides the arguments that configure it
 * @param facts facts from its configuration
 * @param anyBand whether it accepts the bands of any data set
 * @param golden its golden cases
 * @param profile its cost, or null if the measurement failed
 * @param failure the reason for a failure, or null
 */
record ProfiledEncoder(
    String name,
    List<String> overrides,
    EncoderDescription facts,
    boolean anyBand,
    GoldenRecords golden,
    @Nullable EncoderProfile profile,
    @Nullable String failure) {
  ProfiledEncoder {
    overrides = List.copyOf(overrides);
  }

  /** Describes an encoder before its measurement. */
  static ProfiledEncoder described(ComposedJob job, Components components, GoldenRecords golden) {
    Composition composition = job.composition();
    MapNode written = Objects.requireNonNull(composition.job().selectMap("encoder"));
    EncoderDescription facts = EncoderDescription.of(composition.resolve(), components);
    String option = Objects.requireNonNullElse(composition.choices().get("encoder"), "encoder");
    List<String> changed =
        job.overrides().stream().filter(override -> override.startsWith("encoder.")).toList();
    return new ProfiledEncoder(
        changed.isEmpty() ? option : option + " " + String.join(" ", changed),
        job.overrides(),
        facts,
        written.selectText("input_bands") != null,
        golden.of(option, facts.target()),
        null,
        null);
  }

  ProfiledEncoder measured(EncoderProfile found) {
    return new ProfiledEncoder(name, overrides, facts, anyBand, golden, found, null);
  }

  ProfiledEncoder failed(String why) {
    return new ProfiledEncoder(name, overrides, facts, anyBand, golden, null, why);
  }
}
