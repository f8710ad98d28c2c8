package org.eobench.cli.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.cli.sweep.machine.VisibleGpus;

/**
 * Shares the cores and GPUs of the machine among jobs that run at once.
 *
 * @param count jobs at once
 * @param cores cores of the machine
 * @param gpus GPUs as values of {@code CUDA_VISIBLE_DEVICES}
 * @param given whether the user has set {@code OMP_NUM_THREADS}
 */
record Slots(int count, int cores, List<String> gpus, boolean given) {
  /** The number of threads that libtorch computes with on a CPU. */
  static final String THREADS = "OMP_NUM_THREADS";

  Slots {
    gpus = List.copyOf(gpus);
  }

  /** Of this machine. The driver is only asked for GPUs if there is something to share. */
  static Slots ofMachine(int count) {
    return new Slots(
        count,
        Runtime.getRuntime().availableProcessors(),
        count == 1 ? List.of() : VisibleGpus.ofProcess(),
        System.getenv(THREADS) != null);
  }

  /**
   * The variables of a job's process.
   *
   * @param slot number of the slot that it takes, from 0
   */
  Map<String, String> environment(SweepJob job, int slot) {
    Map<String, String> variables = new HashMap<>();
    if (count == 1) {
      return variables;
    }
    if (!given && !job.fixesThreads()) {
      variables.put(THREADS, String.valueOf(threads()));
    }
    if (!gpus.isEmpty() && takesAnyGpu(job)) {
      variables.put(VisibleGpus.VARIABLE, gpus.get(slot % gpus.size()));
    }
    return variables;
  }

  private int threads() {
    return Math.max(1, cores / count);
  }

  private static boolean takesAnyGpu(SweepJob job) {
    String device = job.device().toLowerCase(Locale.ROOT);
    return device.equals("auto") || device.equals("gpu") || device.equals("cuda");
  }

  /** What the user should know about it. */
  List<String> remarks(List<SweepJob> jobs) {
    List<String> remarks = new ArrayList<>();
    if (count == 1) {
      return remarks;
    }
    if (!given && jobs.stream().anyMatch(job -> !job.fixesThreads())) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%d jobs at once: each computes with %d of %d cores (%s=%d). Another number of"
                  + " threads changes the last digits of results; deterministic_threads=N fixes it",
              count,
              threads(),
              cores,
              THREADS,
              threads()));
    }
    boolean shares = jobs.stream().anyMatch(Slots::takesAnyGpu);
    if (!gpus.isEmpty() && shares) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "the jobs take turns on %d GPU%s (%s=%s)%s",
              gpus.size(),
              gpus.size() == 1 ? "" : "s",
              VisibleGpus.VARIABLE,
              String.join(",", gpus),
              count > gpus.size()
                  ? String.format(
                      Locale.ROOT,
                      "; up to %d share one, and its memory is not watched",
                      (count + gpus.size() - 1) / gpus.size())
                  : ""));
    }
    if (!gpus.isEmpty() && jobs.stream().anyMatch(Slots::namesGpu)) {
      remarks.add(
          "jobs whose device names a GPU by its number stay on it; device=gpu lets them take turns"
              + " on all");
    }
    return remarks;
  }

  private static boolean namesGpu(SweepJob job) {
    return job.device().indexOf(':') >= 0;
  }
}
