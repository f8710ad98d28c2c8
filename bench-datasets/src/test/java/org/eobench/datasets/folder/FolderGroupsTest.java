package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole images divided by folds, groups and lists in one file. */
class FolderGroupsTest {
  private static final String KEYS =
      "bands: {optical: [red]}\nclasses: [land, water]\nimages: {optical: '{region}/{id}_i.tif'}\n"
          + "mask: '{region}/{id}_m.tif'\n";

  @TempDir Path root;
  @TempDir Path cache;

  private void images(String region, int count) {
    for (int i = 0; i < count; i++) {
      OwnFolder.tiff(root.resolve(region + "/" + i + "_i.tif"), 1, 2, 2, 10, k -> k);
      OwnFolder.mask(root.resolve(region + "/" + i + "_m.tif"), 2, 2);
    }
  }

  private EoDataset open(String split) {
    return OwnFolder.open(root, cache, KEYS + "split: " + split + "\n");
  }

  private static Map<Split, Set<String>> parts(EoDataset dataset) {
    Map<Split, Set<String>> parts = new TreeMap<>();
    for (Split split : Split.values()) {
      parts.put(
          split, dataset.samples(split).stream().map(SampleRef::id).collect(Collectors.toSet()));
    }
    return parts;
  }

  @Test
  void everyImageIsInTheTestFoldOnce() {
    images("x", 11);
    List<String> tested = new ArrayList<>();
    for (int fold = 0; fold < 4; fold++) {
      EoDataset dataset = open("{by: kfold, folds: 4, fold: " + fold + ", seed: 3}");
      Map<Split, Set<String>> parts = parts(dataset);
      assertThat(parts.getOrDefault(Split.TEST, Set.of())).hasSizeBetween(2, 3);
      tested.addAll(parts.getOrDefault(Split.TEST, Set.of()));
      Set<String> all = new HashSet<>();
      parts.values().forEach(part -> part.forEach(name -> assertThat(all.add(name)).isTrue()));
      assertThat(all).hasSize(11);
      int next = (fold + 1) % 4;
      assertThat(parts.getOrDefault(Split.VAL, Set.of()))
          .isEqualTo(
              parts(open("{by: kfold, folds: 4, fold: " + next + ", seed: 3}")).get(Split.TEST));
      assertThat(dataset.remarks())
          .contains("split: fold " + fold + " of 4 is for test, fold " + next + " for val");
    }
    assertThat(tested).hasSize(11).doesNotHaveDuplicates();
    assertThatThrownBy(() -> open("{by: kfold, folds: 12}"))
        .hasMessageContaining("11 images cannot fill 12 folds");
    assertThatThrownBy(() -> open("{by: kfold, folds: 4, fold: 4}"))
        .hasMessageContaining("fold=4 must be one of 0 to 3, because folds=4");
  }

