package org.eobench.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.io.tensors.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyseVerbTest {
  @TempDir static Path cache;
  @TempDir Path scratch;

  private ProgramAnswer analyse(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("analyse", "cache_dir=" + cache, "--out", scratch.resolve("out").toString()));
    words.addAll(List.of(more));
    return ProgramAnswer.to(words, scratch);
  }

  private JsonNode found() throws IOException {
    return new ObjectMapper().readTree(scratch.resolve("out/analysis.json").toFile());
  }

  @Test
  void twoEncodersAreMeasuredOnTheSameImagesAndCompared() throws IOException {
    analyse(
            "encoder=vit_tiny,dofa_tiny",
            "encoder.encoder_weights=null",
            "dataset=quickstart_classification",
            "dataset.training_chips=10",
            "dataset.test_chips=40",
            "--images",
            "30",
            "--neighbours",
            "5",
            "--perplexity",
            "9")
        .fits()
        .says("30 images", "RankMe", "linear CKA, debiased", "30 of 40 images", "are few");
    JsonNode found = found();
    assertThat(found.path("images")).hasSize(30);
    assertThat(found.path("encoders")).hasSize(2);
    for (JsonNode encoder : found.path("encoders")) {
      double rank = encoder.path("rank").path("rank_me").asDouble();
      assertThat(rank).isBetween(1.0, 30.0);
      assertThat(encoder.path("dimension").path("two_nn").asDouble()).isBetween(0.5, 30.0);
      double shares = 0;
      for (JsonNode share : encoder.path("variances")) {
        shares += share.asDouble();
      }
      assertThat(shares).isCloseTo(1, within(1e-9));
      assertThat(encoder.path("silhouettes").path("tsne").asDouble()).isBetween(-1.0, 1.0);
      assertThat(encoder.path("tsne")).hasSize(30);
      assertThat(encoder.path("layers").size()).isGreaterThan(5);
    }
    JsonNode pair = found.path("pair");
    assertThat(pair.path("cka").path("debiased").asDouble()).isBetween(-1.0, 1.0);
    assertThat(pair.path("overlap").asDouble()).isGreaterThan(pair.path("chance").asDouble());
    Path out = scratch.resolve("out");
    assertThat(Npy.read(out.resolve("embeddings_2.npy")).shape()).containsExactly(30, 96);
    assertThat(Files.readString(out.resolve("projections.csv")).lines()).hasSize(1 + 2 * 30);
    assertThat(Files.readString(out.resolve("measures.csv")))
        .contains("\"dofa_tiny\",rank_me,", "\"both\",cka_debiased,");
    assertThat(Files.readString(out.resolve("analysis.html")))
        .contains("vit_tiny and dofa_tiny on quickstart_classification", "Burnt ground");
  }

  @Test
  void anEncoderIsMostLikeItself() throws IOException {
    analyse(
            "encoder=vit_tiny",
            "encoder.encoder_weights=null",
            "seed=1,1",
            "dataset=quickstart_classification",
            "dataset.training_chips=10",
            "dataset.test_chips=40",
            "--images=25",
            "--neighbours=5")
        .fits();
    JsonNode pair = found().path("pair");
    assertThat(pair.path("cka").path("debiased").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(pair.path("overlap").asDouble()).isEqualTo(1);
    assertThat(pair.path("geodesics").path("spearman").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(found().path("encoders").get(1).path("encoder").asText()).isEqualTo("vit_tiny 2");
    analyse("encoder=vit_tiny", "dataset=quickstart").refuses("[Bench/FileExists]", "--force");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    analyse("encoder=vit_tiny", "encoder.encoder_weights=null", "dataset=quickstart")
        .refuses("[Bench/TooFewImages]", "8 images", "at least 20", "--split train");
    analyse(
            "encoder=vit_tiny",
            "encoder.encoder_weights=null",
            "dataset=quickstart",
            "--split=train",
            "--images=1")
        .refuses("[Bench/TooFewImages]", "1 images", "raise --images");
    analyse("encoder=vit_tiny,dofa_tiny,clay_tiny", "dataset=quickstart")
        .refuses("[Bench/Usage]", "compares two encoders, but the words name 3");
    analyse("encoder=vit_tiny", "dataset=quickstart", "--split=all")
        .refuses("[Bench/FlagValue]", "train, val, test");
    analyse("encoder=vit_tiny", "dataset=quickstart", "--perplexity=0.5")
        .refuses("[Bench/FlagValue]", "at least 1");
    analyse("dataset=quickstart").refuses("[Bench/", "encoder");
  }
}
