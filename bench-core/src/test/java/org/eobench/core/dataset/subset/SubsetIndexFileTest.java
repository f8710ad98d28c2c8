package org.eobench.core.dataset.subset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubsetIndexFileTest {
  private static final DrawnData DATA =
      new DrawnData(
          Classification.KIND,
          List.of("forest", "field"),
          Collections.nCopies(20, new ImageClass(1)),
          true);

  @TempDir Path folder;
  private Path file = Path.of("");
  private SubsetDataset drawn = draw();

  @BeforeEach
  void writesADrawnSubset() throws IOException {
    file = folder.resolve(SubsetIndex.FILE);
    drawn = draw();
    try (OutputStream out = Files.newOutputStream(file)) {
      SubsetIndexFile.write(drawn.index(), out);
    }
  }

  private static SubsetDataset draw() {
    SubsetConfig config = new SubsetConfig(0.2, null, null, null, List.of("train"), null);
    return (SubsetDataset) SubsetDataset.of(DATA, config, 7);
  }

  private EoDataset read() {
    SubsetConfig config = new SubsetConfig(null, null, null, null, List.of("train"), file);
    return SubsetDataset.of(DATA, config, 8);
  }

  private void edit(String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void namesTheSamplesForOtherRuns() {
    SubsetDataset again = (SubsetDataset) read();
    assertThat(again.index()).isEqualTo(drawn.index());
    assertThat(again.samples(Split.TRAIN)).isEqualTo(drawn.samples(Split.TRAIN)).hasSize(4);
    assertThat(again.samples(Split.VAL)).hasSize(20);
  }

  @Test
  void refusesAChangedFile() throws IOException {
    String id = drawn.samples(Split.TRAIN).get(0).id();
    edit("\"" + id + "\", ", "");
    assertThatThrownBy(this::read)
        .hasMessageContaining("[Bench/SubsetDamaged]")
        .hasMessageContaining("leave out the key sha256");
    edit("\"sha256\"", "\"formerly\"");
    assertThat(read().samples(Split.TRAIN)).hasSize(3);
  }

  @Test
  void namesTheNearestSampleOfAnUnknownOne() throws IOException {
    edit("\"sha256\"", "\"formerly\"");
    edit("\"" + drawn.samples(Split.TRAIN).get(0).id() + "\"", "\"train-1l\"");
    assertThatThrownBy(this::read)
        .hasMessageContaining(
            "[Bench/UnknownSample] no sample of the split train is called train-1l")
        .hasMessageContaining("did you mean train-1 or");
  }

  @Test
  void refusesSamplesOfAnotherVersionAndWhatIsNoList() throws IOException {
    edit("\"sha256\"", "\"formerly\"");
    edit("\"version\" : 2", "\"version\" : 1");
    assertThatThrownBy(this::read)
        .hasMessageContaining(
            "[Bench/OtherSubset] the index lists samples of drawn version 1, the data set is drawn"
                + " version 2");
    edit("\"train\"", "\"test\"");
    edit("\"version\" : 1", "\"version\" : 2");
    assertThatThrownBy(this::read).hasMessageContaining("[Bench/UnknownSplit]");
    Files.writeString(file, "[1, 2]");
    assertThatThrownBy(this::read).hasMessageContaining("[Bench/NoSubsetIndex]");
    Files.writeString(file, "{}");
    assertThatThrownBy(this::read).hasMessageContaining("[Bench/NoSubsetIndex]");
    Files.delete(file);
    assertThatThrownBy(this::read).hasMessageContaining("there is no index file");
  }

  @Test
  void refusesASampleThatIsListedTwice() throws IOException {
    String id = "\"" + drawn.samples(Split.TRAIN).get(0).id() + "\"";
    edit("\"sha256\"", "\"formerly\"");
    edit(id, id + ", " + id);
    assertThatThrownBy(this::read).hasMessageContaining("[Bench/DuplicateSample]");
  }
}
