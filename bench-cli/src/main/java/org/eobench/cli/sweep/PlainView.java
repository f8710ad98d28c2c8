package org.eobench.cli.sweep;

import java.util.Locale;
import java.util.function.Consumer;
import org.eobench.cli.sweep.machine.ProcessMemory;

/** Shows a sweep as lines, for logs and pipes: every line of a job begins with its number. */
final class PlainView implements SweepView {
  private final Consumer<String> out;

  PlainView(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void message(String text) {
    out.accept(text);
  }

  @Override
  public void started(SweepJob job) {
    out.accept(String.format(Locale.ROOT, "job %d: %s", job.number(), job.label()));
  }

  @Override
  public void line(SweepJob job, String text) {
    out.accept("[" + job.number() + "] " + text);
  }

  @Override
  public void memory(SweepJob job, ProcessMemory memory) {}

  @Override
  public void ended(JobOutcome outcome, Remaining remaining) {
    out.accept(sentence(outcome, remaining));
  }

  /** Such as {@code job 3 done in 12.3 s; 4 of 12 jobs have ended, about 3 min left}. */
  static String sentence(JobOutcome outcome, Remaining remaining) {
    boolean ran = outcome.state() != JobOutcome.State.DONE_BEFORE && !outcome.time().isZero();
    String time = ran ? " after " + Sizes.seconds(outcome.time()) : "";
    return String.format(
        Locale.ROOT,
        "job %d: %s%s; %s",
        outcome.job().number(),
        outcome.state().word(),
        time,
        remaining.text());
  }

  @Override
  public void close() {}
}
