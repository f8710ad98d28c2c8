package org.eobench.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.tensors.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedVerbTest {
  private static final String ENCODER = "encoder=dofa_tiny";
  private static final double PIXEL = 30;
  private static final double WEST = 500_010;
  private static final double NORTH = 4_400_010;

  @TempDir static Path cache;
  @TempDir Path scratch;

  private List<String> data(String name) {
    return List.of(
        "dataset=" + name,
        "dataset.img_size=64",
        "dataset.training_chips=12",
        "dataset.test_chips=4",
        "cache_dir=" + cache,
        "device=cpu",
        "deterministic_threads=1",
        "batch_size=2",
        "test_batch_size=2");
  }

  private ProgramAnswer embed(String dataset, String... words) {
    List<String> all = new ArrayList<>(List.of("embed", ENCODER));
    all.addAll(data(dataset));
    all.addAll(List.of(words));
    return ProgramAnswer.to(all, scratch);
  }

  private JsonNode scores(String dataset, String... words) throws IOException {
    return new ObjectMapper().readTree(trained(dataset, words).resolve("run.json").toFile());
  }

  /** The directory of a run. */
  private Path trained(String dataset, String... words) throws IOException {
    Path runs = scratch.resolve("runs" + Integer.toHexString(List.of(words).hashCode()));
    List<String> all =
        new ArrayList<>(
            List.of(
                "work_dir=" + runs,
                "task.trainer.n_epochs=2",
                "task.trainer.eval_interval=1",
                "task.trainer.ckpt_interval=0",
                "optimizer.lr=0.01",
                "gallery=0"));
    all.addAll(data(dataset));
    all.addAll(List.of(words));
    ProgramAnswer.to(all, scratch).fits();
    try (Stream<Path> found = Files.list(runs)) {
      return found.findFirst().orElseThrow();
    }
  }

  private static String samples(JsonNode run) {
    String hash = run.path("outcome").path("samples_sha256").asText();
    assertThat(hash).hasSize(64);
    return hash;
  }

  private String out(String name) {
    return scratch.resolve(name).toString();
  }

  @Test
  void embeddingsOfASegmentationGiveTheScoresOfTheirEncoder() throws IOException {
    embed("quickstart", "preprocessing=seg_resize", "all", out("maps"))
        .fits()
        .says("1,024 embeddings of 16 images by dofa_tiny (96 values, fp32, 384 bytes each");
    JsonNode own = scores("quickstart", ENCODER, "decoder=seg_linear", "preprocessing=seg_resize");
    Path run =
        trained(
            "quickstart",
            "encoder=embeddings",
            "encoder.path=" + out("maps"),
            "decoder=seg_linear",
            "preprocessing=embeddings");
    JsonNode stored = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    // No corruption of the images reaches the model.
    ProgramAnswer.to(List.of("robustness", run.toString(), "device=cpu"), scratch)
        .refuses("[Bench/NothingToCorrupt]", "reads embeddings that were computed before");
    assertThat(samples(stored)).isEqualTo(samples(own));
    assertThat(stored.path("provenance").path("embeddings").path("encoder").asText())
        .isEqualTo("dofa_tiny");
    assertThat(stored.path("warnings").toString()).doesNotContain("no embedding");
    embed("quickstart", "preprocessing=seg_resize", "all", out("marked"), "--mark-empty")
        .fits()
        .says("of them without data");
    JsonNode marked =
        scores(
            "quickstart",
            "encoder=embeddings",
            "encoder.path=" + out("marked"),
            "decoder=seg_linear",
            "preprocessing=embeddings");
    assertThat(marked.path("warnings").toString())
        .contains("positions of the samples that were read have no embedding");
    embed("quickstart", "preprocessing=seg_resize", "all", out("int8"), "--dtype=int8")
        .fits()
        .says("96 bytes each");
    JsonNode rounded =
        scores(
            "quickstart",
            "encoder=embeddings",
            "encoder.path=" + out("int8"),
            "decoder=seg_linear",
            "preprocessing=embeddings");
    assertThat(samples(rounded)).isNotEqualTo(samples(own));
    assertThat(mIoU(own)).isBetween(0.1, 1.0);
    assertThat(mIoU(rounded)).isCloseTo(mIoU(own), within(0.01));
  }

  private static double mIoU(JsonNode run) {
    return run.path("outcome").path("scores").path("mIoU").asDouble(-1);
  }

  @Test
  void embeddingsOfImagesGiveTheScoresOfTheirEncoderInEveryFormatOfFiles() throws IOException {
    String decoder = "decoder=cls_linear";
    JsonNode own =
        scores("quickstart_classification", ENCODER, decoder, "preprocessing=cls_resize");
    for (String format : List.of("tif", "npy", "parquet", "csv")) {
      embed(
              "quickstart_classification",
              "preprocessing=cls_resize",
              "all",
              out(format),
              "--pooling=mean",
              "--level=all",
              "--format=" + format)
          .fits()
          .says("16 embeddings of 16 images by dofa_tiny (384 values, fp32, 1536 bytes each");
      JsonNode stored =
          scores(
              "quickstart_classification",
              "encoder=embeddings",
              "encoder.path=" + out(format),
              decoder,
              "preprocessing=embeddings");
      assertThat(samples(stored)).as(format).isEqualTo(samples(own));
    }
    // The table that NeuCo-Bench reads is one that this program reads, without its description.
    Path csv = scratch.resolve("csv/embeddings.csv");
    assertThat(Files.readString(csv)).startsWith("id,0,1,2,");
    JsonNode alone =
        scores(
            "quickstart_classification",
            "encoder=embeddings",
            "encoder.path=" + csv,
            decoder,
            "preprocessing=embeddings");
    assertThat(samples(alone)).isEqualTo(samples(own));
  }

  @Test
  void everyNumberFormatIsReadBackAndTakesTheBytesThatItSays() throws IOException {
    for (String type : List.of("fp16", "int8_square", "bit")) {
      for (String format : List.of("tif", "npy", "parquet")) {
        String name = type + "_" + format;
        embed(
                "quickstart",
                "preprocessing=seg_resize",
                "all",
                out(name),
                "--dtype=" + type,
                "--pca=16",
                "--format=" + format)
            .fits()
            .says("16 values, " + type, "% of the variance");
        JsonNode described =
            new ObjectMapper().readTree(scratch.resolve(name + "/embeddings.json").toFile());
        assertThat(described.path("bytes").asInt())
            .isEqualTo(type.equals("fp16") ? 32 : type.equals("bit") ? 3 : 16);
        ProgramAnswer.to(
                Stream.concat(
                        Stream.of("check", "encoder=embeddings", "decoder=seg_linear"),
                        Stream.concat(
                            Stream.of("encoder.path=" + out(name), "preprocessing=embeddings"),
                            data("quickstart").stream()))
                    .toList(),
                scratch)
            .fits();
      }
    }
  }

  @Test
  void scenesThatOverlapHaveTheSameEmbeddingsThere() throws IOException {
    // Two tiles of one scene; the second begins 40 rows further south and 56 columns further east.
    tile("west", 0, 0, 160);
    tile("east", 40, 56, 150);
    embed("quickstart", scratch.resolve("tiles").toString(), out("scenes"), "--margin=16")
        .fits()
        .says("2 scenes");
    int equal = 0;
    int different = 0;
    try (GeoTiffReader west = GeoTiffReader.open(scratch.resolve("scenes/west.tif"));
        GeoTiffReader east = GeoTiffReader.open(scratch.resolve("scenes/east.tif"))) {
      assertThat(west.info().bands()).isEqualTo(96);
      assertThat(Objects.requireNonNull(west.info().transform()).a()).isEqualTo(8 * PIXEL);
      Map<List<Long>, List<Float>> known = positions(west);
      for (Map.Entry<List<Long>, List<Float>> one : positions(east).entrySet()) {
        List<Float> other = known.get(one.getKey());
        if (other != null && isSeenByBoth(one.getKey())) {
          assertThat(one.getValue()).isEqualTo(other);
          equal++;
        } else if (other != null) {
          different += one.getValue().equals(other) ? 0 : 1;
        }
      }
    }
    assertThat(equal).isGreaterThanOrEqualTo(16);
    assertThat(different).as("windows that reach beyond one of the tiles").isPositive();
    scenesAsArraysAreTheSame();
  }

  /** The embeddings of a raster by the row and column of their first pixel on the map. */
  private static Map<List<Long>, List<Float>> positions(GeoTiffReader reader) {
    GeoTransform t = Objects.requireNonNull(reader.info().transform());
    float[] values = reader.read();
    int plane = reader.info().height() * reader.info().width();
    Map<List<Long>, List<Float>> positions = new HashMap<>();
    for (int p = 0; p < plane; p++) {
      List<Float> embedding = new ArrayList<>();
      for (int d = 0; d < reader.info().bands(); d++) {
        embedding.add(values[d * plane + p]);
      }
      GeoTransform at = t.shifted(p / reader.info().width(), p % reader.info().width());
      positions.put(List.of(Math.round(-at.f() / PIXEL), Math.round(at.c() / PIXEL)), embedding);
    }
    return positions;
  }

  /** Whether both tiles hold the window of 64 pixels whose middle of 32 has a position. */
  private static boolean isSeenByBoth(List<Long> position) {
    long row = Math.floorDiv(position.get(0), 32L) * 32 - 16 - Math.round(-NORTH / PIXEL);
    long column = Math.floorDiv(position.get(1), 32L) * 32 - 16 - Math.round(WEST / PIXEL);
    return row >= 40 && row + 64 <= 160 && column >= 56 && column + 64 <= 160;
  }

  private void scenesAsArraysAreTheSame() throws IOException {
    embed(
            "quickstart",
            scratch.resolve("tiles/west.tif").toString(),
            out("array"),
            "--margin=16",
            "--format=npy")
        .fits();
    float[] raster;
    int bands;
    try (GeoTiffReader reader = GeoTiffReader.open(scratch.resolve("scenes/west.tif"))) {
      raster = reader.read();
      bands = reader.info().bands();
    }
    float[] array = Npy.read(scratch.resolve("array/west.npy")).floats();
    int plane = raster.length / bands;
    for (int i = 0; i < array.length; i++) {
      float other = raster[i % bands * plane + i / bands];
      assertThat(Float.compare(array[i], other)).isZero();
    }
    JsonNode entry =
        new ObjectMapper()
            .readTree(scratch.resolve("array/embeddings.json").toFile())
            .path("images")
            .get(0);
    // The corner of 24 x 24 pixels without data covers 2 whole patches in each direction at least.
    assertThat(entry.path("empty").asInt()).isBetween(4, 9);
  }

  /** A tile of an endless scene whose north-west corner has no data. */
  private void tile(String name, int row, int column, int size) {
    float[] values = new float[6 * size * size];
    for (int band = 0; band < 6; band++) {
      for (int r = 0; r < size; r++) {
        for (int c = 0; c < size; c++) {
          int y = row + r;
          int x = column + c;
          boolean empty = y < 24 && x < 24;
          values[(band * size + r) * size + c] =
              empty ? -9999 : (float) (0.2 + 0.1 * Math.sin(0.7 * y + band) * Math.cos(0.3 * x));
        }
      }
    }
    Path file = scratch.resolve("tiles").resolve(name + ".tif");
    GeoTiffWriter.write(
        file,
        GeoTiffSpec.plain(size, size, 6, SampleType.FLOAT32)
            .withNodata(-9999)
            .withGeoreference(
                Crs.projected(32610),
                GeoTransform.northUp(WEST + PIXEL * column, NORTH - PIXEL * row, PIXEL, PIXEL)),
        values);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    embed("quickstart", "all").refuses("[Bench/Usage]", "embed requires");
    embed("quickstart", "tset", out("x")).refuses("[Bench/UnknownData]", "train, val, test or all");
    embed("quickstart", "test", out("x"), "--dtype=int4").refuses("[Bench/UnknownFormat]", "int8");
    embed("quickstart", "test", out("x"), "--format=csv").refuses("one embedding for each image");
    embed("quickstart", "test", out("x"), "--level=7").refuses("[Bench/UnknownLevel]", "0 to 3");
    embed("quickstart", "test", out("x"), "--margin=5", "preprocessing=seg_default")
        .refuses("[Bench/FlagValue]", "a multiple of 8");
    embed("quickstart", "test", out("x"), "--pca=900", "preprocessing=seg_resize")
        .refuses("[Bench/TooFewEmbeddings]", "at most 96");
    assertThat(scratch.resolve("x/embeddings.json")).doesNotExist();
    embed("quickstart", "test", out("y"), "preprocessing=seg_resize").fits();
    embed("quickstart", "test", out("y")).refuses("[Bench/FileExists]", "--force");
    List<String> run =
        new ArrayList<>(
            List.of("encoder=embeddings", "encoder.path=" + out("y"), "decoder=seg_linear"));
    run.addAll(data("quickstart"));
    ProgramAnswer.to(run, scratch).refuses("[Bench/StepForImages]", "preprocessing=embeddings");
    run.add("preprocessing=embeddings");
    ProgramAnswer.to(run, scratch)
        .refuses("[Bench/MissingEmbeddings]", "12 of 16 samples", "embed RUN_DIR all FOLDER");
  }
}
