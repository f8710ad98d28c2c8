package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

/** What the configuration of a folder says of the values of its masks. */
class FolderLabelsTest extends FolderOfImages {
  private static final String[] ALL_TRAIN = {"ratio: [0.7, 0.15, 0.15]", "ratio: [1, 0, 0]"};

  private EoDataset open(String classes, String labels, String mask) {
    return open(
        ALL_TRAIN[0],
        ALL_TRAIN[1],
        "classes: [land, water]",
        "classes: " + classes,
        "labels: {}",
        "labels: " + labels,
        "mask: '*_mask.tif'",
        "mask: " + mask);
  }

  private int[] labels(EoDataset dataset) {
    return LabelMap.of(dataset.read(dataset.samples(Split.TRAIN).get(0), ALL)).labels();
  }

  @Test
  void labelsDefineTheClassesAndTheirOrder() {
    image("a", 1);
    mask("a", HEIGHT, 3);

    EoDataset dataset = open("[]", "{3: water, 0: land, 255: ignore}", "'*_mask.tif'");

    assertThat(dataset.spec().classes()).containsExactly("water", "land");
    assertThat(labels(dataset)[0]).isEqualTo(1);
    assertThat(labels(dataset)[WIDTH + 2]).isEqualTo(0);
  }

  @Test
  void saysWhatItDoesWithANodataValueThatIsListedAndAClassThatIsNot() {
    image("a", 1);
    mask("a", HEIGHT, 255);

    EoDataset dataset =
        open("[land, sky, water]", "{0: land, 255: water}", "{files: '{id}_mask.tif'}");

    assertThat(labels(dataset)[WIDTH + 2]).isEqualTo(2);
    assertThat(dataset.remarks())
        .contains(
            "dataset.labels: no value is the class sky, so no pixel can have it",
            "mask: the nodata value 255 of 1 of 1 files is read as the class water, because"
                + " dataset.labels lists it");
  }

  @Test
  void refusesKeysThatContradictEachOther() {
    image("a", 1);

    assertThatThrownBy(() -> open("[]", "{}", "'*_mask.tif'"))
        .hasMessageContaining("dataset.classes is empty")
        .hasMessageContaining("set `'dataset.classes=[NAME,NAME]'`");
    assertThatThrownBy(() -> open("[]", "{0: land, 1: water}", "{files: '*_mask.tif', nodata: 0}"))
        .hasMessageContaining("mask.nodata=0.0 is the label of land in labels");
    assertThatThrownBy(
            () -> open("[]", "{band 1: land, band 2: water}", "{files: '*_mask.tif', band: 1}"))
        .hasMessageContaining("mask.band=1 selects one band, but labels is for 2 bands");
    assertThatThrownBy(() -> open("[]", "{0: land, 1: water}", "[a]"))
        .hasMessageContaining("dataset.mask must be a mapping, not a list");
  }

  @Test
  void aListAsKeyAndItsTextAreTheSame() {
    image("a", 1);

    assertThat(open("[]", "{[0, 2]: land, 1: water}", "'*_mask.tif'").spec().classes())
        .isEqualTo(List.of("land", "water"));
    assertThat(open("[]", "{'[0, 2]': land, 1: water}", "'*_mask.tif'").spec().classes())
        .isEqualTo(List.of("land", "water"));
  }
}
