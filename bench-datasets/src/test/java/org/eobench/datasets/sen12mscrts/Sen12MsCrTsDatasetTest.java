package org.eobench.datasets.sen12mscrts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.AtomicFile;
import org.eobench.datasets.ConfigFiles;
import org.eobench.datasets.LayoutTruth;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.layouts.Sen12MsCrTsFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sen12MsCrTsDatasetTest {
  private static final Map<String, List<String>> BANDS =
      Map.of("sar", List.of("VV", "VH"), "optical", List.of("B12", "B2"));

  @TempDir Path root;
  @TempDir Path cache;

  private Sen12MsCrTsDataset open(UnaryOperator<String> edit) {
    Sen12MsCrTsConfig config =
        ConfigFiles.bind(
            "sen12mscrts",
            Sen12MsCrTsConfig.class,
            text -> edit.apply(text.replace("./data/sen12mscrts", root.toString())));
    return Sen12MsCrTsDataset.open(config, DatasetContexts.of(cache));
  }

  private static UnaryOperator<String> pairs(String lists) {
    return text -> text.replace("pairs: {}", "pairs: {" + lists + "}");
  }

  private static String pair(int time, int patch) {
    return String.format(
        Locale.ROOT,
        "[\"%s\", \"%s\"]",
        Sen12MsCrTsFixture.file("ROIs1868/36", "S1", time, patch),
        Sen12MsCrTsFixture.file("ROIs1868/36", "S2", time, patch));
  }

  private void list(String name, String entries) {
    AtomicFile.writeString(root.resolve(name), "[" + entries + "]");
  }

  /** Row B6: a JSON list of pairs, and the day of the year from the name of the S1 file. */
  @Test
  void b6ReadsAListOfPairsAndTheDayFromTheName() {
    Sen12MsCrTsFixture.pairs(root);
    list("train_all.json", pair(10, 2) + ", " + pair(0, 10));
    list("val_all.json", pair(0, 0));
    Sen12MsCrTsDataset dataset = open(pairs("train: train_all.json, val: val_all.json"));
    assertThat(dataset.samples(Split.TRAIN))
        .extracting(SampleRef::id)
        .containsExactly("ROIs1868/36/ImgNo_10_patch_2", "ROIs1868/36/ImgNo_0_patch_10");
    assertThatThrownBy(() -> dataset.samples(Split.TEST))
        .hasMessageContaining("[Bench/EmptySplit]");
    Sample sample = dataset.read(dataset.samples(Split.TRAIN).get(0), BANDS);
    assertThat(sample.acquisition().dates().get(0).getDayOfYear())
        .as("2 November 2018")
        .isEqualTo(306);
    assertThat(values(sample, "sar")[256 + 7]).isEqualTo(-20 + 1 + 10 / 10f + 2 / 100f + 3);
    assertThat(values(sample, "optical")[7]).isEqualTo(2002 + 1200 + 7);
    assertThat(values(sample, "optical")[256 + 7]).isEqualTo(2002 + 100 + 7);
    assertThat(sample.target()).isEqualTo(NoTarget.NONE);
  }

  private static float[] values(Sample sample, String modality) {
    return Objects.requireNonNull(sample.images().get(modality)).data();
  }

  @Test
  void findsPairsInTheOrderOfTheirNumbersAndSplitsByRegion() {
    Sen12MsCrTsFixture.pairs(root);
    Sen12MsCrTsDataset dataset = open(text -> text);
    assertThat(dataset.samples(Split.TRAIN))
        .extracting(ref -> ref.id().substring("ROIs1868/36/".length()))
        .containsExactly(
            "ImgNo_0_patch_0",
            "ImgNo_0_patch_2",
            "ImgNo_0_patch_10",
            "ImgNo_10_patch_0",
            "ImgNo_10_patch_2",
            "ImgNo_10_patch_10");
    assertThat(dataset.samples(Split.VAL)).allMatch(ref -> ref.id().startsWith("ROIs2017/22/"));
    assertThat(dataset.samples(Split.TEST)).allMatch(ref -> ref.id().startsWith("ROIs1868/119/"));
  }

  @Test
  void refusesAnImageWithoutItsPartnerUnlessSuchAreLeftOut() throws IOException {
    Sen12MsCrTsFixture.pairs(root);
    Path gone = root.resolve(Sen12MsCrTsFixture.file("ROIs1868/36", "S2", 0, 2));
    Files.delete(gone);
    assertThatThrownBy(() -> open(text -> text))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/MissingModality]")
        .hasMessageContaining("sample ROIs1868/36/ImgNo_0_patch_2 has no image of Sentinel-2")
        .hasMessageContaining("dataset.unpaired=leave_out");
    Sen12MsCrTsDataset rest = open(text -> text.replace("unpaired: error", "unpaired: leave_out"));
    assertThat(rest.samples(Split.TRAIN)).hasSize(5);
    assertThat(rest.remarks().get(0)).contains("1 images without an image of the other sensor");
  }

  @Test
  void namesTheEntryThatIsNoPair() {
    Sen12MsCrTsFixture.pairs(root);
    String first = pair(0, 0);
    refuses(first + ", [\"a.tif\"]", "train.json, entry 2", "no pair of files");
    refuses("[\"a.tif\", \"b.tif\"]", "entry 1", "not named as SEN12MS-CR-TS's files");
    String mixed =
        "[\""
            + Sen12MsCrTsFixture.file("ROIs1868/36", "S1", 0, 0)
            + "\", \""
            + Sen12MsCrTsFixture.file("ROIs1868/36", "S2", 0, 2)
            + "\"]";
    refuses(mixed, "two places", "ImgNo_0_patch_0 and ROIs1868/36/ImgNo_0_patch_2");
    String turned = first.replace("/S1/", "/x/").replace("s1_", "y_");
    refuses(turned.replace("s2_", "s1_").replace("y_", "s2_"), "not of Sentinel-1, then", "");
    refuses(pair(3, 0), "ImgNo_3", "MissingData");
    assertThatThrownBy(() -> open(pairs("trian: train.json")))
        .hasMessageContaining("there is no split trian")
        .hasMessageContaining("train");
  }

  private void refuses(String entries, String... messages) {
    list("train.json", entries);
    for (String message : messages) {
      assertThatThrownBy(() -> open(pairs("train: train.json")))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void refusesATaskForWhichItHasNoLabels() {
    Sen12MsCrTsFixture.pairs(root);
    assertThatThrownBy(
            () ->
                open(
                    text ->
                        text.replace("task: unlabelled", "task: segmentation")
                            .replace("classes: []", "classes: [land]")))
        .hasMessageContaining("has no labels for the task segmentation")
        .hasMessageContaining("pretrain");
  }

  /** Another library's values of the same files. */
  @Test
  void readsTheRecordedLayout() {
    LayoutTruth truth = LayoutTruth.of("sen12ms_cr_ts");
    Sen12MsCrTsDataset dataset =
        open(text -> text.replace(root.toString(), truth.folder().toString()));
    assertThat(dataset.samples(Split.VAL)).isNotEmpty();
    SampleRef ref = dataset.samples(Split.TEST).get(20);
    Sample sample =
        dataset.read(
            ref,
            Map.of(
                "sar",
                List.of("VV", "VH"),
                "optical",
                List.of(
                    "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11",
                    "B12")));
    assertThat(truth.equal(ref.files().get(0), values(sample, "sar"))).isTrue();
    assertThat(truth.equal(ref.files().get(1), values(sample, "optical"))).isTrue();
  }
}
