package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

/** How the images of a folder are divided: by blocks, by shares or by lists. */
class FolderSplitsTest extends FolderOfImages {
  @Test
  void cutsBlocksThatDoNotTouch() {
    image("a", 1000);
    EoDataset dataset =
        open(
            "by: ratio", "by: blocks",
            "ratio: [0.7, 0.15, 0.15]", "ratio: [0.5, 0.2, 0.3]",
            "margin: 16", "margin: 4",
            "chip_size: 0", "chip_size: 8");
    Set<Integer> rows = new HashSet<>(List.of(-1));
    int last = -100;
    for (Split split : Split.values()) {
      Set<Integer> own = new HashSet<>();
      for (SampleRef ref : dataset.samples(split)) {
        Sample sample = dataset.read(ref, ALL);
        float[] values = Objects.requireNonNull(sample.images().get("optical")).data();
        int first = (int) (Float.isNaN(values[0]) ? 1000 : values[0]) - 1000;
        for (int row = 0; row < sample.target().height(); row++) {
          own.add(first / WIDTH + row);
        }
      }
      assertThat(own).isNotEmpty().doesNotContainAnyElementsOf(rows);
      int top = own.stream().mapToInt(i -> i).min().orElseThrow();
      assertThat(top - last).as("gap before " + split).isGreaterThan(4);
      last = own.stream().mapToInt(i -> i).max().orElseThrow();
      rows.addAll(own);
    }
  }

  @Test
  void countsEveryPixelOnceInEvaluationAndCoversAllInTraining() {
    for (int length : new int[] {16, 17, 31, 32, 50, 64}) {
      org.eobench.core.io.geotiff.Window part =
          new org.eobench.core.io.geotiff.Window(3, 5, length, 16);
      int[] seen = new int[length];
      for (org.eobench.core.io.geotiff.Window window : Tiling.dividing(part, 16)) {
        for (int row = window.row(); row < window.row() + window.height(); row++) {
          seen[row - 3]++;
        }
      }
      assertThat(seen).containsOnly(1);
      int[] covered = new int[length];
      for (org.eobench.core.io.geotiff.Window window : Tiling.covering(part, 16)) {
        assertThat(window.height()).isEqualTo(16);
        for (int row = window.row(); row < window.row() + 16; row++) {
          covered[row - 3]++;
        }
      }
      assertThat(covered).doesNotContain(0);
    }
  }

  @Test
  void drawsTheSameSharesForTheSameSeed() {
    for (int i = 0; i < 10; i++) {
      image("chip" + i, 10 * i);
    }
    EoDataset one = open();
    assertThat(one.samples(Split.TRAIN)).hasSize(6);
    assertThat(one.samples(Split.VAL)).hasSize(2);
    assertThat(one.samples(Split.TEST)).hasSize(2);
    assertThat(open().samples(Split.TEST)).isEqualTo(one.samples(Split.TEST));
    Set<List<SampleRef>> tests = new HashSet<>();
    for (int seed = 0; seed < 5; seed++) {
      tests.add(open("seed: 0", "seed: " + seed).samples(Split.TEST));
    }
    assertThat(tests).as("different seeds").hasSizeGreaterThan(1);
  }

  @Test
  void splitsByListsAndReportsEveryWrongLine() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      image(name, 1);
    }
    Files.writeString(root.resolve("train.txt"), "# best ones\na\n\n");
    Files.writeString(root.resolve("val.txt"), "b\n");
    Files.writeString(root.resolve("test.txt"), "c\n");
    EoDataset dataset = open("by: ratio", "by: list");
    assertThat(dataset.samples(Split.VAL)).extracting(SampleRef::id).containsExactly("b");
    Files.writeString(root.resolve("val.txt"), "bb\na\n");
    assertThatThrownBy(() -> open("by: ratio", "by: list"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("val.txt:1")
        .hasMessageContaining("did you mean b")
        .hasMessageContaining("'a' is listed twice");
  }

  @Test
  void readsListsAsSpreadsheetsAndEditorsWriteThem() throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      image(name, 1);
    }
    Files.writeString(root.resolve("train.txt"), "\uFEFFa\r\n\r\n  'b_image'  \r\n");
    Files.writeString(
        root.resolve("val.txt"), "mask,image\nc_mask.tif,\"folder/c_image.tif\"\n# no\n");
    Files.writeString(root.resolve("test.txt"), "name\nd.tif\n./e_image.TIF\n");

    EoDataset dataset = open("by: ratio", "by: list");

    assertThat(dataset.samples(Split.TRAIN)).extracting(SampleRef::id).containsExactly("a", "b");
    assertThat(dataset.samples(Split.VAL)).extracting(SampleRef::id).containsExactly("c");
    assertThat(dataset.samples(Split.TEST)).extracting(SampleRef::id).containsExactly("d", "e");
  }

  @Test
  void refusesAListThatIsNotUtf8AndSaysWhatItIs() throws IOException {
    image("a", 1);
    Files.writeString(root.resolve("train.txt"), "a\n");
    Files.writeString(root.resolve("val.txt"), "\uFEFFa\n", StandardCharsets.UTF_16LE);
    Files.writeString(root.resolve("test.txt"), "a\n", StandardCharsets.UTF_16BE);

    assertThatThrownBy(() -> open("by: ratio", "by: list"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("val.txt")
        .hasMessageContaining("the list of a split is UTF-16")
        .hasMessageContaining("test.txt")
        .hasMessageContaining("text in UTF-8");
  }

  @Test
  void aFirstLineWithOneMisspeltNameIsNoTitle() throws IOException {
    image("chip1", 1);
    Files.writeString(root.resolve("train.txt"), "chip2\n");
    Files.writeString(root.resolve("val.txt"), "");
    Files.writeString(root.resolve("test.txt"), "");

    assertThatThrownBy(() -> open("by: ratio", "by: list"))
        .hasMessageContaining("there is no image 'chip2'")
        .hasMessageContaining("train.txt:1")
        .hasMessageContaining("did you mean chip1?");
  }
}
