package org.eobench.core.dataset.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.ImageRegression;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupedDatasetTest {
  private static final List<String> SATLAS =
      List.of(
          "invalid",
          "water",
          "developed",
          "tree",
          "shrub",
          "grass",
          "crop",
          "bare",
          "snow",
          "wetland",
          "mangroves",
          "moss");
  private static final SampleRef REF = new SampleRef("one", List.<Path>of());

  /** The land cover of Satlas in the five classes of the published task. */
  @Test
  void a6GroupsTheTwelveClassesOfSatlasIntoFive() {
    EoDataset grouped =
        GroupedDataset.of(
            data(Segmentation.KIND, SATLAS, labels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1)),
            config("[water, developed, [tree, shrub, grass], crop]", false));
    assertThat(grouped.spec().classes())
        .containsExactly("background", "water", "developed", "tree+shrub+grass", "crop");
    assertThat(read(grouped)).containsExactly(0, 1, 2, 3, 3, 3, 4, 0, 0, 0, 0, 0, -1);
    assertThat(grouped.remarks())
        .containsExactly(
            "dataset.grouping: the classes are background, water, developed, tree+shrub+grass,"
                + " crop; background holds invalid, bare, snow, wetland, mangroves, moss");
  }

  @Test
  void a7KeepsIgnoredPixelsIgnoredUnlessAKeyClipsThem() {
    EoDataset floods = data(Segmentation.KIND, List.of("land", "water"), labels(-1, 0, 1));
    assertThat(read(GroupedDataset.of(floods, config("[water]", false)))).containsExactly(-1, 0, 1);
    EoDataset clipped = GroupedDataset.of(floods, config(null, true));
    assertThat(read(clipped)).containsExactly(0, 0, 1);
    assertThat(clipped.spec().classes()).containsExactly("land", "water");
    assertThat(clipped.remarks().get(0))
        .contains("labels that do not count (-1) are trained on and scored as land");
  }

  @Test
  void addsTheSharesOfAGroup() {
    EoDataset grouped =
        GroupedDataset.of(
            data(Segmentation.KIND, List.of("a", "b", "c", "d"), labels(0)),
            config("[[b, d]]", false));
    assertThat(grouped.spec().distribution()).containsExactly(0.5, 0.5);
  }

  @Test
  void anIgnoredLabelIsNoNewClass() {
    EoDataset grouped =
        GroupedDataset.of(
            new Fixed(Segmentation.KIND, List.of("none", "a", "b"), labels(0, 1, 2), 0),
            config("[b]", false));
    assertThat(grouped.spec().ignoreIndex()).isEqualTo(-1);
    assertThat(read(grouped)).containsExactly(-1, 0, 1);
  }

  @Test
  void groupsTheClassesOfImages() {
    EoDataset grouped =
        GroupedDataset.of(
            data(Classification.KIND, SATLAS, new ImageClass(4)), config("[[tree, shrub]]", false));
    assertThat(grouped.read(REF, Map.of()).target()).isEqualTo(new ImageClass(1));
    assertThat(grouped.indexedTarget(REF)).isEqualTo(new ImageClass(1));
  }

  @Test
  void namesEveryWrongClassAndTheNearestOne() {
    EoDataset satlas = data(Segmentation.KIND, SATLAS, labels(0));
    assertThatThrownBy(() -> GroupedDataset.of(satlas, config("[wter, [tree, tree]]", false)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the data set has no class wter")
        .hasMessageContaining("did you mean water?")
        .hasMessageContaining("the class tree is listed twice")
        .hasMessageContaining("dataset.grouping.class_of_interest");
  }

  @Test
  void refusesTargetsWithoutASingleClass() {
    EoDataset values = data(ImageRegression.KIND, List.of("biomass"), labels(0));
    assertThatThrownBy(() -> GroupedDataset.of(values, config("[biomass]", false)))
        .hasMessageContaining("NoClassesToGroup");
    EoDataset several =
        data(MultiLabelClassification.KIND, SATLAS, new ImageClasses(new boolean[12]));
    EoDataset grouped = GroupedDataset.of(several, config("[tree]", false));
    assertThatThrownBy(() -> grouped.read(REF, Map.of())).hasMessageContaining("NoClassesToGroup");
  }

  @Test
  void refusesWhatIsNoListOfNames() {
    for (String wrong : List.of("water", "[]", "[[]]", "[{a: b}]", "[[[a]]]")) {
      assertThatThrownBy(() -> config(wrong, false))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("class_of_interest must be a list of class names");
    }
  }

  private static GroupingConfig config(@Nullable String classes, boolean clip) {
    ConfigNode node = null;
    if (classes != null) {
      MapNode root = (MapNode) Objects.requireNonNull(YamlReader.read("key: " + classes, "test"));
      node = Objects.requireNonNull(root.select("key"));
    }
    return new GroupingConfig(node, "background", clip);
  }

  private static LabelMap labels(int... labels) {
    return new LabelMap(labels, 1, labels.length);
  }

  private static int[] read(EoDataset data) {
    return data.read(REF, Map.of()).target().labels();
  }

  private static EoDataset data(TaskKind task, List<String> classes, Target target) {
    return new Fixed(task, classes, target, -1);
  }

  /** One target, and equal shares of all classes. */
  private record Fixed(TaskKind task, List<String> classes, Target target, int ignored)
      implements EoDataset {
    @Override
    public DatasetSpec spec() {
      return new DatasetSpec(
          "fixed",
          1,
          task,
          Quantity.PLAIN,
          Map.of("optical", List.of(new Band("B4", 0.665))),
          Map.of("optical", BandStats.UNKNOWN),
          classes,
          ignored,
          classes.stream().map(name -> 1.0 / classes.size()).toList(),
          0,
          1,
          "none",
          "none");
    }

    @Override
    public List<SampleRef> samples(Split split) {
      return List.of(REF);
    }

    @Override
    public Sample read(SampleRef ref, Map<String, List<String>> bands) {
      return new Sample(Map.of(), target, ref);
    }

    @Override
    public Target indexedTarget(SampleRef ref) {
      return target;
    }
  }
}
