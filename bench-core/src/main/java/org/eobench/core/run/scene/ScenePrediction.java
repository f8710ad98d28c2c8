package org.eobench.core.run.scene;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.inference.TileOffsets;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.registry.Components;
import org.eobench.core.run.LoadedRun;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.scene.WindowGrid.Block;
import org.eobench.core.train.StopSignal;

/**
 * Predicts scenes of any size with the model of a finished run. The numbers are those of the
 * evaluator: windows are placed as {@link org.eobench.core.inference.SlidingWindow} places tiles,
 * go through the preprocessing of test images, and their logits are averaged where they overlap.
 *
 * <p>A scene is computed in blocks, so memory depends on the model, the window and the number of
 * classes only. All methods must be called by the thread that opened it.
 */
public final class ScenePrediction implements AutoCloseable {
  /** Logits of a block in memory. */
  private static final int MOST_LOGITS = 1 << 25;

  /** Tiles along a side of a block, which has up to 2048 pixels. */
  private static final int MOST_TILES = 4;

  /** Scenes of more pixels are refused: each block and each window has a place in memory. */
  private static final long MOST_PIXELS = 1_000_000_000_000L;

  private static final int LONGEST_SIDE = 10_000_000;

  private final ComputeDevice device;
  private final LoadedRun run;
  private final RunRequest request;
  private final SceneOptions options;
  private final ProgressListener progress;
  private final StopSignal stop;
  private final WindowModel model;
  private final List<SceneLayer> layers;

  private ScenePrediction(
      ComputeDevice device,
      LoadedRun run,
      RunRequest request,
      SceneOptions options,
      ProgressListener progress,
      StopSignal stop) {
    this.device = device;
    this.run = run;
    this.request = request;
    this.options = options;
    this.progress = progress;
    this.stop = stop;
    this.model = new WindowModel(run);
    boolean classes = run.plan().task().kind().classes();
    int count = classes ? BlockMaps.classes(model.outputs()) : model.outputs();
    this.layers = SceneLayer.of(options, classes, count);
  }

  /**
   * Loads the model of a run.
   *
   * @param request the configuration of the run, with its directory as {@code ckpt_dir}
   * @param stop ends a prediction when it is set
   * @throws BenchException if the run has no checkpoint, its predictions are no maps, or the
   *     options do not fit its task
   */
  public static ScenePrediction open(
      RunRequest request,
      Components components,
      SceneOptions options,
      ProgressListener progress,
      StopSignal stop) {
    Plan plan = Plan.read(request, components);
    ComputeDevice device = plan.openDevice();
    try {
      LoadedRun run = new LoadedRun(plan, request, device.manager(), progress);
      return new ScenePrediction(device, run, request, options, progress, stop);
    } catch (RuntimeException | Error failure) {
      device.close();
      throw failure;
    }
  }

  /** The run whose model predicts. */
  public LoadedRun run() {
    return run;
  }

