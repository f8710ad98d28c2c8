package org.eobench.cli.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.command.Invocation;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.profile.DecoderProfile;
import org.eobench.core.profile.ProfileSettings;
import org.jspecify.annotations.Nullable;

/** Measures planned decoders, each precision in a separate process, and writes their page. */
final class DecoderProfiles {
  /** Flag of the measuring process for the precision. */
  static final String PRECISION = "precision";

  private final Invocation invocation;
  private final ProfileSettings settings;
  private final ProfileProcess process;

  DecoderProfiles(Invocation invocation, ProfileSettings settings, ProfileProcess process) {
    this.invocation = invocation;
    this.settings = settings;
    this.process = process;
  }

  /**
   * Measures all planned decoders.
   *
   * @param output file for the page, or null for none
   * @throws org.eobench.core.error.BenchException at the end, with all failed measurements
   */
  ExitCode run(DecoderPlan plan, @Nullable Path output) {
    DecoderProfileTable table = new DecoderProfileTable(plan.decoders(), invocation.out()::println);
    List<ProfiledDecoder> measured = new ArrayList<>();
    for (ProfiledDecoder decoder : plan.decoders()) {
      ProfiledDecoder known = decoder;
      for (Precision precision : ProfiledDecoder.PRECISIONS) {
        List<String> flags =
            List.of(
                String.format(Locale.ROOT, "--%s=%s", PRECISION, ProfiledDecoder.key(precision)));
        known =
            known.with(
                precision, process.measure(flags, decoder.overrides(), DecoderProfile.class));
        table.add(known, precision);
      }
      measured.add(known);
    }
    if (output != null) {
      DecodersPage page = new DecodersPage(settings, measured, plan.leftOut());
      AtomicFile.writeString(output, page.text(invocation.words()));
      invocation.out().println("written: " + output);
    }
    requireAll(measured);
    return ExitCode.OK;
  }

  /** Comes last, so that successful measurements are not lost. */
  private static void requireAll(List<ProfiledDecoder> measured) {
    Problems problems = new Problems();
    for (ProfiledDecoder decoder : measured) {
      decoder
          .failures()
          .forEach(
              (precision, failure) ->
                  problems.add(
                      Problem.of(
                              "NotMeasured",
                              String.format(
                                  Locale.ROOT,
                                  "cannot measure %s in %s",
                                  decoder.name(),
                                  ProfiledDecoder.shown(precision)))
                          .expecting("a measurement, but it failed: " + failure)
                          .next(
                              "measure only this decoder: `java -jar bench.jar profile decoder="
                                  + decoder.name()
                                  + "`")));
    }
    problems.throwIfAny(ExitCode.FAILURE);
  }
}
