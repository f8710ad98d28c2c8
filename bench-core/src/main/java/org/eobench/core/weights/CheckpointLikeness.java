package org.eobench.core.weights;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.nn.Parameter;

/**
 * The similarity of a file to the weights of a model, by names and shapes; no values are read.
 * Blocks of the same kind count once, so that models of different depth are similar.
 *
 * @param names fraction of the kinds of tensors that both have, 0 to 1
 * @param equalShapes number of the model's tensors that are in the file with the same shape
 * @param shapes their fraction of the model's tensors
 * @param misfits three times the number of missing or unexpected tensors plus twice the number of
 *     tensors of another shape, except those that the model can adapt
 * @param lengths pairs of different axis lengths in file and model
 * @param counts number of numbered parts of each kind in the file, such as 12 blocks
 */
public record CheckpointLikeness(
    double names,
    int equalShapes,
    double shapes,
    int misfits,
    List<Lengths> lengths,
    Set<Integer> counts) {
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int LONGEST_COUNT = 4;

  /** A missing or extra part weighs more than a part of another size. */
  private static final int ABSENT = 3;

  private static final int OTHER_SHAPE = 2;

  /** The lengths of an axis in the file and in the model. */
  public record Lengths(long file, long model) {}

  /**
   * Compares.
   *
   * @param prefix prefix of the file's names
   * @param fitted names of tensors that the model can adapt to its shape
   */
  public static CheckpointLikeness of(
      Map<String, Parameter> tensors,
      TensorFile file,
      CheckpointLayout layout,
      String prefix,
      Set<String> fitted) {
    Map<String, TensorInfo> found = new HashMap<>();
    Set<String> there = new HashSet<>();
    Set<Integer> counts = new TreeSet<>();
    int misfits = 0;
    for (TensorInfo info : file.tensors()) {
      if (!info.name().startsWith(prefix)) {
        continue;
      }
      String key = info.name().substring(prefix.length());
      String name = layout.rename().apply(key);
      if (tensors.containsKey(name)) {
        found.put(name, info);
      } else if (layout.ignored().test(key)) {
        continue;
      } else {
        misfits += ABSENT;
      }
      there.add(kind(name, info.shape().length));
      count(name, counts);
    }
    Set<String> wanted = new HashSet<>();
    Set<Lengths> lengths = new LinkedHashSet<>();
    int equal = 0;
    for (Map.Entry<String, Parameter> entry : tensors.entrySet()) {
      String name = entry.getKey();
      long[] shape = entry.getValue().shape().getShape();
      TensorInfo info = found.get(name);
      if (info != null || !layout.mayBeMissing().test(name)) {
        wanted.add(kind(name, shape.length));
      }
      if (info == null) {
        misfits += layout.mayBeMissing().test(name) ? 0 : ABSENT;
      } else if (entry.getValue().accepts(new Shape(info.shape()))) {
        equal++;
      } else {
        misfits += fitted.contains(name) ? 0 : OTHER_SHAPE;
        differing(info.shape(), shape, lengths);
      }
    }
    Set<String> all = new HashSet<>(there);
    all.addAll(wanted);
    there.retainAll(wanted);
    return new CheckpointLikeness(
        all.isEmpty() ? 0 : (double) there.size() / all.size(),
        equal,
        tensors.isEmpty() ? 0 : (double) equal / tensors.size(),
        misfits,
        new ArrayList<>(lengths),
        counts);
  }

  private static String kind(String name, int axes) {
    return NUMBER.matcher(name).replaceAll("#") + "/" + axes;
  }

  private static void count(String name, Set<Integer> counts) {
    for (String part : name.split("\\.")) {
      if (part.length() <= LONGEST_COUNT && NUMBER.matcher(part).matches()) {
        counts.add(Integer.parseInt(part) + 1);
      }
    }
  }

  private static void differing(long[] file, long[] model, Set<Lengths> into) {
    for (int axis = 0; axis < Math.min(file.length, model.length); axis++) {
      if (file[axis] != model[axis]) {
        into.add(new Lengths(file[axis], model[axis]));
      }
    }
  }
}
