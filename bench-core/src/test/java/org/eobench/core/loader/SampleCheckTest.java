package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.Problem;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;

class SampleCheckTest {
  private static final SampleRef REF =
      new SampleRef("chip7", List.of(Path.of("a/img7.tif"), Path.of("a/mask7.tif")));

  private final SampleCheck check = new SampleCheck(MemoryDataset.spec(Map.of(), Map.of()));

  private static Sample sample(int height, int width, int... labels) {
    return new Sample(
        Map.of("optical", new Image(new float[height * width], 1, 1, height, width)),
        new LabelMap(labels, 2, 2),
        REF);
  }

  @Test
  void findsNothingInASoundSample() {
    assertThat(check.problems(sample(2, 2, 0, 1, 2, -1))).isEmpty();
  }

  @Test
  void namesFilePlaceValueAndClassesOfAWrongLabel() {
    List<Problem> problems = check.problems(sample(2, 2, 0, 1, 7, 255));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).render())
        .contains("[Bench/UnknownLabel]")
        .contains("label 7 at row 1, column 0")
        .contains("2 such pixels, values [7, 255]")
        .contains("where: a/mask7.tif")
        .contains("0 to 2 (soil, water, cloud), or -1");
  }

  @Test
  void refusesNegativeLabelsThatAreNotTheIgnoreIndex() {
    assertThat(check.problems(sample(2, 2, 0, -2, 0, 0)).get(0).what()).contains("label -2");
    assertThat(check.problems(sample(2, 2, 0, 0, 3, 0)).get(0).what())
        .as("the first number after the classes")
        .contains("label 3 at row 1, column 0");
  }

  @Test
  void comparesTheMaskWithTheImage() {
    List<Problem> problems = check.problems(sample(3, 2, 0, 0, 0, 0));

    assertThat(problems.get(0).render())
        .contains("[Bench/MaskSize]")
        .contains("labels of 2 x 2 pixels, but its optical image has 3 x 2")
        .contains("a/img7.tif, a/mask7.tif");
  }

  @Test
  void comparesTheDatesOfModalities() {
    Map<String, Image> images = new LinkedHashMap<>();
    images.put("optical", new Image(new float[8], 1, 2, 2, 2));
    images.put("sar", new Image(new float[4], 1, 1, 2, 2));
    Sample sample = new Sample(images, new LabelMap(new int[4], 2, 2), REF);

    assertThat(check.problems(sample).get(0).render())
        .contains("[Bench/FrameCount]")
        .contains("2 dates of optical but 1 of sar");
  }

  private static DatasetSpec of(TaskKind task) {
    DatasetSpec base = MemoryDataset.spec(Map.of(), Map.of());
    return new DatasetSpec(
        base.name(),
        1,
        task,
        Quantity.PLAIN,
        base.bands(),
        base.stats(),
        base.classes(),
        -1,
        List.of(),
        0,
        1,
        "",
        "");
  }

  private static List<Problem> problems(TaskKind task, Target target) {
    Map<String, Image> images = Map.of("optical", new Image(new float[4], 1, 1, 2, 2));
    return new SampleCheck(of(task)).problems(new Sample(images, target, REF));
  }

  @Test
  void saysWhichKindOfTargetTheTaskNeeds() {
    List<Problem> problems = problems(Regression.KIND, new ImageClass(1));

    assertThat(problems.get(0).render())
        .contains(
            "[Bench/TargetKind]", "has the target ImageClass", "expected: ValueMap", "regression");
  }

  @Test
  void allowsMissingValuesButNoInfiniteOnes() {
    float[] values = {1, Float.NaN, -3, 2};
    assertThat(problems(Regression.KIND, new ValueMap(values, 2, 2))).isEmpty();
    values[2] = Float.POSITIVE_INFINITY;
    assertThat(problems(Regression.KIND, new ValueMap(values, 2, 2)).get(0).render())
        .contains("Infinity at row 1, column 0", "NaN where nothing was measured");
  }

  @Test
  void checksTheClassOfAnImage() {
    assertThat(problems(Classification.KIND, new ImageClass(0))).isEmpty();
    assertThat(problems(Classification.KIND, new ImageClass(2))).isEmpty();
    assertThat(problems(Classification.KIND, new ImageClass(-1))).isEmpty();
    assertThat(problems(Classification.KIND, new ImageClass(3)).get(0).render())
        .contains("label 3, which is no class", "0 to 2 (soil, water, cloud), or -1");
  }

  @Test
  void checksTheNumberOfClassesAnImageTellsOf() {
    TaskKind task = MultiLabelClassification.KIND;
    assertThat(problems(task, new ImageClasses(new boolean[3]))).isEmpty();
    assertThat(problems(task, new ImageClasses(new boolean[2])).get(0).render())
        .contains("tells of 2 classes", "each of the 3 classes");
  }
}
