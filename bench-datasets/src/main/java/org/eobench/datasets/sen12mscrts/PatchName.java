package org.eobench.datasets.sen12mscrts;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.NamedDate;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file says: {@code s1_ROIs1868_119_ImgNo_3_2018-02-10_patch_12.tif}.
 *
 * @param sensor {@code s1} or {@code s2}
 * @param region region, such as {@code ROIs1868/119}
 * @param time number of the image in the series
 * @param date date of the image, such as {@code 2018-02-10}
 * @param patch number of the patch in the region
 */
record PatchName(String sensor, String region, int time, String date, int patch) {
  private static final Pattern NAME =
      Pattern.compile(
          "(s[12])_(ROIs\\d+)_(\\d+)_ImgNo_(\\d{1,6})_(\\d{4}-\\d{2}-\\d{2})_patch_(\\d{1,6})\\.tif");

  /** Orders by numbers: patch 2 is before patch 10. */
  static final Comparator<PatchName> ORDER =
      Comparator.comparing((PatchName name) -> name.region().substring(0, name.split()))
          .thenComparing(name -> Integer.valueOf(name.region().substring(name.split() + 1)))
          .thenComparing(PatchName::time)
          .thenComparing(PatchName::patch);

  private int split() {
    return region.indexOf('/');
  }

  /** Reads a name; null if it is none of the data set, or its date does not exist. */
  static @Nullable PatchName of(Path file) {
    Matcher found = NAME.matcher(DataFolder.name(file));
    if (!found.matches() || NamedDate.of(found.group(5)).isEmpty()) {
      return null;
    }
    return new PatchName(
        found.group(1),
        found.group(2) + "/" + found.group(3),
        Integer.parseInt(found.group(4)),
        found.group(5),
        Integer.parseInt(found.group(6)));
  }

  /** What both images of a pair have in common, which is the name of the sample. */
  String sample() {
    return String.format(Locale.ROOT, "%s/ImgNo_%d_patch_%d", region, time, patch);
  }

  /** The date as a list of one. */
  List<LocalDateTime> dates() {
    return NamedDate.of(date);
  }
}
