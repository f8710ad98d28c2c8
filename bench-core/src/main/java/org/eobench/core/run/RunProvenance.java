package org.eobench.core.run;

import ai.djl.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.subset.SubsetDataset;
import org.eobench.core.dataset.subset.SubsetFacts;
import org.eobench.core.encoder.bands.MissingBands;
import org.eobench.core.nn.torch.TorchThreads;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.provenance.PluginFile;
import org.eobench.core.provenance.Program;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.provenance.Threads;
import org.eobench.core.run.device.Devices;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.WeightsPath;
import org.jspecify.annotations.Nullable;

/** Collects the provenance of a run. */
public final class RunProvenance {
  private RunProvenance() {}

  static Provenance of(
      Plan plan, RunSetup setup, MaskedDataset opened, Device device, List<PluginFile> plugins) {
    String weights = plan.encoderConfig().keys().encoderWeights();
    return new Provenance(
        Program.running(),
        Devices.environment(device, devices(plan.config()))
            .computingIn(setup.ops().precision().key()),
        weights == null
            ? null
            : weights(weights, Objects.requireNonNull(setup.weightsSha256()), setup.loaded()),
        data(
            setup.dataset(),
            setup.missingBands(),
            SubsetDataset.in(opened).map(subset -> subset.index().facts()).orElse(null)),
        threads(plan.config()),
        plugins,
        model(plan.config().modelWeights().file()),
        setup.model().encoder().storedMaps());
  }

  private static Provenance.@Nullable Weights model(@Nullable String file) {
    if (file == null) {
      return null;
    }
    Path path = WeightsPath.of(file);
    return Files.exists(path) ? new Provenance.Weights(file, FileHash.ofTree(path), "") : null;
  }

  private static int devices(RunConfig config) {
    return config.train() ? config.task().trainer().devices() : 1;
  }

  private static Threads threads(RunConfig config) {
    TorchThreads torch = TorchThreads.current();
    return new Threads(
        torch.intraOp(),
        torch.interOp(),
        config.numWorkers(),
        config.testNumWorkers(),
        config.deterministicThreads());
  }

  /** A weights file as configured, of which {@code loaded} tells what was read. */
  public static Provenance.Weights weights(String file, @Nullable LoadReport loaded) {
    return weights(file, FileHash.sha256(WeightsPath.of(file)), loaded);
  }

  private static Provenance.Weights weights(
      String file, String sha256, @Nullable LoadReport loaded) {
    return new Provenance.Weights(file, sha256, loaded == null ? "" : loaded.prefix());
  }

  private static Map<String, String> statistics(DatasetSpec spec) {
    Map<String, String> hashes = new LinkedHashMap<>();
    spec.stats()
        .forEach(
            (modality, stats) -> {
              if (!stats.mean().isEmpty()) {
                hashes.put(modality, FileHash.sha256(stats.mean() + " " + stats.std()));
              }
            });
    return hashes;
  }

  /**
   * The data of a run.
   *
   * @param dataset what the run reads
   * @param missing bands that the encoder takes but the data lacks
   * @param subset the part of the data that is used; null for all of it
   */
  public static Provenance.Data data(
      EoDataset dataset, MissingBands missing, @Nullable SubsetFacts subset) {
    DatasetSpec spec = dataset.spec();
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      List<SampleRef> samples = dataset.samples(split);
      counts.put(split.key(), samples.size());
      hashes.put(split.key(), FileHash.ofFileList(samples));
    }
    return new Provenance.Data(
        spec.name(),
        spec.version(),
        counts,
        hashes,
        missing.filled(),
        missing.sources().isEmpty() ? null : missing.sources(),
        missing.dropped().isEmpty() ? null : missing.dropped(),
        dataset.remarks(),
        statistics(spec),
        subset);
  }
}
