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

/** Measures planned decoders, each precision in a process of its own, and writes their page. */
final class DecoderProfiles {
  /** Flag of the process that measures: the precision, as its key has it. */
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
   * Measures all.
   *
   * @param output where the page is written, or null for none
   * @throws org.eobench.core.error.BenchException at the end, naming what could not be measured
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

  /** Comes last, so that what could be measured is not lost. */
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
                                  "%s could not be measured in %s",
                                  decoder.name(),
                                  ProfiledDecoder.shown(precision)))
                          .expecting("a measurement; what happened: " + failure)
                          .next(
                              "measure it alone: `java -jar bench.jar profile decoder="
                                  + decoder.name()
                                  + "`")));
    }
    problems.throwIfAny(ExitCode.FAILURE);
  }
}