  @Test
  void groupsStayTogetherInAboutTheSharesOfTheImages() {
    images("a", 6);
    images("b", 2);
    images("c", 1);
    images("d", 1);
    images("e", 2);
    String keys = "{by: group, group: region, ratio: [0.5, 0.25, 0.25], seed: 1}";
    EoDataset dataset = open(keys);
    Map<Split, Set<String>> parts = parts(dataset);
    Map<String, Split> regions = new TreeMap<>();
    parts.forEach(
        (split, names) ->
            names.forEach(
                name -> {
                  Split before = regions.put(name.substring(0, 1), split);
                  assertThat(before == null || before == split).as(name).isTrue();
                }));
    assertThat(regions).hasSize(5);
    assertThat(parts.values()).allSatisfy(part -> assertThat(part).isNotEmpty());
    assertThat(parts.getOrDefault(Split.TEST, Set.of())).hasSizeBetween(2, 6);
    assertThat(parts(open(keys))).isEqualTo(parts);
    assertThat(dataset.remarks())
        .anyMatch(line -> line.matches("split: test has \\d images of \\d groups of region: .*"));

    EoDataset folds = open("{by: kfold, group: region, folds: 5, fold: 2}");
    assertThat(
            parts(folds).getOrDefault(Split.TEST, Set.of()).stream()
                .map(name -> name.charAt(0))
                .distinct()
                .count())
        .isEqualTo(1);
    assertThatThrownBy(() -> open("{by: group, group: regon}"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("has no group 'regon'")
        .hasMessageContaining("did you mean region?");
    assertThatThrownBy(() -> open("{by: group}")).hasMessageContaining("by: group requires group");
    assertThatThrownBy(() -> open("{by: ratio, group: region}"))
        .hasMessageContaining("group is only for by: group and by: kfold");
    assertThatThrownBy(() -> open("{by: grid}")).hasMessageContaining("by: grid requires block");
    assertThatThrownBy(() -> open("{by: ratio, gap: 5}"))
        .hasMessageContaining("block and gap are only for by: grid");
  }

  @Test
  void datesAreGroups() {
    for (int year = 2018; year < 2021; year++) {
      for (int i = 0; i < 2; i++) {
        String name = String.format(Locale.ROOT, "%d0101_%d", year, i);
        OwnFolder.tiff(root.resolve("x/" + name + "_i.tif"), 1, 2, 2, 10, k -> k);
        OwnFolder.mask(root.resolve("x/" + name + "_m.tif"), 2, 2);
      }
    }
    EoDataset dataset =
        OwnFolder.open(
            root,
            cache,
            KEYS
                + "date_pattern: '(\\d{8})'\nsplit: {by: group, group: year, ratio: [0.34, 0.33,"
                + " 0.33]}\n");
    parts(dataset)
        .values()
        .forEach(
            part ->
                assertThat(part.stream().map(name -> name.substring(2, 6)).distinct().count())
                    .isEqualTo(1));
    assertThatThrownBy(() -> open("{by: group, group: year}"))
        .hasMessageContaining("has no group 'year'")
        .hasMessageContaining("set dataset.date_pattern");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,split\nx/0,train\nx/1,train\nx/2,validation\nx/3,test\n",
        "\uFEFFset;image\r\ntraining;x/0_i.tif\r\nTRAIN;x/1_i.tif\r\nval;x/2_i.tif\r\ntest;x/3\r\n",
        "{\"train\": [\"x/0\", \"x/1\"], \"valid\": [\"x/2\"], \"test\": [\"x/3\"]}",
        "[{\"id\": \"x/0\", \"split\": \"train\"}, {\"id\": \"x/1\", \"split\": \"train\"},"
            + " {\"id\": \"x/2\", \"split\": \"dev\"}, {\"id\": \"x/3\", \"split\": \"test\"}]"
      })
  void oneFileMayListAllSplits(String text) throws IOException {
    images("x", 5);
    Files.writeString(root.resolve("splits.any"), text);

    EoDataset dataset = open("{by: list, lists: splits.any}");

    assertThat(parts(dataset))
        .containsEntry(Split.TRAIN, Set.of("x/0", "x/1"))
        .containsEntry(Split.VAL, Set.of("x/2"))
        .containsEntry(Split.TEST, Set.of("x/3"));
    assertThat(dataset.remarks()).contains("split: 1 of 5 images are in no list and are not used");
  }

  @Test
  void refusesDamagedListsOfAllSplits() throws IOException {
    images("x", 4);
    Path file = root.resolve("s.csv");
    Files.writeString(file, "name,split\nx/0,train\nx/1,tset\nx/9,val\nx/0,test\nx/2,val\n");
    assertThatThrownBy(() -> open("{by: list, lists: s.csv}"))
        .hasMessageContaining("the column split contains 'tset'")
        .hasMessageContaining("s.csv:3")
        .hasMessageContaining("there is no image 'x/9'")
        .hasMessageContaining("'x/0' is listed twice, also in " + file + ":2");
    Files.writeString(file, "name,fold\nx/0,1\nx/1,2\n");
    assertThatThrownBy(() -> open("{by: list, lists: s.csv}"))
        .hasMessageContaining("no column of the list has the splits");
    Files.writeString(file, "name,split\nu,train\nv,test\n");
    assertThatThrownBy(() -> open("{by: list, lists: s.csv}"))
        .hasMessageContaining("no column of the list has the names of the images")
        .hasMessageContaining("names such as 'x/0'");
    assertThatThrownBy(() -> open("{by: list, lists: {train: a.txt}}"))
        .hasMessageContaining("by: list requires lists for train, val and test");
  }
}
