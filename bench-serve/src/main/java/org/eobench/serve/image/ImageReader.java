package org.eobench.serve.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.NamedBands;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.scene.SceneRules;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.limit.ServiceLimits;

/**
 * Reads images for a model. The size, the bands and the dates of a file are compared with those of
 * the model's data set before any pixel is decoded.
 */
public final class ImageReader {
  private static final long LARGE_BLOCK = 1L << 20;

  private final DatasetSpec spec;
  private final SceneRules rules;
  private final ServiceLimits limits;

  /**
   * @param spec the data set of the model
   * @param rules how its GeoTIFFs are read; arrays are values in its unit, NaN without data
   */
  public ImageReader(DatasetSpec spec, SceneRules rules, ServiceLimits limits) {
    this.spec = spec;
    this.rules = rules;
    this.limits = limits;
  }

  /**
   * Reads a file.
   *
   * @param name what to call the file in place of its path, which is nobody's business
   * @param dates date of each frame, or empty
   * @throws BenchException if it is none of the {@linkplain ImageFormat formats}, damaged, too
   *     large, or does not have the bands and dates of the data set
   */
  public ReadImage read(Path file, String name, List<LocalDateTime> dates) throws IOException {
    requireDates(dates);
    ImageFormat format = ImageFormat.of(file, name);
    try {
      return format == ImageFormat.GEOTIFF
          ? geoTiff(file, name, dates)
          : arrays(file, format, name, dates);
    } catch (Refusal refused) {
      throw refused;
    } catch (BenchException failure) {
      throw new BenchException(
          failure.exitCode(),
          failure.problems().stream().map(problem -> named(problem, file, name)).toList());
    }
  }

  private static Problem named(Problem problem, Path file, String name) {
    String path = file.toString();
    return new Problem(
        problem.id(),
        problem.what().replace(path, name),
        problem.where().replace(path, name),
        problem.expected().replace(path, name),
        problem.next().replace(path, name));
  }

  private void requireDates(List<LocalDateTime> dates) {
    if (!dates.isEmpty() && dates.size() != spec.frames()) {
      throw unfit(
          "DateCount",
          String.format(Locale.ROOT, "there are %d dates", dates.size()),
          "date",
          String.format(Locale.ROOT, "%d, one for each image of the series", spec.frames()));
    }
  }

  private static Refusal unfit(String id, String what, String where, String expected) {
    return Refusal.of(
        Refusal.UNFIT,
        Problem.of(id, what).at(where).expecting(expected).next("see GET /run for the bands"));
  }

  private ReadImage geoTiff(Path file, String name, List<LocalDateTime> dates) {
    if (spec.bands().size() > 1 || spec.frames() > 1) {
      throw unfit(
          "NotOneImage",
          String.format(
              Locale.ROOT,
              "a GeoTIFF is one image, but the model takes %d dates of %s",
              spec.frames(),
              spec.bands().keySet()),
          name,
          "an .npz file with an array [C,T,H,W] for each of " + spec.bands().keySet());
    }
    String modality = spec.bands().keySet().iterator().next();
    List<String> names = rules.files().getOrDefault(modality, names(modality));
    int[] bands = NamedBands.indices(name, names, names(modality));
    GeoTiffInfo info = GeoTiffReader.info(file);
    requirePixels(info.height(), info.width());
    requireBlock(info);
    requireValues((long) names.size() * info.height() * info.width());
    try (RasterSource source = RasterFile.of(file).open(names.size())) {
      RasterHeader header = source.header();
      if (header.dataBands(names.size()) != names.size()) {
        throw unfit(
            "BandCount",
            String.format(Locale.ROOT, "the file has %d bands", header.bands()),
            name,
            String.format(Locale.ROOT, "the %d bands %s, in this order", names.size(), names));
      }
      Grid grid = header.grid();
      float[] values =
          source.measured(
              bands,
              0,
              grid.all(),
              names.size(),
              rules.nodata().get(modality),
              rules.scale().get(modality));
      List<String> remarks = new ArrayList<>();
      remarks.add("the bands were taken as " + String.join(", ", names) + ", in this order");
      if (grid.transform() == null) {
        remarks.add("the file has no georeference, and so the prediction has none");
      } else if (grid.crs() == null) {
        remarks.add(
            "the coordinate system of the file has no EPSG code, and so the prediction names none");
      }
      Image image = new Image(values, bands.length, 1, grid.height(), grid.width());
      return read(Map.of(modality, image), grid, name, dates, remarks);
    }
  }

  private ReadImage arrays(Path file, ImageFormat format, String name, List<LocalDateTime> dates) {
    NumpyImages numpy = new NumpyImages(file, format, name);
    Map<String, Image> images = numpy.read(spec, this::requireSize);
    Image first = images.values().iterator().next();
    images.forEach(
        (modality, image) -> {
          if (image.height() != first.height() || image.width() != first.width()) {
            throw unfit(
                "ImageSizes",
                String.format(
                    Locale.ROOT,
                    "%s has %d × %d pixels, but another array has %d × %d",
                    modality,
                    image.height(),
                    image.width(),
                    first.height(),
                    first.width()),
                name,
                "arrays of equal size");
          }
        });
    List<String> remarks = new ArrayList<>();
    images
        .keySet()
        .forEach(
            modality ->
                remarks.add(
                    String.format(
                        Locale.ROOT,
                        "the bands of %s were taken as %s, in this order",
                        modality,
                        String.join(", ", names(modality)))));
    return read(images, Grid.plain(first.height(), first.width()), name, dates, remarks);
  }

  private ReadImage read(
      Map<String, Image> images,
      Grid grid,
      String name,
      List<LocalDateTime> dates,
      List<String> remarks) {
    if (dates.isEmpty()) {
      remarks.add("no date was given, so an encoder that reads dates knows none");
    }
    Sample sample =
        new Sample(
            images,
            NoTarget.NONE,
            new SampleRef(name, List.of()),
            ChipPlace.of(grid, grid.all(), dates, null));
    return new ReadImage(sample, grid, remarks);
  }

  private List<String> names(String modality) {
    return spec.bands().getOrDefault(modality, List.of()).stream().map(Band::name).toList();
  }

  private void requireSize(long values, long height, long width) {
    requirePixels(height, width);
    requireValues(values);
  }

  private void requirePixels(long height, long width) {
    // A quotient, since a product of two numbers of a header may overflow.
    if (height < 1 || width < 1 || height > limits.pixels() / width) {
      throw Refusal.tooManyPixels(height, width, limits);
    }
  }

  /** A block is decoded as a whole, also where the image has less of it. */
  private void requireBlock(GeoTiffInfo info) {
    long most = Math.max(LARGE_BLOCK, limits.pixels());
    if (info.blockHeight() > most / info.blockWidth()) {
      throw Refusal.tooLarge(
          "LargeBlocks",
          String.format(
              Locale.ROOT,
              "the file has blocks of %d × %d pixels",
              info.blockHeight(),
              info.blockWidth()),
          String.format(Locale.ROOT, "blocks of at most %d pixels", most),
          "write it again in tiles, such as with `gdal_translate -co TILED=YES`");
    }
    requireValues((long) info.bands() * info.blockHeight() * info.blockWidth());
  }

  private static void requireValues(long values) {
    if (values > ServiceLimits.VALUES) {
      throw Refusal.tooLarge(
          "TooManyValues",
          String.format(Locale.ROOT, "the image has %d values in all bands and dates", values),
          String.format(Locale.ROOT, "at most %d values", ServiceLimits.VALUES),
          "send the image in parts");
    }
  }
}
