package org.eobench.core.run.resume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.provenance.Threads;
import org.jspecify.annotations.Nullable;

/**
 * Differences between the start and the continuation of a run, because of which its results may
 * differ from those of an uninterrupted run.
 */
public final class ResumeDifferences {
  private ResumeDifferences() {}

  /** A sentence for each difference; records of earlier versions may be incomplete. */
  public static List<String> warnings(@Nullable Provenance began, Provenance goesOn) {
    List<String> found = new ArrayList<>();
    if (began == null) {
      return found;
    }
    threads(began.threads(), goesOn.threads(), found);
    if (began.environment() != null) {
      differ("processor", began.environment().cpu(), goesOn.environment().cpu(), found);
      differ("device", began.environment().device(), goesOn.environment().device(), found);
      differ("precision", began.environment().precision(), goesOn.environment().precision(), found);
      differ("engine", began.environment().engine(), goesOn.environment().engine(), found);
    }
    if (began.program() != null) {
      differ(
          "program",
          began.program().jarEntriesSha256(),
          goesOn.program().jarEntriesSha256(),
          found);
    }
    if (!Objects.equals(began.weights(), goesOn.weights())) {
      found.add("warning: the encoder weights differ from those at the start of the run");
    }
    if (began.data() != null
        && !Objects.equals(began.data().filesSha256(), goesOn.data().filesSha256())) {
      found.add(
          "warning: the files of the data set differ from those at the start of the run: added,"
              + " removed, renamed, or of another size");
    }
    if (!began.plugins().equals(goesOn.plugins())) {
      found.add("warning: the plug-ins differ from those at the start of the run");
    }
    return found;
  }

  /**
   * The provenance of a resumed run, with the threads of its first start, so that a later start can
   * still detect a difference.
   */
  public static Provenance withThreadsOf(@Nullable Provenance began, Provenance goesOn) {
    return began == null || began.threads() == null
        ? goesOn
        : new Provenance(
            goesOn.program(),
            goesOn.environment(),
            goesOn.weights(),
            goesOn.data(),
            began.threads(),
            goesOn.plugins(),
            goesOn.model(),
            goesOn.embeddings());
  }

  private static void threads(
      @Nullable Threads began, @Nullable Threads goesOn, List<String> found) {
    if (began != null && goesOn != null && began.intraOp() != goesOn.intraOp()) {
      found.add(
          String.format(
                  Locale.ROOT,
                  "warning: the run began with %d threads of libtorch and continues with %d, which"
                      + " changes",
                  began.intraOp(),
                  goesOn.intraOp())
              + String.format(
                  Locale.ROOT,
                  " the last digits; `deterministic_threads=%d` keeps them",
                  began.intraOp()));
    }
  }

  private static void differ(
      String what, @Nullable String began, @Nullable String goesOn, List<String> found) {
    if (began != null && !began.equals(goesOn)) {
      found.add(
          String.format(
                  Locale.ROOT,
                  "warning: the %s differs from that at the start of the run (%s, now %s): the last"
                      + " digits",
                  what,
                  began,
                  goesOn)
              + " may differ");
    }
  }
}
