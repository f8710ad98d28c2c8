package org.eobench.datasets.quickstart;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.io.AtomicFolder;
import org.eobench.datasets.hlsburnscars.HlsBurnScarsDataset;
import org.eobench.datasets.raster.DataFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a data set of synthetic chips. It generates them once in the cache folder and then reads
 * them; the HLS Burn Scars reader reads those for segmentation.
 */
public final class Quickstart {
  private static final Logger LOG = LoggerFactory.getLogger(Quickstart.class);

  private final QuickstartKind kind;

  /**
   * @param kind the target of the chips
   */
  public Quickstart(QuickstartKind kind) {
    this.kind = kind;
  }

  /**
   * Opens the chips; generates them first if no run with the same config did.
   *
   * @throws org.eobench.core.error.BenchException if the config requests something that such chips
   *     do not have
   */
  public EoDataset open(QuickstartConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec(kind.key(), context);
    requireFit(spec);
    Path folder = config.facts().rootPath();
    if (folder == null) {
      folder = context.cacheDir().resolve(folderName(config));
    }
    if (AtomicFolder.create(folder, new QuickstartChips(kind, config)::write)) {
      LOG.info(
          "generated {} training and {} test chips in {}",
          config.trainingChips(),
          config.testChips(),
          folder);
    }
    DataFolder chips = DataFolder.of(config.facts(), folder);
    return kind == QuickstartKind.SEGMENTATION
        ? HlsBurnScarsDataset.open(spec, chips)
        : QuickstartDataset.open(kind, spec, chips);
  }

  private void requireFit(DatasetSpec spec) {
    Problems problems = new Problems();
    if (!spec.task().fits(kind.task())) {
      problems.add(
          Problem.of(
                  "TaskOfDataset",
                  String.format(Locale.ROOT, "%s has no targets for this task", kind.key()))
              .at("dataset.task=" + spec.task().key())
              .expecting(kind.task().key())
              .next("choose another data set: `java -jar bench.jar list dataset`"));
    }
    if (spec.frames() != kind.frames()) {
      String frames = kind.frames() == 1 ? "false" : String.valueOf(kind.frames());
      String dates = kind.frames() == 1 ? "one date" : kind.frames() + " dates";
      problems.add(
          Problem.of(
                  "TaskOfDataset",
                  String.format(
                      Locale.ROOT,
                      "%s has %s per sample, not %d",
                      kind.key(),
                      dates,
                      spec.frames()))
              .at("dataset.multi_temporal")
              .expecting(frames)
              .next("set `dataset.multi_temporal=" + frames + "`"));
    }
    if (kind.ofWholeChips() && spec.numClasses() != Cover.values().length) {
      problems.add(
          Problem.of(
                  "TaskOfDataset",
                  String.format(Locale.ROOT, "dataset.classes lists %d names", spec.numClasses()))
              .at("dataset.classes")
              .expecting(
                  String.format(Locale.ROOT, "the names of the %d covers", Cover.values().length)));
    }
    problems.throwIfAny(ExitCode.CONFIG);
  }

  /**
   * A folder name with all keys that the chips depend on, so that a run never reads the chips of
   * another config.
   */
  private String folderName(QuickstartConfig config) {
    return String.format(
        Locale.ROOT,
        "%s-v%d-%dx%d-%d-%d",
        kind.key(),
        config.facts().version(),
        config.trainingChips(),
        config.facts().imgSize(),
        config.testChips(),
        config.sceneSeed());
  }
}
