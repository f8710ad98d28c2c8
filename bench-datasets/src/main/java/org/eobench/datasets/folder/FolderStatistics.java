package org.eobench.datasets.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.statistics.BandSums;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.provenance.FileHash;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.files.Frame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mean, standard deviation, minimum and maximum of each band over the valid pixels of the training
 * parts, after scale and offset. They are computed once and cached in a file whose name depends on
 * the files and on all keys that change the values.
 */
final class FolderStatistics {
  private static final int KEY_LENGTH = 16;

  /** Changes if the same files give other statistics than in earlier versions. */
  private static final String RULE = "pixels with data, scale and masks of the files\n";

  private static final Logger LOG = LoggerFactory.getLogger(FolderStatistics.class);

  private final FolderDataset dataset;
  private final Map<String, FolderSample> files;
  private final List<Chip> parts;
  private final Path cacheDir;

  /**
   * @param dataset reader of the values
   * @param files the files of each image
   * @param parts the training parts of the images, without overlap
   */
  FolderStatistics(
      FolderDataset dataset, Map<String, FolderSample> files, List<Chip> parts, Path cacheDir) {
    this.dataset = dataset;
    this.files = files;
    this.parts = parts;
    this.cacheDir = cacheDir;
  }

  /**
   * The statistics of the modalities for which the config has none.
   *
   * @param config text with all keys that change the values
   */
  Map<String, BandStats> complete(DatasetSpec spec, String config) {
    List<String> modalities = List.copyOf(spec.bands().keySet());
    Map<String, BandStats> stats = new LinkedHashMap<>();
    for (String modality : modalities) {
      BandStats given = spec.stats(modality);
      boolean known = !given.mean().isEmpty() && !given.std().isEmpty();
      if (known || parts.isEmpty()) {
        stats.put(modality, given);
        continue;
      }
      BandStats complete = with(given, cached(spec, modality, config));
      warnOfPlainBands(modality, names(spec, modality), complete);
      stats.put(modality, complete);
    }
    return stats;
  }

  private static List<String> names(DatasetSpec spec, String modality) {
    return spec.bands().getOrDefault(modality, List.of()).stream().map(Band::name).toList();
  }

  /** The statistics from the config, completed by computed ones. */
  private static BandStats with(BandStats given, BandStats computed) {
    return new BandStats(
        given.mean().isEmpty() ? computed.mean() : given.mean(),
        given.std().isEmpty() ? computed.std() : given.std(),
        given.min().isEmpty() ? computed.min() : given.min(),
        given.max().isEmpty() ? computed.max() : given.max());
  }

  private BandStats cached(DatasetSpec spec, String modality, String config) {
    Path file = cacheDir.resolve("folder-statistics-" + key(modality, config) + ".json");
    List<String> bands = names(spec, modality);
    BandStats kept = Files.isRegularFile(file) ? read(file, bands.size()) : null;
    if (kept != null) {
      LOG.info("using the statistics of {} from {}", modality, file);
      return kept;
    }
    LOG.info("computing statistics of {} over {} training parts", modality, parts.size());
    BandStats stats = compute(modality, bands);
    write(file, stats);
    LOG.info("mean {}, std {} of {}, cached in {}", stats.mean(), stats.std(), bands, file);
    return stats;
  }

  private BandStats compute(String modality, List<String> bands) {
    BandSums sums = new BandSums(bands.size());
    for (Chip part : parts) {
      FolderSample sample = Objects.requireNonNull(files.get(part.image()));
      sums.add(dataset.image(sample, modality, bands, part.window()));
      for (int band = 0; band < bands.size(); band++) {
        if (sums.infinite(band) != 0) {
          throw infinite(
              sample.files(modality).get(0),
              modality,
              bands.get(band),
              sums.infinite(band) > 0 ? "inf" : "-inf");
        }
      }
    }
    return sums.stats();
  }

