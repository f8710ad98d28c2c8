package org.eobench.core.dataset;

/**
 * What is predicted from an image: what the targets of a data set are, and what decoders and losses
 * are for. Each {@code org.eobench.core.task.Task} has one; core brings six, and a plug-in may add
 * others.
 *
 * @param key its name in configurations, such as {@code change_detection}
 * @param target the type of the target of each sample
 * @param dense whether there is a prediction for each pixel, and not one for each image
 * @param classes whether logits are scores of classes, and not values
 */
public record TaskKind(String key, Class<? extends Target> target, boolean dense, boolean classes)
    implements Comparable<TaskKind> {
  public TaskKind {
    if (!key.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "the key of a task must be in lower case with underscores, not " + key);
    }
  }

  /** Whether data of another kind can be used as data of this one: their targets are alike. */
  public boolean fits(TaskKind other) {
    return target.equals(other.target);
  }

  /** By key. */
  @Override
  public int compareTo(TaskKind other) {
    return key.compareTo(other.key);
  }
}
