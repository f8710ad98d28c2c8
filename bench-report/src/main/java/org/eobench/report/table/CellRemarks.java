package org.eobench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.report.runs.StoredRun;

/** Gathers, while cells are scored, what a reader must know about single runs of them. */
final class CellRemarks {
  private final List<String> withoutScore = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();
  private final List<String> idleSeeds = new ArrayList<>();

  /** A run lacks the metric of its column. */
  void withoutScore(StoredRun run, String metric) {
    withoutScore.add(run.record().name() + " (no " + metric + ")");
  }

  /** The counts of a run cannot be read, so that its score has no interval. */
  void damaged(StoredRun run) {
    damaged.add(run.record().name());
  }

  /** The seeds of some runs changed nothing, so that they count as one run. */
  void idleSeeds(List<StoredRun> runs) {
    idleSeeds.add(
        String.format(Locale.ROOT, "%s and %d more", runs.get(0).record().name(), runs.size() - 1));
  }

  /** Number of runs that lack the metric of their column. */
  int withoutScore() {
    return withoutScore.size();
  }

  /** All of it as sentences; often none. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!withoutScore.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Left out: %s whose metric is missing or undefined: %s.",
              runs(withoutScore.size()),
              Remarks.some(withoutScore)));
    }
    if (!damaged.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "No interval for %s whose samples.npz is damaged: %s.",
              runs(damaged.size()),
              Remarks.some(damaged)));
    }
    if (!idleSeeds.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "In %d %s, the seeds have the same counts in every test sample, so that they count as"
                  + " one run: %s.",
              idleSeeds.size(),
              idleSeeds.size() == 1 ? "cell" : "cells",
              Remarks.some(idleSeeds)));
    }
    return sentences;
  }

  private static String runs(int count) {
    return count == 1 ? "1 run" : count + " runs";
  }
}
