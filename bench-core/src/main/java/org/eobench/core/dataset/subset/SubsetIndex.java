package org.eobench.core.dataset.subset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Split;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a subset, as in {@code subset.json} of a run directory.
 *
 * @param dataset name of the data set
 * @param version version of the data set
 * @param drawn how they were drawn; null in a file that was written by hand
 * @param splits the samples of each reduced split, by its key
 * @param sha256 {@link #hash} of them; null in a file that was written by hand
 */
public record SubsetIndex(
    String dataset,
    int version,
    @Nullable Drawn drawn,
    Map<String, Part> splits,
    @Nullable String sha256) {
  /** The file in the run directory. */
  public static final String FILE = "subset.json";

  public SubsetIndex {
    splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
  }

  /**
   * How samples were drawn.
   *
   * @param fraction share of the samples, or null
   * @param kShot samples of each class, or null
   * @param strategy key of a {@link SubsetStrategy}
   * @param seed seed of the draw
   * @param labelsRead number of samples whose labels were read from files
   */
  public record Drawn(
      @Nullable Double fraction,
      @Nullable Integer kShot,
      String strategy,
      long seed,
      int labelsRead) {

    /** For a table, such as {@code fraction=0.1 stratified}. */
    String text() {
      return fraction != null
          ? String.format(Locale.ROOT, "fraction=%s %s", fraction, strategy)
          : "k_shot=" + kShot;
    }
  }

  /**
   * The samples of one split.
   *
   * @param of number of samples of the whole split
   * @param classes number of the samples that contain each class, by its name; null if no labels
   *     were read, or the targets are not classes
   * @param ids the samples, in the order of the data set
   */
  public record Part(int of, @Nullable Map<String, Integer> classes, List<String> ids) {
    public Part {
      ids = List.copyOf(ids);
    }
  }

  /** The index of drawn samples. */
  static SubsetIndex of(
      String dataset, int version, @Nullable Drawn drawn, Map<String, Part> parts) {
    return new SubsetIndex(dataset, version, drawn, parts, hash(dataset, version, parts));
  }

  /** SHA-256 over one line for the data set and its version, and one for each split and sample. */
  static String hash(String dataset, int version, Map<String, Part> parts) {
    StringBuilder lines = new StringBuilder(dataset).append(' ').append(version).append('\n');
    for (Split split : Split.values()) {
      Part part = parts.get(split.key());
      if (part != null) {
        part.ids().forEach(id -> lines.append(split.key()).append(' ').append(id).append('\n'));
      }
    }
    try {
      byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** The hash of the samples, also of a file without one. */
  public String identity() {
    return hash(dataset, version, splits);
  }

  /** What {@code run.json} tells of it. */
  public SubsetFacts facts() {
    return SubsetFacts.of(this);
  }

  /** For a table, such as {@code fraction=0.1 stratified: 7 of 72 train (3fa9c1d2)}. */
  public String text() {
    List<String> sizes = new ArrayList<>();
    splits.forEach(
        (split, part) ->
            sizes.add(
                String.format(Locale.ROOT, "%d of %d %s", part.ids().size(), part.of(), split)));
    return String.format(
        Locale.ROOT,
        "%s: %s (%s)",
        drawn == null ? "listed" : drawn.text(),
        String.join(", ", sizes),
        identity().substring(0, 8));
  }
}
