package org.eobench.cli.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.testing.layouts.HlsBurnScarsFixture;
import org.eobench.testing.layouts.TinyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeVerbTest {
  @TempDir private Path folder;

  private ProgramAnswer describe(String... words) {
    List<String> all = new ArrayList<>(List.of("describe"));
    all.addAll(List.of(words));
    return ProgramAnswer.to(all, folder);
  }

  @Test
  void printsTheFactsWithoutTheData() {
    Path absent = folder.resolve("absent");
    describe("dataset=hlsburnscars", "dataset.root_path=" + absent)
        .fits()
        .says(
            "hlsburnscars: HLSBurnScars",
            "segmentation, 2 classes",
            "512 x 512 pixels of 30 m",
            "486 train, 54 val, 264 test",
            "CC-BY-4.0",
            "doi:10.57967/hf/0956",
            absent + " does not exist")
        .says("optical   B8A         0.865   0.232325  0.0779173")
        .says("1  Burn scar   11.11 %");
  }

  @Test
  void countsWhatIsThereAndDrawsAnExample() throws IOException {
    Path root = folder.resolve("data");
    HlsBurnScarsFixture.write(root, 12);
    Path picture = folder.resolve("example.png");
    List<String> words =
        List.of("dataset=hlsburnscars", "dataset.root_path=" + root, "--output=" + picture);
    describe(words.toArray(String[]::new))
        .fits()
        .says("10 train, 2 val, 2 test in " + root, "B4, B3, B2, and its labels");
    BufferedImage drawn = ImageIO.read(picture.toFile());
    assertThat(drawn.getHeight()).isEqualTo(TinyFiles.SIDE);
    int labels = drawn.getWidth() - TinyFiles.SIDE;
    assertThat(drawn.getRGB(labels, 0) >>> 24).as("-1 does not count").isZero();
    assertThat(drawn.getRGB(labels + 1, 0)).as("class 0").isEqualTo(0xFFBBBBBB);
    assertThat(drawn.getRGB(labels + 2, 0)).as("class 1").isEqualTo(0xFFE69F00);
    assertThat(drawn.getRGB(0, 0)).as("the image").isNotEqualTo(drawn.getRGB(1, 0));
    describe(words.toArray(String[]::new)).refuses("[Bench/FileExists]", "--force");
  }

  @Test
  void saysWhyTheDataCannotBeUsed() throws IOException {
    Path root = folder.resolve("data");
    HlsBurnScarsFixture.write(root, 12);
    Files.delete(root.resolve("training/subsetted_512x512_HLS.S30.T10TGS.0000003.v1.4.mask.tif"));
    describe("dataset=hlsburnscars", "dataset.root_path=" + root)
        .fits()
        .says("cannot be used: data set", "HLSBurnScars lacks 1 of 24 files: 1 in training");
  }

  @Test
  void refusesWhatItCannotDescribe() {
    describe().refuses("describe requires a data set", "list dataset");
    describe("dataset=hlsburnscar").refuses("did you mean hlsburnscars");
    describe("dataset=folder").refuses("dataset.root_path");
    describe("--pages", folder.toString(), "dataset=quickstart").refuses("[Bench/FlagAlone]");
  }
}
