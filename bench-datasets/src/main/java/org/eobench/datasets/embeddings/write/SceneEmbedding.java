package org.eobench.datasets.embeddings.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.inference.SceneWindows;
import org.eobench.core.inference.SceneWindows.Axis;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.tensors.NpyWriter;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.LoadedEncoder;
import org.eobench.datasets.embeddings.format.Description;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;

/**
 * Writes the embeddings of scenes of any size. Windows lie on a lattice that begins at the zero
 * point of the coordinate system, so that scenes that overlap have the same embeddings where they
 * do; see {@link SceneWindows}.
 */
public final class SceneEmbedding {
  private final LoadedEncoder encoder;
  private final EmbedOptions options;
  private final EncoderMaps maps;
  private final int input;
  private final int margin;
  private final Map.Entry<String, List<Band>> bands;
  private final List<String> remarks = new ArrayList<>();

  /**
   * @throws BenchException if the encoder does not have what the options ask for, or the data set
   *     has several modalities
   */
  public SceneEmbedding(LoadedEncoder encoder, EmbedOptions options) {
    this.encoder = encoder;
    this.options = options;
    if (options.pooling() != Pooling.PATCH) {
      throw refused(
          "a scene has no single embedding", "--pooling " + options.pooling().key(), "patch");
    }
    if (options.files() != EmbeddingFormat.TIF && options.files() != EmbeddingFormat.NPY) {
      throw refused(
          "embeddings of scenes are rasters", "--format " + options.files().key(), "tif or npy");
    }
    DatasetSpec spec = encoder.dataset().spec();
    if (spec.bands().size() > 1) {
      throw refused(
          String.format(
              Locale.ROOT,
              "a scene is one file, but %s has the modalities %s",
              spec.name(),
              spec.bands().keySet()),
          "dataset",
          "a data set with one modality");
    }
    this.bands = spec.bands().entrySet().iterator().next();
    this.maps = new EncoderMaps(encoder, options);
    this.input = encoder.encoder().spec().inputSize();
    this.margin = Margins.of(options, input, maps.stride());
    requireSameSize();
  }

  private static BenchException refused(String what, String place, String expected) {
    return new BenchException(
        ExitCode.USAGE, Problem.of("NotForScenes", what).at(place).expecting(expected));
  }

  /** Steps that resize would change the size of patches on the ground. */
  private void requireSameSize() {
    ImageSpec in = encoder.preprocessor().input();
    ImageSpec out = encoder.preprocessor().output();
    if (in.height() != out.height() || in.width() != out.width()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ResizedScene",
                  String.format(
                      Locale.ROOT,
                      "the preprocessing resizes images of %d × %d pixels to %d × %d, which would"
                          + " give windows of a scene another scale than images of the data set",
                      in.height(),
                      in.width(),
                      out.height(),
                      out.width()))
              .at("preprocessing")
              .expecting("pixels as they are")
              .next("give `preprocessing=seg_default`, whose test images are not resized"));
    }
  }

  /**
   * Encodes and writes.
   *
   * @param files GeoTIFFs, or other rasters that are read in windows
   * @param folder is created; {@code embeddings.json} is written last
   */
  public EmbedReport write(List<Path> files, Path folder) {
    Storage storage =
        options.isFitted() ? fitted(files) : Calibration.unfitted(maps.width(), options.type());
    List<Description.Entry> entries = new ArrayList<>();
    FileNames names = new FileNames();
    for (Path file : files) {
      try (SceneFile scene = open(file)) {
        String stem = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        String name = names.of(stem) + "." + options.files().key();
        entries.add(write(scene, stem, name, folder.resolve(name), storage));
      }
    }
    Description description =
        Descriptions.write(
            folder, encoder, maps, options, storage, Description.SCENES, null, margin, entries);
    return new EmbedReport(description, remarks);
  }

  private SceneFile open(Path file) {
    return new SceneFile(file, bands, encoder.preprocessor());
  }

  private Storage fitted(List<Path> files) {
    Calibration calibration = new Calibration(maps.width(), options.calibration());
    int each = Math.max(1, options.calibration() / files.size());
    for (Path file : files) {
      try (SceneFile scene = open(file)) {
        SceneWindows windows = windows(scene.grid());
        long all = (long) windows.rows().windows() * windows.columns().windows();
        WindowedMaps windowed = new WindowedMaps(maps, windows, scene, 1);
        for (int i = 0; i < Math.min(each, all); i++) {
          encoder.throwIfStopped("nothing was written");
          long index = i * all / Math.min(each, all);
          int columns = windows.columns().windows();
          calibration.see(windowed.of((int) (index / columns), (int) (index % columns)));
        }
      }
    }
    return calibration.fit(options, encoder.ops());
  }

  private Description.Entry write(
      SceneFile scene, String id, String name, Path file, Storage storage) {
    SceneWindows windows = windows(scene.grid());
    WindowedMaps windowed = new WindowedMaps(maps, windows, scene, encoder.batchSize());
    int height = windows.rows().positions();
    int width = windows.columns().positions();
    float[] codes = new float[width * storage.coding().stored()];
    long[] empty = {0};
    try (ProgressListener.Bar bar = encoder.progress().bar("embed " + id, height)) {
      GeoTiffWriter.Rows rows =
          sink -> {
            int[] done = {0};
            windowed.into(
                line -> {
                  encoder.throwIfStopped("the scene is not complete and was removed");
                  empty[0] += storage.encode(line, codes);
                  sink.accept(codes);
                  bar.to(++done[0], "");
                });
          };
      if (options.files() == EmbeddingFormat.TIF) {
        Grid grid = scene.grid();
        GeoTiffWriter.writeRows(
            file,
            TiffFiles.spec(storage.coding(), height, width, grid.crs(), transform(grid, windows)),
            rows);
      } else {
        NpyWriter.write(
            file,
            storage.coding().type().array(),
            new long[] {height, width, storage.coding().stored()},
            sink -> rows.into(sink::accept));
      }
    }
    return new Description.Entry(id, "", name, 0, height, width, empty[0]);
  }

  private @Nullable GeoTransform transform(Grid grid, SceneWindows windows) {
    GeoTransform pixels = grid.transform();
    if (pixels == null) {
      return null;
    }
    GeoTransform first = pixels.shifted(windows.rows().origin(), windows.columns().origin());
    int side = maps.stride();
    return new GeoTransform(
        first.a() * side,
        first.b() * side,
        first.c(),
        first.d() * side,
        first.e() * side,
        first.f());
  }

  /** Windows that begin at the zero point of the map, or at the corner where there is none. */
  private SceneWindows windows(Grid grid) {
    GeoTransform t = grid.transform();
    int row = 0;
    int column = 0;
    if (t != null && t.isNorthUp() && t.a() > 0 && t.e() < 0) {
      row = SceneWindows.phase(Math.round(t.f() / t.e()), input, margin);
      column = SceneWindows.phase(Math.round(t.c() / t.a()), input, margin);
    } else {
      String remark =
          "windows begin at the upper left corner of scenes without a georeference, and of scenes"
              + " that are not north-up; scenes that overlap then have other embeddings where they"
              + " do";
      if (!remarks.contains(remark)) {
        remarks.add(remark);
      }
    }
    int patch = maps.stride();
    return new SceneWindows(
        new Axis(grid.height(), input, margin, patch, row),
        new Axis(grid.width(), input, margin, patch, column));
  }
}