  private static BenchException infinite(Path file, String modality, String band, String value) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "NotFinite",
                String.format(
                    Locale.ROOT, "band %s of %s contains %s values", band, modality, value))
            .at(file.toString())
            .expecting("finite numbers, or NaN where there is no data")
            .next(
                "if they mark missing data, set `+dataset.nodata." + modality + "=" + value + "`"));
  }

  /**
   * Warns about bands with a single value, which cannot be normalised unless the config declares a
   * non-zero deviation.
   */
  private static void warnOfPlainBands(String modality, List<String> bands, BandStats stats) {
    List<String> plain = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int band = 0; band < bands.size(); band++) {
      double deviation = stats.std().get(band);
      deviations.add(deviation == 0 ? 1 : deviation);
      if (deviation == 0) {
        plain.add(bands.get(band));
      }
    }
    if (!plain.isEmpty()) {
      LOG.warn(
          "bands of {} without data or with a single value in the training split: {}; to use"
              + " them as zeros, set `{} {}`",
          modality,
          String.join(", ", plain),
          given("data_mean", modality, stats.mean()),
          given("data_std", modality, deviations));
    }
  }

  private static String given(String key, String modality, List<Double> values) {
    String list = values.stream().map(String::valueOf).collect(Collectors.joining(","));
    return ShellWord.of("++dataset." + key + "." + modality + "=[" + list + "]");
  }

  /** Names, sizes and modification times of the files represent their content. */
  private String key(String modality, String config) {
    StringBuilder text =
        new StringBuilder(RULE).append(modality).append('\n').append(config).append('\n');
    for (Chip part : parts) {
      FolderSample sample = Objects.requireNonNull(files.get(part.image()));
      text.append(part.id());
      sample
          .frames(modality)
          .forEach(frame -> text.append(' ').append(frame.map(Frame::index).orElse(-1)));
      text.append('\n');
      for (Path file : sample.files(modality)) {
        text.append(file).append(' ').append(stamp(file)).append('\n');
      }
    }
    return FileHash.sha256(text.toString()).substring(0, KEY_LENGTH);
  }

  private static String stamp(Path file) {
    try {
      StringBuilder stamp = new StringBuilder();
      for (String end : List.of("", ".msk", ".aux.xml")) {
        Path part = file.resolveSibling(file.getFileName() + end);
        if (end.isEmpty() || Files.isRegularFile(part)) {
          stamp.append(Files.size(part)).append(end).append(' ');
          stamp.append(Files.getLastModifiedTime(part).toMillis()).append(' ');
        }
      }
      return stamp.toString();
    } catch (IOException gone) {
      return "gone"; // Reading it later reports the error.
    }
  }

  /** The cached statistics, or null if the file does not contain them for this number of bands. */
  private static @Nullable BandStats read(Path file, int bands) {
    try {
      JsonNode node = new ObjectMapper().readTree(file.toFile());
      return new BandStats(
          list(node, "mean", bands),
          list(node, "std", bands),
          list(node, "min", bands),
          list(node, "max", bands));
    } catch (IOException damaged) {
      LOG.warn("{} cannot be read and is computed again: {}", file, damaged.getMessage());
      return null;
    }
  }

  private static List<Double> list(JsonNode node, String key, int bands) throws IOException {
    List<Double> values = new ArrayList<>();
    for (JsonNode value : node.path(key)) {
      // JSON has no NaN, which is the value of a band without data.
      if (!value.isNumber() && !value.asText().equals("NaN")) {
        throw new IOException(key + " contains " + value);
      }
      values.add(value.asDouble());
    }
    if (values.size() != bands) {
      throw new IOException(key + " has " + values.size() + " values for " + bands + " bands");
    }
    return values;
  }

  private static void write(Path file, BandStats stats) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.set("mean", mapper.valueToTree(stats.mean()));
    node.set("std", mapper.valueToTree(stats.std()));
    node.set("min", mapper.valueToTree(stats.min()));
    node.set("max", mapper.valueToTree(stats.max()));
    try {
      AtomicFile.writeString(
          file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
