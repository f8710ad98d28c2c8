package org.eobench.core.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** The kinds of tasks that core and the plug-ins bring, by key. */
public final class TaskKinds {
  private final SortedMap<String, TaskKind> kinds = new TreeMap<>();

  public TaskKinds(Collection<TaskKind> kinds) {
    kinds.forEach(kind -> this.kinds.put(kind.key(), kind));
  }

  /** These kinds and images without labels, which no task is for. */
  public TaskKinds withUnlabelled() {
    List<TaskKind> more = new ArrayList<>(kinds.values());
    more.add(NoTarget.KIND);
    return new TaskKinds(more);
  }

  /** All of them, sorted by key. */
  public Collection<TaskKind> all() {
    return kinds.values();
  }

  /**
   * The kind that a configuration names.
   *
   * @param name its key; case and hyphens are ignored, as in other choices of a configuration
   * @param path the key of the configuration that names it, such as {@code task.kind}
   * @param place file and line, or argument, that set it
   * @throws BenchException {@code UnknownTask} with the nearest keys
   */
  public TaskKind get(String name, String path, String place) {
    TaskKind kind = kinds.get(name.replace('-', '_').toLowerCase(Locale.ROOT));
    if (kind == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("UnknownTask", path + "=" + name + " is not the key of a task")
              .at(place)
              .expecting(Suggest.sentence(name, kinds.keySet()))
              .next(
                  name.equals(NoTarget.KIND.key())
                      ? "pretrain an encoder with these images, or choose a data set with labels"
                      : "put the jar of the plug-in that brings this task into plugins/"));
    }
    return kind;
  }
}
