package org.eobench.cli.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encoder of Sentinel-1 and Sentinel-2 from files to a table. */
class MultimodalRunTest {
  private static final List<String> BOTH =
      List.of(
          "encoder=dinov2_multimodal_tiny",
          "encoder.input_size=32",
          "encoder.position_grid=4",
          "encoder.depth=2",
          "encoder.output_layers=[0,1]",
          "encoder.input_bands.optical=[B4,B3,B2]",
          "encoder.day_of_year=true",
          "decoder=seg_linear",
          "finetune=true",
          "dataset=folder",
          "dataset.images.optical='{id}_S2.tif'",
          "dataset.mask='{id}_label.tif'",
          "dataset.date_pattern='_(\\d{8})_'",
          "dataset.bands.optical=[B4,B3,B2]",
          "dataset.classes=[a,b,c,d]",
          "preprocessing=seg_resize",
          "device=cpu",
          "batch_size=4",
          "num_workers=1",
          "test_num_workers=1",
          "optimizer.lr=0.003",
          "task.trainer.n_epochs=8",
          "task.trainer.eval_interval=8",
          "gallery=0");

  private static final List<String> RADAR =
      List.of("+dataset.images.sar='{id}_S1.tif'", "+dataset.bands.sar=[VV,VH]");

  private static final List<String> WITHOUT_RADAR =
      List.of("+dataset.images.sar=null", "+dataset.bands.sar=null");

  @TempDir Path folder;

  @BeforeEach
  void write() {
    SentinelPairs.write(folder.resolve("data"), 24);
  }

  private ProgramAnswer run(List<String> more, String... last) {
    List<String> words = new ArrayList<>(BOTH);
    words.addAll(more);
    words.addAll(List.of(last));
    words.add("dataset.root_path=" + folder.resolve("data"));
    words.add("cache_dir=" + folder.resolve("cache"));
    return ProgramAnswer.to(words, folder);
  }

  private Path only(String runs) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(runs))) {
      Path file = all.filter(path -> path.endsWith("run.json")).findFirst().orElseThrow();
      return file.getParent() == null ? file : file.getParent();
    }
  }

  private static double miou(Path run) throws IOException {
    double found = -1;
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode entry = new ObjectMapper().readTree(line);
      if (entry.path("kind").asText().equals("test")) {
        found = entry.path("mIoU").asDouble(-1);
      }
    }
    return found;
  }

  /** Row A14: trains on images of both sensors, tests and prints a table. */
  @Test
  void a14TrainsTestsAndPrintsATable() throws IOException {
    ProgramAnswer answer = run(RADAR, "work_dir=" + folder.resolve("runs"));
    answer.fits().says("mIoU", "always ");
    Path trained = only("runs");
    assertThat(miou(trained)).as("both sensors").isGreaterThan(0.8);
    run(
            WITHOUT_RADAR,
            "work_dir=" + folder.resolve("missing"),
            "train=false",
            "ckpt_dir=" + trained)
        .refuses("[Bench/MissingModality]", "takes the modality sar", "set missing_modality");
    ProgramAnswer one =
        run(
            WITHOUT_RADAR,
            "work_dir=" + folder.resolve("one"),
            "train=false",
            "ckpt_dir=" + trained,
            "encoder.missing_modality=zeros");
    one.fits().says("warning: the data set has no sar images; the encoder uses images of zeros");
    Path tested = only("one");
    assertThat(miou(tested)).as("optical alone").isLessThan(0.5);
    assertThat(Files.readString(tested.resolve("run.json")))
        .contains("encoder.missing_modality=zeros");
  }

  /** The product of a pretraining on pairs without labels is loaded as any other checkpoint. */
  @Test
  void pretrainsOnPairsOfBothSensors() throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "pretrain",
                "method.local_crops=2",
                "method.dino.head.n_prototypes=64",
                "method.dino.head.hidden_dim=32",
                "method.dino.head.bottleneck_dim=16",
                "method.optim.warmup_epochs=0",
                "method.teacher.warmup_teacher_temp_epochs=0",
                "method.dino.freeze_last_layer_epochs=0",
                "dataset.task=unlabelled",
                "batch_size=4",
                "samples_per_epoch=4",
                "epochs=1",
                "device=cpu",
                "work_dir=" + folder.resolve("pretraining"),
                "dataset.root_path=" + folder.resolve("data"),
                "cache_dir=" + folder.resolve("cache")));
    BOTH.stream().filter(word -> word.matches("(encoder|dataset)[.=].*")).forEach(words::add);
    words.removeIf(word -> word.startsWith("dataset.mask") || word.startsWith("dataset.classes"));
    words.addAll(RADAR);
    ProgramAnswer.to(words, folder).fits().says("dino_global", "the encoder is in ");
    String product;
    try (Stream<Path> all = Files.list(folder.resolve("pretraining"))) {
      product = all.findFirst().orElseThrow().toString();
    }
    run(
            RADAR,
            "work_dir=" + folder.resolve("runs"),
            "encoder.encoder_weights=" + product,
            "task.trainer.n_epochs=1",
            "task.trainer.eval_interval=1")
        .fits()
        .says("encoder dinov2_multimodal_tiny", "all output is in");
  }
}
