package org.eobench.core.run.scene;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.cog.CogOptions;
import org.eobench.core.io.geotiff.cog.CogWriter;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.LoadedRun;
import org.eobench.core.run.gallery.Palette;
import org.eobench.core.run.scene.WindowGrid.Block;

/** The files of a scene: a raster for each layer, and a report. */
final class SceneFiles {
  private final LoadedRun run;
  private final SceneGrid grid;
  private final List<SceneLayer> layers;
  private final String settings;

  /**
   * @param settings hash of what the numbers depend on
   */
  SceneFiles(LoadedRun run, SceneGrid grid, List<SceneLayer> layers, String settings) {
    this.run = run;
    this.grid = grid;
    this.layers = layers;
    this.settings = settings;
  }

  /** The file of a layer: the first is the output itself. */
  private Path file(Path output, int layer) {
    return layer == 0
        ? output
        : output.resolveSibling(
            SceneReportFile.stem(output) + "_" + layers.get(layer).output().key() + ".tif");
  }

  /**
   * Writes all files from the blocks of the scene.
   *
   * @param resumed blocks that an earlier call had computed
   * @param check throws if the work is to end
   */
  SceneReport write(
      SceneSource scene,
      Path output,
      WindowGrid windows,
      Map<Block, BlockFile.Index> blocks,
      int resumed,
      List<String> remarks,
      ProgressListener progress,
      Runnable check) {
    Map<String, Path> files = new LinkedHashMap<>();
    try (ProgressListener.Bar bar = progress.bar("write " + scene.id(), layers.size())) {
      for (int i = 0; i < layers.size(); i++) {
        check.run();
        SceneLayer layer = layers.get(i);
        Path file = file(output, i);
        WorkTiles tiles = new WorkTiles(windows, blocks, layers, i, spec(layer));
        CogWriter.write(file, tiles, options(layer));
        files.put(layer.output().key(), file);
        bar.to(i + 1, "");
      }
    }
    BlockStats counts =
        blocks.values().stream().map(BlockFile.Index::stats).reduce(BlockStats::plus).orElseThrow();
    SceneReport report =
        new SceneReport(
            run.record().name(),
            scene.id(),
            grid.width(),
            grid.height(),
            counts.empty(),
            classes(counts),
            counts.predicted(),
            counts.skipped(),
            resumed,
            files,
            remarks);
    SceneReportFile.write(output, report, settings);
    return report;
  }

  private GeoTiffSpec spec(SceneLayer layer) {
    List<BandScale> scales =
        layer.scale().changes()
            ? IntStream.range(0, layer.bands()).mapToObj(band -> layer.scale()).toList()
            : List.of();
    return GeoTiffSpec.plain(grid.width(), grid.height(), layer.bands(), layer.type())
        .withNodata(layer.nodata())
        .withGeoreference(grid.crs(), grid.transform())
        .withMetadata(scales, items(layer))
        .withBandNames(
            layer.output() == SceneOutput.PROBABILITIES ? run.spec().classes() : List.of());
  }

  private Map<String, String> items(SceneLayer layer) {
    DatasetSpec spec = run.spec();
    Map<String, String> items = new LinkedHashMap<>();
    items.put("run", run.record().name());
    items.put("output", layer.output().key());
    if (layer.output() == SceneOutput.VALUES) {
      items.put("unit", spec.quantity().unit());
    }
    for (int label = 0; label < spec.numClasses(); label++) {
      items.put(String.format(Locale.ROOT, "class_%d", label), spec.classes().get(label));
    }
    return items;
  }

  private CogOptions options(SceneLayer layer) {
    return layer.output() == SceneOutput.CLASSES
        ? CogOptions.classes(
            // A colour table of 16 bits would have 65,536 colours.
            layer.type() == SampleType.UINT8 ? Palette.table(run.spec().numClasses()) : List.of())
        : CogOptions.values();
  }

  private Map<String, Long> classes(BlockStats counts) {
    boolean written = layers.stream().anyMatch(layer -> layer.output() == SceneOutput.CLASSES);
    Map<String, Long> classes = new LinkedHashMap<>();
    List<String> names = run.spec().classes();
    for (int label = 0; written && label < names.size(); label++) {
      classes.merge(names.get(label), counts.classes()[label], Long::sum);
    }
    return classes;
  }
}
