package org.eobench.core.metrics.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.ScoreMeans;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for the scores of any segmentation, on random ones. */
class MetricPropertiesTest {
  private static final int RANDOM_ONES = 60;
  private static final Offset<Double> CLOSE = within(1e-12);

  private static SegmentationMetrics scores(PixelList pixels, AbsentClass absent) {
    return SegmentationMetrics.of(pixels.matrix(), pixels.names(), new MetricRules(absent, 0));
  }

  @RepeatedTest(RANDOM_ONES)
  void agreeWithSlowDirectDefinitions(RepetitionInfo repetition) {
    PixelList pixels = PixelList.random(repetition.getCurrentRepetition());
    for (AbsentClass absent : AbsentClass.values()) {
      SegmentationMetrics metrics = scores(pixels, absent);
      int[] scored =
          IntStream.of(pixels.labels())
              .filter(
                  label ->
                      switch (absent) {
                        case SKIP -> pixels.actual(label) > 0;
                        case SKIP_UNPREDICTED -> pixels.actual(label) + pixels.predicted(label) > 0;
                        case ZERO -> true;
                      })
              .toArray();

      assertThat(metrics.perClass().stream().filter(ClassScores::scored).map(ClassScores::index))
          .containsExactlyElementsOf(IntStream.of(scored).boxed().toList());
      for (ClassScores of : metrics.perClass()) {
        if (of.scored()) {
          assertThat(of.iou()).isCloseTo(pixels.iou(of.index()), CLOSE);
          assertThat(of.f1()).isCloseTo(pixels.dice(of.index()), CLOSE);
          assertThat(of.precision()).isCloseTo(pixels.precision(of.index()), CLOSE);
          assertThat(of.recall()).isCloseTo(pixels.recall(of.index()), CLOSE);
        }
      }
      assertSame(metrics.macro(), pixels, mean(scored, label -> 1));
      assertSame(metrics.frequencyWeighted(), pixels, mean(scored, pixels::actual));
      double all = pixels.count(i -> true);
      double right = pixels.count(i -> pixels.predictions()[i] == pixels.targets()[i]);
      assertThat(metrics.pixels()).isEqualTo((long) all);
      assertThat(metrics.overallAccuracy()).isCloseTo(PixelList.share(right, all), CLOSE);
      int[] there = IntStream.of(pixels.labels()).filter(l -> pixels.actual(l) > 0).toArray();
      assertClose(metrics.meanClassAccuracy(), mean(there, label -> 1).applyTo(pixels::recall));
      // Predictions of an ignored class are of no scored class.
      double claimed = pixels.count(i -> pixels.predictions()[i] != pixels.ignore());
      if (all > 0) {
        assertThat(metrics.micro().recall()).isCloseTo(right / all, CLOSE);
        assertThat(metrics.micro().precision()).isCloseTo(PixelList.share(right, claimed), CLOSE);
        assertThat(metrics.micro().iou())
            .isCloseTo(PixelList.share(right, all + claimed - right), CLOSE);
        assertThat(metrics.micro().f1())
            .isCloseTo(PixelList.share(2 * right, all + claimed), CLOSE);
      }
    }
  }

  private interface Mean {
    double applyTo(IntToDoubleFunction score);
  }

  private static Mean mean(int[] labels, IntToDoubleFunction weight) {
    return score -> {
      double weights = IntStream.of(labels).mapToDouble(weight).sum();
      return IntStream.of(labels)
              .mapToDouble(l -> weight.applyAsDouble(l) * score.applyAsDouble(l))
              .sum()
          / weights;
    };
  }

  private static void assertSame(ScoreMeans means, PixelList pixels, Mean mean) {
    assertClose(means.iou(), mean.applyTo(pixels::iou));
    assertClose(means.f1(), mean.applyTo(pixels::dice));
    assertClose(means.precision(), mean.applyTo(pixels::precision));
    assertClose(means.recall(), mean.applyTo(pixels::recall));
  }

  private static void assertClose(double got, double wanted) {
    if (Double.isNaN(wanted)) {
      assertThat(got).isNaN();
    } else {
      assertThat(got).isCloseTo(wanted, CLOSE);
    }
  }

  @RepeatedTest(RANDOM_ONES)
  void permutingTheClassesPermutesTheScores(RepetitionInfo repetition) {
    PixelList pixels = PixelList.random(repetition.getCurrentRepetition());
    List<Integer> names = new ArrayList<>(IntStream.range(0, pixels.classes()).boxed().toList());
    Collections.shuffle(names, new Random(repetition.getCurrentRepetition()));
    PixelList renamed = pixels.renamed(names::get);

    for (AbsentClass absent : AbsentClass.values()) {
      SegmentationMetrics before = scores(pixels, absent);
      SegmentationMetrics after = scores(renamed, absent);
      for (ClassScores old : before.perClass()) {
        int index = names.get(old.index());
        ClassScores now =
            after.perClass().stream().filter(of -> of.index() == index).findFirst().orElseThrow();
        assertThat(now)
            .isEqualTo(
                new ClassScores(
                    index,
                    "class" + index,
                    old.scored(),
                    old.iou(),
                    old.f1(),
                    old.precision(),
                    old.recall(),
                    old.counts()));
      }
      assertClose(after.macro().iou(), before.macro().iou());
      assertClose(after.frequencyWeighted().f1(), before.frequencyWeighted().f1());
      assertThat(after.micro()).isEqualTo(before.micro());
      assertThat(after.overallAccuracy()).isEqualTo(before.overallAccuracy());
    }
    assertThat(boundary(renamed).classes()).isEqualTo(boundary(pixels).classes());
    for (int label : pixels.labels()) {
      assertThat(boundary(renamed).of(names.get(label))).isEqualTo(boundary(pixels).of(label));
    }
  }

  @RepeatedTest(RANDOM_ONES)
  void twoHalvesAddUpToTheWhole(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    PixelList pixels = PixelList.random(repetition.getCurrentRepetition());
    int half = random.nextInt(pixels.targets().length + 1);
    ConfusionMatrix joined = new ConfusionMatrix(pixels.classes(), pixels.ignore());
    ConfusionMatrix rest = new ConfusionMatrix(pixels.classes(), pixels.ignore());
    joined.add(pixels.predictions(), pixels.targets(), 0, half);
    rest.add(pixels.predictions(), pixels.targets(), half, pixels.targets().length - half);

    joined.add(rest);

    assertThat(joined.toArray()).containsExactly(pixels.matrix().toArray());
    assertThat(SegmentationMetrics.of(joined, pixels.names(), MetricRules.PLAIN))
        .isEqualTo(scores(pixels, AbsentClass.SKIP));
  }

  @RepeatedTest(RANDOM_ONES)
  void neverDependOnIgnoredPixels(RepetitionInfo repetition) {
    PixelList pixels = PixelList.random(repetition.getCurrentRepetition());
    PixelList other = pixels.withOtherPredictionsWhereIgnored(new Random(1));

    assertThat(other.matrix().toArray()).containsExactly(pixels.matrix().toArray());
    for (int label : pixels.labels()) {
      assertThat(boundary(other).of(label)).isEqualTo(boundary(pixels).of(label));
    }
  }

  private static BoundaryCounts boundary(PixelList pixels) {
    BoundaryCounts counts = new BoundaryCounts(pixels.classes(), pixels.ignore());
    counts.add(pixels.predictions(), pixels.targets(), 0, pixels.height(), pixels.width());
    return counts;
  }
}
