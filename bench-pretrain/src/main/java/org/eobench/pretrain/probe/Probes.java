package org.eobench.pretrain.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.metrics.Scores;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.ProbeRun;
import org.eobench.core.train.StopSignal;

/** The probes of a pretraining. */
public final class Probes {
  private final List<Ready> probes = new ArrayList<>();
  private final NDManager owner;
  private final ProgressListener progress;
  private final StopSignal stop;

  private record Ready(PlannedProbe planned, ProbeRun run, List<SampleRef> tested) {}

  /**
   * The scores of a probe.
   *
   * @param headline such as {@code accuracy 71.67}
   */
  public record Probed(String name, Scores scores, String headline) {}

  /**
   * Opens the data sets of the probes.
   *
   * @param owner owner of the memory, on the device of the pretraining
   * @throws org.eobench.core.error.BenchException if data are missing, or a test sample is also one
   *     of training or validation
   */
  public Probes(
      List<PlannedProbe> planned, NDManager owner, ProgressListener progress, StopSignal stop) {
    this.owner = owner;
    this.progress = progress;
    this.stop = stop;
    for (PlannedProbe probe : planned) {
      ProbeRun run = ProbeRun.of(probe.plan(), probe.request());
      probes.add(new Ready(probe, run, run.testSamples()));
    }
  }

  /**
   * Warnings about test samples of probes whose images the pretraining sees.
   *
   * @param pretrained samples of the pretraining
   */
  public List<String> warnings(List<SampleRef> pretrained) {
    Set<SampleRef> seen = new HashSet<>(pretrained);
    List<String> warnings = new ArrayList<>();
    for (Ready probe : probes) {
      long both = probe.tested.stream().filter(seen::contains).count();
      if (both > 0) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "the encoder is pretrained on %d of the %d images, without their labels, on which"
                    + " the probe %s is tested",
                both,
                probe.tested.size(),
                probe.planned.name()));
      }
    }
    return warnings;
  }

  /**
   * Runs the probes that follow the given number of finished iterations.
   *
   * @param encoder gives its values; is not changed
   */
  public List<Probed> after(int iteration, int perEpoch, int all, Encoder encoder) {
    List<Ready> due =
        probes.stream()
            .filter(probe -> probe.planned.config().isDue(iteration, perEpoch, all))
            .toList();
    List<Probed> found = new ArrayList<>();
    if (due.isEmpty()) {
      return found;
    }
    Map<String, NDArray> values = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> values.put(name, tensor.array()));
    for (Ready probe : due) {
      Scores scores = probe.run.run(values, owner, ProgressListener.silent(), stop);
      found.add(new Probed(probe.planned.name(), scores, headline(probe.planned, scores)));
    }
    for (Probed one : found) {
      progress.message(
          String.format(
              Locale.ROOT, "probe %s after %d iterations: %s", one.name, iteration, one.headline));
    }
    return found;
  }

  private static String headline(PlannedProbe probe, Scores scores) {
    return probe.plan().metrics().headline().stream()
        .map(metric -> metric.text(scores.value(metric.key())))
        .collect(Collectors.joining("  "));
  }
}
