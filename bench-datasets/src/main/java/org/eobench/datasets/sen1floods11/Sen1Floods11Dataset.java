package org.eobench.datasets.sen1floods11;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.LabelRaster;
import org.eobench.datasets.raster.ListText;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * Sen1Floods11, the hand-labelled chips (Bonafilia et al., CVPR Workshops 2020): Sentinel-2 L1C (13
 * bands, reflectance × 10000), Sentinel-1 (VV and VH in dB) and labels (-1 no data, 0 no water, 1
 * water), with the published splits. NaN marks missing data.
 *
 * <p>The place comes from the georeference, the date of the Sentinel-2 image from {@code
 * v1.1/Sen1Floods11_Metadata.geojson} if that file exists.
 */
public final class Sen1Floods11Dataset extends SplitDataset {
  private static final String OPTICAL = "optical";
  private static final String SAR = "sar";
  private static final String CHIPS = "v1.1/data/flood_events/HandLabeled/";
  private static final String SPLITS = "v1.1/splits/flood_handlabeled/";
  private static final String S1 = "S1Hand";

  private final FloodDates dates;

  private Sen1Floods11Dataset(DatasetSpec spec, SplitSamples samples, FloodDates dates) {
    super(spec, samples);
    this.dates = dates;
  }

  /**
   * Lists the files of the three splits.
   *
   * @throws BenchException if files are missing
   */
  public static Sen1Floods11Dataset open(Sen1Floods11Config config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec("sen1floods11", context);
    requireModalities(spec, List.of(OPTICAL, SAR));
    DataFolder folder = DataFolder.of(config.facts(), source(config));
    return new Sen1Floods11Dataset(
        spec,
        new SplitSamples(
            folder.root(),
            list(folder, "train"),
            list(folder, "valid"),
            list(folder, config.testList().name().toLowerCase(Locale.ROOT))),
        config.dates() == Sen1Floods11Config.DateSource.EVENTS
            ? FloodDates.events()
            : FloodDates.below(folder.root()));
  }

  /** How to get the data: from a bucket, which {@code auto_download} cannot read. */
  private static String source(Sen1Floods11Config config) {
    String bucket = config.gcsBucket() == null ? "sen1floods11" : config.gcsBucket();
    String cannot =
        config.facts().autoDownload()
            ? "dataset.auto_download=true cannot copy from a Google Cloud Storage bucket; "
            : "";
    Path root = config.facts().rootPath();
    return cannot
        + "copy it: mkdir -p "
        + root
        + " && gsutil -m cp -r gs://"
        + bucket
        + "/v1.1 "
        + root;
  }

  /** Reads a list of {@code S1 file,label file} lines without a header. */
  private static List<SampleRef> list(DataFolder folder, String split) {
    Path csv = folder.require(SPLITS + "flood_" + split + "_data.csv");
    Path chips = folder.require(CHIPS);
    List<SampleRef> refs = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    int number = 0;
    for (String line : ListText.read(csv).lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      String[] names = line.strip().split(",", -1);
      if (names.length != 2 || !names[0].contains("_" + S1) || !areFileNames(names)) {
        throw broken(csv, number, String.format(Locale.ROOT, "cannot parse the line '%s'", line));
      }
      String radar = names[0].strip();
      List<Path> sample =
          List.of(
              chips.resolve("S2Hand").resolve(radar.replace(S1, "S2Hand")),
              chips.resolve(S1).resolve(radar),
              chips.resolve("LabelHand").resolve(names[1].strip()));
      files.addAll(sample);
      refs.add(new SampleRef(radar.substring(0, radar.indexOf("_" + S1)), sample));
    }
    folder.requireAll(files);
    return refs;
  }

  /** Whether both are plain file names: a downloaded list must not lead outside its folder. */
  private static boolean areFileNames(String[] names) {
    return Arrays.stream(names).noneMatch(name -> name.matches(".*[/\\\\\\x00-\\x1f].*"));
  }

  private static BenchException broken(Path csv, int line, String what) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableSplit", what)
            .at(csv + ":" + line)
            .expecting("two file names, such as Spain_1_S1Hand.tif,Spain_1_LabelHand.tif")
            .next("download the split files again"));
  }

  /** A part of images of one size; others are read as they are, so that the difference shows. */
  private static ImagePart.Choice onlyFor(GeoTiffInfo image, ImagePart part) {
    return (height, width) ->
        height == image.height() && width == image.width()
            ? part
            : ImageRaster.WHOLE.of(height, width);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    GeoTiffInfo optical = GeoTiffReader.info(ref.files().get(0));
    ImagePart part = choice.of(optical.height(), optical.width());
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) -> {
          Path file = ref.files().get(modality.equals(SAR) ? 1 : 0);
          ImageRaster raster =
              ImageRaster.read(
                  file, fileBands(modality), wanted, Float.NaN, onlyFor(optical, part));
          images.put(modality, raster.image());
        });
    Window window = ImageRaster.part(optical.all(), onlyFor(optical, part));
    Target target = LabelRaster.read(ref.files().get(2), window, optical, spec());
    return new Sample(
        images, target, ref, ChipPlace.of(optical, optical.all(), dates.of(ref.id()), null));
  }
}
