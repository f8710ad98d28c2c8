package org.eobench.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.eobench.analysis.attention.AttentionMaps;
import org.eobench.analysis.attention.AttentionReport;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.plugins.Configs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Row B8 of the systems: pictures of attention maps, one for each head, without registers, with a
 * threshold of the mass.
 */
class AttentionVerbTest {
  private static final String IMAGE = "validation/drawn_128x128_0031";

  @TempDir static Path cache;
  @TempDir Path scratch;

  private ProgramAnswer attention(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "attention",
                "experiment=quickstart",
                "cache_dir=" + cache,
                "encoder.encoder_weights=null",
                "--out",
                scratch.resolve("out").toString()));
    words.addAll(List.of(more));
    return ProgramAnswer.to(words, scratch);
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(scratch.resolve("out").resolve("attention.json").toFile());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(scratch.resolve("out"))) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void b8SixHeadsAndTwoRegistersGiveSixPicturesThatSkipThreeTokens() throws IOException {
    attention(
            "encoder=dinov2_tiny",
            "encoder.embed_dim=48",
            "encoder.num_heads=6",
            "encoder.num_register_tokens=2",
            IMAGE)
        .fits()
        .says("the class token", "8 × 8 patches of 8 pixels", "the centre, 64 × 64 pixels");
    assertThat(files())
        .containsExactly(
            "attention.json",
            "contact_sheet.png",
            "head_00.png",
            "head_01.png",
            "head_02.png",
            "head_03.png",
            "head_04.png",
            "head_05.png",
            "image.png");
    JsonNode heads = report().path("heads");
    assertThat(heads).hasSize(6);
    for (JsonNode head : heads) {
      assertThat(head.path("leading")).hasSize(3);
      double leading = 0;
      for (JsonNode share : head.path("leading")) {
        leading += share.asDouble();
      }
      assertThat(head.path("patches").asDouble() + leading).isCloseTo(1, within(1e-5));
    }
    // Nearest upsampling: each patch is a square of one colour.
    BufferedImage picture =
        Objects.requireNonNull(ImageIO.read(scratch.resolve("out/head_03.png").toFile()));
    assertThat(picture.getWidth()).isEqualTo(64);
    TreeSet<Integer> colours = new TreeSet<>();
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        assertThat(picture.getRGB(x, y)).isEqualTo(picture.getRGB(x / 8 * 8, y / 8 * 8));
        colours.add(picture.getRGB(x, y));
      }
    }
    assertThat(colours).hasSizeGreaterThan(10);
  }

  @Test
  void b8TwelveHeadsGiveTwelvePicturesOfTheFewestPatchesThatHoldTheMass() throws IOException {
    attention(
            "encoder=vit_tiny",
            "encoder.embed_dim=48",
            "encoder.num_heads=12",
            "--keep-mass",
            "0.6",
            IMAGE)
        .fits();
    assertThat(files().stream().filter(file -> file.startsWith("head_"))).hasSize(12);
    for (JsonNode head : report().path("heads")) {
      assertThat(head.path("shown").asInt()).isBetween(1, 50);
    }
    attention("encoder=vit_tiny", IMAGE)
        .refuses("[Bench/FileExists]", "contact_sheet.png", "--force");
  }

  @Test
  void b8AttentionFromOneSensorToAnotherIsDrawn() throws IOException {
    attention(
            "encoder=dinov2_multimodal_tiny",
            "encoder.missing_modality=other",
            "encoder.missing_band=zero",
            IMAGE)
        .fits()
        .says("the class token", "the data set has no sar images");
    assertThat(report().path("heads").size()).isGreaterThan(1);
  }

  @Test
  void b8AnEncoderWithoutHeadsIsRefusedWithThoseThatHaveSome() {
    attention("encoder=resnet_tiny", IMAGE)
        .refuses("[Bench/NoAttention]", "resnet_tiny has no attention", "dinov2_tiny", "dofa,");
    assertThat(scratch.resolve("out")).doesNotExist();
  }

  @Test
  void anUnknownImageOrShareIsRefused() {
    attention("encoder=vit_tiny", "validation/drawn_128x128_0099")
        .refuses("[Bench/UnknownImage]", "did you mean validation/drawn_128x128_0");
    attention("encoder=vit_tiny", "--keep-mass", "60", IMAGE)
        .refuses("[Bench/FlagValue]", "such as 0.6");
    attention("encoder=vit_tiny", "a", "b", "c").refuses("[Bench/Usage]");
    attention("encoder=vit_tiny,dofa_tiny", IMAGE).refuses("[Bench/Usage]", "takes one encoder");
  }

  /** Every option whose encoder says where its patches are. */
  @Test
  void b8EveryEncoderWithHeadsIsDrawn() {
    List<String> drawn = new ArrayList<>();
    try (Bench bench = Bench.open(BenchOptions.defaults().configs(Configs.FOLDER))) {
      for (String option : bench.list("encoder")) {
        if (!option.endsWith("_tiny")) {
          continue;
        }
        if (takesRadar(bench, option)) {
          continue; // no generated data set has radar images
        }
        bench
            .prepare(
                "experiment=quickstart",
                "encoder=" + option,
                "encoder.encoder_weights=null",
                "encoder.missing_band=zero",
                "cache_dir=" + cache)
            .withEncoder(
                encoder -> {
                  if (encoder.encoder().tokenLayout() != null) {
                    AttentionReport report =
                        new AttentionMaps(IMAGE, null).write(encoder, scratch.resolve(option));
                    for (AttentionReport.Head head : report.heads()) {
                      double all =
                          head.patches()
                              + head.leading().stream().mapToDouble(Double::doubleValue).sum();
                      assertThat(all).as(option).isCloseTo(1, within(1e-4));
                    }
                    drawn.add(option);
                  }
                  return option;
                });
      }
    }
    assertThat(drawn)
        .contains("clay_tiny", "croma_optical_tiny", "dinov2_tiny", "dofa_tiny", "galileo_tiny")
        .contains("prithvi_tiny", "scalemae_tiny", "ssl4eo_data2vec_tiny", "vit_tiny");
  }

  private static boolean takesRadar(Bench bench, String option) {
    return bench
            .compose("experiment=quickstart", "encoder=" + option)
            .job()
            .select("encoder.input_bands.sar")
        != null;
  }
}
