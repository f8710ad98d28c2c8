package org.eobench.datasets.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;

/** Ways to spoil a data set as people do by accident. */
final class Faults {
  private static final float MISSING = -9999;

  private Faults() {}

  /** The image with its channels in another order. */
  static Image channels(Image image, int... order) {
    int series = image.frames() * image.height() * image.width();
    float[] data = new float[image.data().length];
    for (int c = 0; c < order.length; c++) {
      System.arraycopy(image.data(), order[c] * series, data, c * series, series);
    }
    return like(image, data);
  }

  static Image like(Image image, float[] data) {
    return new Image(data, image.channels(), image.frames(), image.height(), image.width());
  }

  /** Every second row and column; columns of points stay. */
  static Image thinned(Image image) {
    if (image.width() == 1) {
      return image;
    }
    int height = image.height() / 2;
    int width = image.width() / 2;
    float[] data = new float[image.channels() * image.frames() * height * width];
    for (int i = 0; i < data.length; i++) {
      int layer = i / (height * width);
      int row = i / width % height;
      data[i] = image.data()[(layer * image.height() + 2 * row) * image.width() + 2 * (i % width)];
    }
    return new Image(data, image.channels(), image.frames(), height, width);
  }

  static int[] movedToEnd(int bands, int band) {
    List<Integer> order = new ArrayList<>();
    for (int c = 0; c < bands; c++) {
      order.add(c);
    }
    order.add(order.remove(band));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  static int[] swapped(int bands, int one, int other) {
    int[] order = new int[bands];
    for (int c = 0; c < bands; c++) {
      order[c] = c == one ? other : c == other ? one : c;
    }
    return order;
  }

  /** Every value times a factor. */
  static Image scaled(Image image, double factor) {
    float[] data = image.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (data[i] * factor);
    }
    return like(image, data);
  }

  /** Decibels as linear power. */
  static Image linear(Image image) {
    float[] data = image.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) Math.pow(10, data[i] / 10);
    }
    return like(image, data);
  }

  static Image zeroed(Image image, int band) {
    int series = image.frames() * image.height() * image.width();
    float[] data = image.data().clone();
    java.util.Arrays.fill(data, band * series, (band + 1) * series, 0f);
    return like(image, data);
  }

  /** {@code [C,T,H,W]} stored as {@code [T,C,H,W]}. */
  static Image byDate(Image image) {
    int plane = image.height() * image.width();
    float[] data = new float[image.data().length];
    for (int c = 0; c < image.channels(); c++) {
      for (int t = 0; t < image.frames(); t++) {
        int from = (c * image.frames() + t) * plane;
        System.arraycopy(image.data(), from, data, (t * image.channels() + c) * plane, plane);
      }
    }
    return like(image, data);
  }

  /** The first columns, a tenth, as -9999 in every band. */
  static Image undeclared(Image image) {
    float[] data = image.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] = i % image.width() < Math.max(1, image.width() / 10) ? MISSING : data[i];
    }
    return like(image, data);
  }

  /** Adds an offset to every second sample. */
  static CheckedSet halfShifted(CheckedSet set, String modality, double offset) {
    List<CheckedSet.Placed> changed = new ArrayList<>();
    for (int i = 0; i < set.samples().size(); i++) {
      CheckedSet.Placed placed = set.samples().get(i);
      Map<String, Image> images =
          i % 2 == 0
              ? placed.sample().images()
              : CheckedSet.changed(placed.sample(), modality, image -> plus(image, offset));
      changed.add(new CheckedSet.Placed(placed.split(), placed.sample().with(images)));
    }
    return set.with(changed);
  }

  private static Image plus(Image image, double offset) {
    float[] data = image.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (data[i] + offset);
    }
    return like(image, data);
  }

  /** Labels moved down and to the right; what enters is ignored. */
  static Sample moved(Sample sample, int down, int right, int ignore) {
    LabelMap map = LabelMap.of(sample);
    int[] labels = new int[map.labels().length];
    for (int row = 0; row < map.height(); row++) {
      for (int col = 0; col < map.width(); col++) {
        int fromRow = row - down;
        int fromCol = col - right;
        boolean inside =
            fromRow >= 0 && fromRow < map.height() && fromCol >= 0 && fromCol < map.width();
        labels[row * map.width() + col] =
            inside ? map.labels()[fromRow * map.width() + fromCol] : ignore;
      }
    }
    return sample.with(new LabelMap(labels, map.height(), map.width()));
  }

  /** Labels with rows and columns exchanged. */
  static Sample transposed(Sample sample) {
    LabelMap map = LabelMap.of(sample);
    int[] labels = new int[map.labels().length];
    for (int row = 0; row < map.height(); row++) {
      for (int col = 0; col < map.width(); col++) {
        labels[row * map.width() + col] = map.labels()[col * map.width() + row];
      }
    }
    return sample.with(new LabelMap(labels, map.height(), map.width()));
  }

  /** The first training sample once more in the test split, under another name. */
  static CheckedSet copied(CheckedSet set) {
    List<CheckedSet.Placed> samples = new ArrayList<>(set.samples());
    Sample first = samples.get(0).sample();
    samples.add(
        new CheckedSet.Placed(
            Split.TEST,
            new Sample(
                new LinkedHashMap<>(first.images()),
                first.target(),
                new org.eobench.core.dataset.SampleRef("another_name", first.ref().files()),
                first.acquisition())));
    return set.with(samples);
  }
}
