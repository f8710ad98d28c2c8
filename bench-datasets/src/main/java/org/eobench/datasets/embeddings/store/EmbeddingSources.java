package org.eobench.datasets.embeddings.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Description;
import org.jspecify.annotations.Nullable;

/** Finds out what a path holds. */
final class EmbeddingSources {
  private EmbeddingSources() {}

  /**
   * Opens embeddings.
   *
   * @param samples the samples that they are for
   * @throws BenchException if there are none, or their files cannot be read
   */
  static EmbeddingSource open(EmbeddingsConfig config, EoDataset samples) {
    Path path = config.path();
    if (!Files.exists(path)) {
      throw refused(
          "MissingEmbeddings",
          "there is no such file or folder",
          path,
          "what `embed` wrote, a folder of GeoTIFFs or .npy files, a GeoTIFF, a CSV or a Parquet"
              + " file",
          "write them with `java -jar bench.jar embed`, or correct encoder.path");
    }
    EmbeddingFacts facts = EmbeddingFacts.of(config);
    Description description = facts.description();
    if (description != null) {
      return described(config, description, facts.side());
    }
    if (Files.isDirectory(path) || MapFiles.isTiff(path)) {
      return maps(config, Files.isDirectory(path) ? MapFiles.within(path) : List.of(path), samples);
    }
    if (MapFiles.isArray(path)) {
      throw refused(
          "EmbeddingNames",
          "an array alone does not say whose embeddings it has",
          path,
          "a folder with an array for each sample, or a table with a column of names",
          "write a CSV with the column id");
    }
    return new EmbeddingTable(path, EmbeddingTables.read(path));
  }

  private static EmbeddingSource described(
      EmbeddingsConfig config, Description description, int side) {
    Path folder = config.path();
    if (config.decode() != Decoding.FILE || config.axes() != AxisOrder.HWC) {
      throw refused(
          "DescribedEmbeddings",
          "the folder says itself how its numbers are decoded",
          folder.resolve(Description.FILE),
          "encoder.decode=file and encoder.axes=hwc",
          "leave out encoder.decode and encoder.axes");
    }
    Coding coding = description.coding();
    StoredMap reader = new StoredMap(coding, AxisOrder.HWC);
    boolean scenes = description.source().equals(Description.SCENES);
    if (scenes || config.match() == Matching.LOCATION) {
      if (config.match() == Matching.NAME) {
        throw refused(
            "EmbeddingNames",
            "embeddings of scenes have no names of samples",
            folder,
            "embeddings of a data set",
            "find them by place with `encoder.match=location`");
      }
      List<Path> files =
          description.images().stream().map(e -> folder.resolve(e.file())).distinct().toList();
      return new PlacedMaps(folder, files, reader, coding.width());
    }
    String files = description.files();
    if (files.equals("tif") || (files.equals("npy") && description.pooling().equals("patch"))) {
      Map<String, Path> named = new LinkedHashMap<>();
      description.images().forEach(e -> named.put(e.id(), folder.resolve(e.file())));
      return new NamedMaps(folder, named, reader, coding.width(), side);
    }
    return new EmbeddingTable(folder, EmbeddingTables.read(folder, description));
  }

  private static EmbeddingSource maps(
      EmbeddingsConfig config, List<Path> files, EoDataset samples) {
    Path path = config.path();
    if (files.isEmpty()) {
      throw refused(
          "MissingEmbeddings",
          "the folder has no GeoTIFF and no .npy file",
          path,
          "a file for each sample, or rasters of the ground that the samples cover",
          "correct encoder.path");
    }
    @Nullable Coding coding = null;
    int width = StoredMap.width(files.get(0), config.axes());
    if (config.decode() == Decoding.ALPHAEARTH) {
      coding = Coding.alphaEarth(width);
    }
    StoredMap reader = new StoredMap(coding, config.axes());
    NamedMaps named = new NamedMaps(path, NamedMaps.byStem(files), reader, width, 0);
    if (config.match() == Matching.NAME) {
      return named;
    }
    PlacedMaps placed = new PlacedMaps(path, files, reader, width);
    boolean byName = config.match() == Matching.AUTO && named.hasAll(all(samples));
    return byName || (config.match() == Matching.AUTO && !placed.isPlaced()) ? named : placed;
  }

  private static List<SampleRef> all(EoDataset samples) {
    List<SampleRef> all = new ArrayList<>();
    for (Split split : Split.values()) {
      all.addAll(samples.samples(split));
    }
    return all;
  }

  private static BenchException refused(
      String id, String what, Path path, String expected, String next) {
    return new BenchException(
        ExitCode.DATA, Problem.of(id, what).at(path.toString()).expecting(expected).next(next));
  }
}
