package org.eobench.core.metrics.pixels;

import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.eobench.core.metrics.ConfusionMatrix;

/**
 * A random segmentation, and its scores counted pixel by pixel, straight from their definitions and
 * slowly.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PixelList(int classes, int ignore, int height, int width, int[] predictions, int[] targets) {

  /** Of any number of classes, some of which may be absent, some pixels ignored, in patches. */
  static PixelList random(long seed) {
    Random random = new Random(seed);
    int classes = 1 + random.nextInt(7);
    int ignore = random.nextInt(3) == 0 ? random.nextInt(classes) : random.nextBoolean() ? -1 : 255;
    int height = 1 + random.nextInt(40);
    int width = 1 + random.nextInt(40);
    int patch = 1 + random.nextInt(9);
    int[] palette = random.ints(1 + random.nextInt(classes), 0, classes).toArray();
    int[] coarse = random.ints(50 * 50, 0, palette.length).toArray();
    int[] targets = new int[height * width];
    int[] predictions = new int[height * width];
    for (int i = 0; i < targets.length; i++) {
      int label = palette[coarse[i / width / patch * 50 + i % width / patch]];
      targets[i] = random.nextInt(10) == 0 ? ignore : label;
      predictions[i] = random.nextInt(4) == 0 ? random.nextInt(classes) : label;
    }
    return new PixelList(classes, ignore, height, width, predictions, targets);
  }

  List<String> names() {
    return IntStream.range(0, classes).mapToObj(label -> "class" + label).toList();
  }

  /** Labels that are scored at all. */
  int[] labels() {
    return IntStream.range(0, classes).filter(label -> label != ignore).toArray();
  }

  ConfusionMatrix matrix() {
    ConfusionMatrix matrix = new ConfusionMatrix(classes, ignore);
    matrix.add(predictions, targets);
    return matrix;
  }

  double count(IntPredicate pixel) {
    return IntStream.range(0, targets.length)
        .filter(i -> targets[i] != ignore)
        .filter(pixel)
        .count();
  }

  double actual(int label) {
    return count(i -> targets[i] == label);
  }

  double predicted(int label) {
    return count(i -> predictions[i] == label);
  }

  double iou(int label) {
    double both = count(i -> predictions[i] == label && targets[i] == label);
    return share(both, count(i -> predictions[i] == label || targets[i] == label));
  }

  double dice(int label) {
    double both = count(i -> predictions[i] == label && targets[i] == label);
    return share(2 * both, actual(label) + predicted(label));
  }

  double precision(int label) {
    return share(count(i -> predictions[i] == label && targets[i] == label), predicted(label));
  }

  double recall(int label) {
    return share(count(i -> predictions[i] == label && targets[i] == label), actual(label));
  }

  static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  /** The same with other labels, the ignore index excepted where it is no class. */
  PixelList renamed(IntUnaryOperator name) {
    IntUnaryOperator known =
        label -> label < 0 || label >= classes ? label : name.applyAsInt(label);
    return new PixelList(
        classes,
        known.applyAsInt(ignore),
        height,
        width,
        IntStream.of(predictions).map(known).toArray(),
        IntStream.of(targets).map(known).toArray());
  }

  /** The same with other predictions where the target is ignored. */
  PixelList withOtherPredictionsWhereIgnored(Random random) {
    int[] other = predictions.clone();
    for (int i = 0; i < other.length; i++) {
      other[i] = targets[i] == ignore ? random.nextInt(classes) : other[i];
    }
    return new PixelList(classes, ignore, height, width, other, targets);
  }
}
