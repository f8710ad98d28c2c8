package org.eobench.datasets.folder.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a folder are.
 *
 * @param images files of each modality; the first determines the samples and their grid
 * @param mask files of the label maps, or null if labels are no rasters
 * @param bands band names by modality, in file order
 * @param frames T, number of dates per sample
 * @param dates which dates are used of more than T; null refuses such a sample
 * @param pairing which dates of the other modalities belong to those of the first
 * @param datePattern finds the date in the names of the first modality's files, as its first group;
 *     or null
 */
public record FolderLayout(
    Map<String, ImageFiles> images,
    @Nullable ImageFiles mask,
    Map<String, List<String>> bands,
    int frames,
    @Nullable DateChoice dates,
    DatePairing pairing,
    @Nullable Pattern datePattern) {

  public FolderLayout {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }

  /** The modality that determines the samples and their grid. */
  public String first() {
    return images.keySet().iterator().next();
  }

  /** The files of a modality. */
  public ImageFiles images(String modality) {
    return Objects.requireNonNull(images.get(modality), modality);
  }

  /** The bands of a modality. */
  public List<String> bands(String modality) {
    return bands.getOrDefault(modality, List.of());
  }

  /** The modalities whose dates are numbers or names in the files' names. */
  Set<String> stepped() {
    return images.keySet().stream()
        .filter(modality -> images(modality).pattern().has(FilePattern.STEP))
        .collect(Collectors.toSet());
  }

  /** The number of dates that every sample has, with or without images of them; or 0. */
  int places() {
    return images.values().stream().mapToInt(ImageFiles::places).max().orElse(0);
  }

  /** The names of all bands in a file with several, in file order. */
  public List<String> fileBands(String modality) {
    List<String> all = images(modality).fileBands();
    return all.isEmpty() ? bands(modality) : all;
  }

  /** The number of bands in one raster of a modality. */
  public int named(String modality) {
    return images(modality).isSplit() ? 1 : fileBands(modality).size();
  }

  /** The patterns of all files: one per modality, then the mask's if there is one. */
  public List<FilePattern> patterns() {
    List<FilePattern> patterns = new ArrayList<>();
    images.values().forEach(files -> patterns.add(files.pattern()));
    if (mask != null) {
      patterns.add(mask.pattern());
    }
    return List.copyOf(patterns);
  }

  /** All keys that change the values read from the same files, as a text. */
  public String reading() {
    List<String> keys = new ArrayList<>();
    images.forEach(
        (modality, files) ->
            keys.add(
                String.join(
                    " ",
                    modality,
                    String.valueOf(files.array()),
                    String.valueOf(files.axes()),
                    files.bandNames().toString(),
                    files.fileBands().toString(),
                    files.stepNames().toString(),
                    String.valueOf(files.reference()),
                    files.resampling().name())));
    return keys + " " + frames + " " + dates + " " + pairing;
  }
}