  /**
   * Predicts a scene and writes Cloud Optimized GeoTIFFs. If an earlier call with the same scene,
   * run and options was ended, this one goes on with the blocks that are missing; the files are the
   * same. If it had written all files, nothing is done.
   *
   * @param output the first raster; the others, and a report as JSON, are beside it
   * @param replace whether other files of the same name are replaced, and an unfinished prediction
   *     with other settings is given up
   * @throws BenchException if the scene cannot be read or the files not be written; {@code
   *     FileExists} or {@code OtherWork} for what {@code replace} allows; {@code Interrupted} if it
   *     was stopped
   */
  public SceneReport write(SceneSource scene, Path output, boolean replace) {
    Path target = output.toAbsolutePath();
    requireSensible(scene);
    Map<String, String> settings = SceneSettings.of(run, request, device, options, scene);
    String hash = FileHash.sha256(settings.toString());
    SceneReport done = SceneReportFile.done(target, hash);
    if (done != null) {
      return done;
    }
    if (!replace && Files.exists(target) && !WorkFolder.isBegun(target)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FileExists", "the output file already exists and was not changed")
              .at(target.toString())
              .expecting("an unused file name")
              .next("choose another name, or add `--force` to replace it"));
    }
    List<String> remarks = remarks(scene);
    WindowGrid grid = grid(scene.grid());
    try (WorkFolder work = WorkFolder.open(target, settings, replace)) {
      Map<Block, BlockFile.Index> blocks = new LinkedHashMap<>();
      for (Block block : grid.blocks()) {
        BlockFile.Index index = work.finished(block, BlockTiles.count(block, layers));
        if (index != null) {
          blocks.put(block, index);
        }
      }
      int resumed = blocks.size();
      compute(scene, grid, work, blocks);
      SceneReport report =
          new SceneFiles(run, scene.grid(), layers, hash)
              .write(scene, target, grid, blocks, resumed, remarks, progress, this::requireGoing);
      work.remove();
      return report;
    }
  }

  private static void requireSensible(SceneSource scene) {
    SceneGrid grid = scene.grid();
    long pixels = (long) grid.height() * grid.width();
    if (pixels > MOST_PIXELS || Math.max(grid.height(), grid.width()) > LONGEST_SIDE) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "SceneTooLarge",
                  String.format(
                      Locale.ROOT,
                      "the scene says that it has %d x %d pixels",
                      grid.height(),
                      grid.width()))
              .at(scene.files().isEmpty() ? scene.id() : scene.files().get(0).toString())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "at most %,d pixels, and %,d along a side",
                      MOST_PIXELS,
                      LONGEST_SIDE))
              .next("cut the scene into several files"));
    }
  }

  private void compute(
      SceneSource scene, WindowGrid grid, WorkFolder work, Map<Block, BlockFile.Index> blocks) {
    List<Block> missing =
        grid.blocks().stream().filter(block -> !blocks.containsKey(block)).toList();
    long windows = missing.stream().mapToLong(grid::windows).sum();
    try (ProgressListener.Bar bar = progress.bar("predict " + scene.id(), windows)) {
      SceneProgress counted = new SceneProgress(bar, windows, () -> requireGoing(work));
      try (BlockLogits logits = logits(scene, grid, counted)) {
        for (Block block : missing) {
          long predicted = counted.predicted();
          long skipped = counted.skipped();
          BlockLogits.Logits found = logits.of(block);
          BlockTiles tiles = new BlockTiles(found, maps(), countedClasses());
          blocks.put(
              block,
              work.write(
                  block,
                  tiles,
                  () ->
                      new BlockStats(
                          found.emptyPixels(),
                          counted.predicted() - predicted,
                          counted.skipped() - skipped,
                          tiles.classes())));
          counted.block(blocks.size(), grid.blocks().size());
          // Java enlarges its heap for large arrays before it collects old ones. It is asked to
          // collect them now, so that memory does not grow with the number of blocks.
          System.gc();
        }
      }
    }
  }

  private BlockLogits logits(SceneSource scene, WindowGrid grid, BlockLogits.Listener listener) {
    SceneReader reader = new SceneReader(scene, run.spec(), model.bands());
    return new BlockLogits(model, grid, reader, run.spec().frames(), listener);
  }

  private BlockMaps maps() {
    return new BlockMaps(run.manager(), layers, model.outputs(), run.spec().quantity());
  }

  private int countedClasses() {
    return run.plan().task().kind().classes() ? BlockMaps.classes(model.outputs()) : 0;
  }

  /** The side of a block: as large as its logits may be. */
  private int side() {
    int tile = BlockTiles.SIDE;
    int tiles = MOST_TILES;
    while (tiles > 1 && (long) tiles * tile * tiles * tile * model.outputs() > MOST_LOGITS) {
      tiles--;
    }
    return tiles * tile;
  }

  private WindowGrid grid(SceneGrid pixels) {
    return new WindowGrid(
        pixels.height(),
        pixels.width(),
        model.height(),
        model.width(),
        starts(pixels, pixels.height(), model.height(), true),
        starts(pixels, pixels.width(), model.width(), false),
        side());
  }

  private int[] starts(SceneGrid pixels, int size, int window, boolean down) {
    int stride = model.stride(window);
    if (!options.lattice()) {
      return TileOffsets.along(size, window, stride);
    }
    GeoTransform t = pixels.transform();
    long first = 0;
    if (t != null && hasLattice(t)) {
      first = down ? Math.round(t.f() / t.e()) : Math.round(t.c() / t.a());
    }
    return TileOffsets.lattice(size, window, stride, (int) Math.floorMod(first, (long) stride));
  }

  private static boolean hasLattice(GeoTransform t) {
    return t.isNorthUp() && t.a() > 0 && t.e() < 0;
  }

  private List<String> remarks(SceneSource scene) {
    List<String> remarks = new ArrayList<>(scene.remarks());
    if (!model.remark().isEmpty()) {
      remarks.add(model.remark());
    }
    GeoTransform t = scene.grid().transform();
    if (options.lattice() && (t == null || !hasLattice(t))) {
      remarks.add(
          "windows begin at the upper left corner, as the scene has no north-up georeference;"
              + " scenes that overlap may differ where they do");
    }
    return remarks;
  }

  private void requireGoing(WorkFolder work) {
    throwIfStopped("run the same command again to go on with what is in " + work.path());
  }

  private void requireGoing() {
    throwIfStopped("run the same command again to go on");
  }

  private void throwIfStopped(String state) {
    if (stop.requested()) {
      throw new BenchException(
          ExitCode.INTERRUPTED, Problem.of("Interrupted", "stopped on request; " + state));
    }
  }

  @Override
  public void close() {
    device.close();
  }
}
