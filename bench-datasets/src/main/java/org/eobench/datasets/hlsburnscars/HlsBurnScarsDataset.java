package org.eobench.datasets.hlsburnscars;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.LabelRaster;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.PublishedArchive;
import org.eobench.datasets.raster.UtmZone;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;
import org.jspecify.annotations.Nullable;

/**
 * HLS Burn Scars (Phillips et al. 2023): {@code training/} and {@code validation/} with {@code
 * *_merged.tif} (six reflectance bands) and {@code *.mask.tif} (-1 no data, 0 not burned, 1 burn
 * scar).
 *
 * <p>The splits are those of Pangaea: the folder {@code validation} is the test split; a tenth of
 * {@code training}, drawn by scikit-learn with random state 23, is the validation split. 9999 marks
 * missing data.
 *
 * <p>The date comes from the file name, the place from the georeference; each is unknown if missing
 * there.
 */
public final class HlsBurnScarsDataset extends SplitDataset {
  private static final String OPTICAL = "optical";
  private static final String IMAGE_END = "_merged.tif";
  private static final String MASK_END = ".mask.tif";
  private static final float NO_DATA = 9999f;

  /** In {@code HLS.S30.T10TGS.2018285.v1.4}: UTM zone 10, day 285 of 2018. */
  private static final Pattern TILE = Pattern.compile("\\.T(\\d{2})[C-X][A-Z]{2}\\.");

  private static final Pattern DATE = Pattern.compile("\\.(\\d{7}(?:T\\d{6})?)\\.");

  private HlsBurnScarsDataset(DatasetSpec spec, SplitSamples samples) {
    super(spec, samples);
  }

  /**
   * Opens the published data; downloads them if the config allows it.
   *
   * @throws BenchException if they are missing
   */
  public static HlsBurnScarsDataset open(HlsBurnScarsConfig config, DatasetContext context) {
    PublishedArchive.get(config.facts(), context.cacheDir());
    DatasetSpec spec = config.facts().spec("hlsburnscars", context);
    return open(spec, DataFolder.of(config.facts()));
  }

  /**
   * Lists the files of a folder in this layout.
   *
   * @param spec the facts of the data set, which may have another name
   */
  public static HlsBurnScarsDataset open(DatasetSpec spec, DataFolder folder) {
    requireModalities(spec, List.of(OPTICAL));
    return new HlsBurnScarsDataset(
        spec, SplitSamples.ofTwoParts(folder.root(), part -> list(folder, part)));
  }

  private static List<SampleRef> list(DataFolder folder, String part) {
    Path place = folder.require(part);
    List<SampleRef> refs = new ArrayList<>();
    Set<Path> pairs = new LinkedHashSet<>();
    for (Path mask : folder.files(place, MASK_END)) {
      pairs.add(mask.resolveSibling(stem(mask, MASK_END) + IMAGE_END));
      pairs.add(mask);
    }
    for (Path image : folder.files(place, IMAGE_END)) {
      Path mask = image.resolveSibling(stem(image, IMAGE_END) + MASK_END);
      pairs.addAll(List.of(image, mask));
      refs.add(new SampleRef(part + "/" + stem(image, IMAGE_END), List.of(image, mask)));
    }
    folder.requireAll(List.copyOf(pairs));
    return refs;
  }

  /** What image and mask share: {@code X} of {@code X_merged.tif} and {@code X.mask.tif}. */
  private static String stem(Path file, String end) {
    String name = DataFolder.name(file);
    return name.substring(0, name.length() - end.length());
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice part) {
    List<String> wanted = bands.getOrDefault(OPTICAL, List.of());
    ImageRaster raster =
        ImageRaster.read(ref.files().get(0), fileBands(OPTICAL), wanted, NO_DATA, part);
    Target target = LabelRaster.read(ref.files().get(1), raster.part(), raster.info(), spec());
    Map<String, Image> images = new LinkedHashMap<>();
    if (!wanted.isEmpty()) {
      images.put(OPTICAL, raster.image());
    }
    return new Sample(images, target, ref, acquisition(ref, raster.info()));
  }

  private static Acquisition acquisition(SampleRef ref, GeoTiffInfo info) {
    return ChipPlace.of(info, info.all(), NamedDate.in(ref.id(), DATE), crs(ref.id()));
  }

  /**
   * The files declare a user-defined coordinate system, which is the UTM zone of the tile, always
   * north.
   */
  private static @Nullable Crs crs(String name) {
    Matcher tile = TILE.matcher(name);
    int zone = tile.find() ? Integer.parseInt(tile.group(1)) : 0;
    return zone >= 1 && zone <= 60 ? new UtmZone(zone, true).crs() : null;
  }
}
