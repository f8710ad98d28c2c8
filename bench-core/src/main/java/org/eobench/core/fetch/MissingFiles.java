package org.eobench.core.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.core.dataset.card.DatasetCard;
import org.eobench.core.dataset.card.PublishedFile;
import org.eobench.core.error.Problem;

/**
 * Published files that a folder lacks, or has only a part of. Lengths are compared, not contents.
 *
 * @param root folder of the data set
 * @param files what is missing, in the order of the card
 * @param of number of published files
 */
public record MissingFiles(Path root, List<Missing> files, int of) {
  private static final int MOST_SHOWN = 50;

  public MissingFiles {
    files = List.copyOf(files);
  }

  /**
   * A file that is not complete.
   *
   * @param file what is published
   * @param there bytes that are there
   */
  public record Missing(PublishedFile file, long there) {
    private String text() {
      Long size = file.size();
      String all = size == null ? "" : Bytes.text(size);
      if (there == 0) {
        return file.path() + (all.isEmpty() ? "" : ", " + all);
      }
      return String.format(Locale.ROOT, "%s, %,d of %,d bytes are there", file.path(), there, size);
    }
  }

  /** Compares the files of a card with those of a folder. */
  public static MissingFiles in(Path root, DatasetCard card) {
    List<Missing> missing = new ArrayList<>();
    for (PublishedFile file : card.files()) {
      long there = length(file.in(root));
      boolean complete = file.size() == null ? there > 0 : there == file.size();
      if (!complete) {
        missing.add(new Missing(file, there));
      }
    }
    return new MissingFiles(root, missing, card.files().size());
  }

  /** The length of a file; 0 if there is none. */
  private static long length(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }

  /** Bytes left to fetch of the files whose size is published. */
  public long left() {
    return files.stream()
        .filter(missing -> missing.file().size() != null)
        .mapToLong(missing -> Math.max(0, missing.file().size() - missing.there()))
        .sum();
  }

  /**
   * Names every file, and the bytes that are left to fetch.
   *
   * @param option name of the data set in the configuration
   */
  public Problem problem(String option) {
    long unknown = files.stream().filter(missing -> missing.file().size() == null).count();
    boolean fetched = files.stream().allMatch(missing -> missing.file().url() != null);
    String names =
        files.stream().limit(MOST_SHOWN).map(Missing::text).collect(Collectors.joining("; "));
    return Problem.of(
            "MissingData",
            String.format(
                Locale.ROOT,
                "data set %s lacks %d of %d published files, %s left to fetch%s: %s%s",
                option,
                files.size(),
                of,
                Bytes.text(left()),
                unknown == 0
                    ? ""
                    : String.format(Locale.ROOT, " and %d files of unknown size", unknown),
                names,
                files.size() > MOST_SHOWN
                    ? String.format(Locale.ROOT, "; and %d more", files.size() - MOST_SHOWN)
                    : ""))
        .at(root.toString())
        .expecting("files of the published sizes")
        .next(
            fetched
                ? "`java -jar bench.jar fetch dataset "
                    + option
                    + " dataset.root_path="
                    + root
                    + "` fetches them"
                : "get them from the address that `java -jar bench.jar describe dataset="
                    + option
                    + "` prints");
  }
}
