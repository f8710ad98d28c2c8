package org.eobench.core.metrics.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.MseAverage;
import org.eobench.core.task.classification.ConstantClass;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {
  private static final List<String> THREE = List.of("a", "b", "c");

  private static MetricRules rules(int topK) {
    return new MetricRules(AbsentClass.SKIP, 0, MseAverage.PIXELS, topK);
  }

  private static ScoredImage image(int label, double... scores) {
    float[] floats = new float[scores.length];
    IntStream.range(0, scores.length).forEach(i -> floats[i] = (float) scores[i]);
    return new ScoredImage(floats, label);
  }

  @Test
  void scoresFourImagesAsByHand() {
    List<ScoredImage> images =
        List.of(
            image(0, 3, 2, 1), // right
            image(0, 1, 5, 0), // second
            image(1, 0, 1, -1), // right
            image(2, 2, 9, 1)); // third

    ClassificationMetrics metrics = ClassificationMetrics.of(images, THREE, -1, rules(2));

    assertThat(metrics.accuracy()).isEqualTo(0.5);
    assertThat(metrics.topKAccuracy()).isEqualTo(0.75);
    assertThat(metrics.confusion().toArray()).containsExactly(1, 0, 0, 1, 1, 1, 0, 0, 0);
    assertThat(metrics.macro().precision()).isCloseTo((1 + 1 / 3.0 + 0) / 3, within(1e-15));
    assertThat(metrics.macro().recall()).isCloseTo((0.5 + 1 + 0) / 3, within(1e-15));
    assertThat(metrics.macro().f1()).isCloseTo((2 / 3.0 + 0.5 + 0) / 3, within(1e-15));
    assertThat(metrics.meanClassAccuracy()).isCloseTo(0.5, within(1e-15));
    assertThat(metrics.images()).isEqualTo(4);
  }

  @RepeatedTest(10)
  void findsTheClassAmongTheFirstKOfASortedList(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int classes = 2 + random.nextInt(8);
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "class" + i).toList();
    int k = 1 + random.nextInt(classes);
    List<ScoredImage> images = new ArrayList<>();
    int among = 0;
    int first = 0;
    for (int i = 0; i < 200; i++) {
      double[] scores = random.doubles(classes).map(x -> Math.rint(4 * x)).toArray();
      int label = random.nextInt(classes);
      images.add(image(label, scores));
      List<Integer> order =
          IntStream.range(0, classes)
              .boxed()
              .sorted((x, y) -> Double.compare(scores[y], scores[x]))
              .toList();
      among += order.subList(0, k).contains(label) ? 1 : 0;
      first += order.get(0) == label ? 1 : 0;
    }

    ClassificationMetrics metrics = ClassificationMetrics.of(images, names, -1, rules(k));

    assertThat(metrics.topKAccuracy()).isCloseTo(among / 200.0, within(1e-15));
    assertThat(metrics.accuracy()).isCloseTo(first / 200.0, within(1e-15));
  }

  @Test
  void leavesImagesOfTheIgnoredLabelOut() {
    List<ScoredImage> images = List.of(image(0, 1, 0, 0), image(255, 1, 0, 0));

    ClassificationMetrics metrics = ClassificationMetrics.of(images, THREE, 255, rules(1));

    assertThat(metrics.images()).isEqualTo(1);
    assertThat(metrics.accuracy()).isEqualTo(1);
    assertThat(metrics.topKAccuracy()).isEqualTo(1);
    assertThat(metrics.absent()).containsExactly("b", "c");
  }

  @Test
  void alwaysPredictsTheMostFrequentClassAsBaseline() {
    List<ScoredImage> images =
        List.of(image(2, 9, 0, 0), image(2, 9, 0, 0), image(1, 9, 0, 0), image(-1, 9, 0, 0));

    ConstantClass constant = ConstantClass.of(images, THREE, -1, rules(2));

    assertThat(constant.classIndex()).isEqualTo(2);
    assertThat(constant.metrics().accuracy()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(constant.metrics().topKAccuracy()).isEqualTo(1);
    assertThat(constant.metrics().macro().recall()).isEqualTo(0.5);
    List<ScoredImage> none = List.of(image(-1, 1, 0, 0));
    assertThatThrownBy(() -> ConstantClass.of(none, THREE, -1, rules(1)))
        .hasMessageContaining("no image counts");
  }

  @Test
  void refusesWhatCannotBeScored() {
    List<ScoredImage> short_ = List.of(image(0, 1, 2));

    assertThatThrownBy(() -> ClassificationMetrics.of(short_, THREE, -1, rules(1)))
        .hasMessage("2 scores for 3 classes");
    assertThatThrownBy(() -> ClassificationMetrics.of(List.of(), THREE, -1, rules(0)))
        .hasMessageContaining("K of at least 1");
    assertThatThrownBy(() -> image(0, 1, Double.NaN)).hasMessage("the score of class 1 is NaN");
    List<ScoredImage> strange = List.of(image(7, 1, 2, 3));
    assertThatThrownBy(() -> ClassificationMetrics.of(strange, THREE, -1, rules(1)))
        .hasMessageContaining("target 7 must lie in [0,3)");
  }
}
