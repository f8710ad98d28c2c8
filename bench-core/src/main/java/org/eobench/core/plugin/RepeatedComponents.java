package org.eobench.core.plugin;

import com.google.inject.Binding;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.metrics.Metric;
import org.eobench.core.registry.Components;
import org.eobench.core.results.ResultWriter;

/**
 * Components of plug-ins of which one would silently hide the other, and which Guice does not
 * compare: it refuses the same registry key, but knows neither the key of a metric nor the file of
 * a format.
 */
final class RepeatedComponents {
  private RepeatedComponents() {}

  /**
   * Compares the metrics of each task, and the formats.
   *
   * @throws BenchException {@code PluginConflict} with the place that declares each of them
   */
  static void refuse(Injector injector, Components components) {
    Problems problems = new Problems();
    Set<MetricName> ofTasks =
        components.tasks().all().values().stream()
            .flatMap(task -> task.metrics().stream())
            .map(MetricName::of)
            .collect(Collectors.toSet());
    byName(injector, new TypeLiteral<Metric<?>>() {}, MetricName::of)
        .forEach(
            (metric, places) -> {
              if (ofTasks.contains(metric)) {
                problems.add(
                    conflict(
                        "a plug-in declares the metric "
                            + metric.key()
                            + ", which its task already has",
                        places));
              } else if (places.size() > 1) {
                problems.add(
                    conflict("several plug-ins declare the metric " + metric.key(), places));
              }
            });
    byName(injector, new TypeLiteral<ResultWriter>() {}, ResultWriter::file)
        .forEach(
            (file, places) -> {
              if (places.size() > 1) {
                problems.add(conflict("several formats of results write the file " + file, places));
              }
            });
    problems.throwIfAny(ExitCode.USAGE);
  }

  /**
   * What a configuration calls a metric.
   *
   * @param sample what the metric is computed from, which says for which tasks it is
   */
  private record MetricName(Class<?> sample, String key) {
    static MetricName of(Metric<?> metric) {
      return new MetricName(metric.counting().sample(), metric.key());
    }
  }

  /** The places that declare components of one type, by the name of the component. */
  private static <T, N> Map<N, List<String>> byName(
      Injector injector, TypeLiteral<T> type, Function<T, N> name) {
    Map<N, List<String>> places = new LinkedHashMap<>();
    for (Binding<T> binding : injector.findBindingsByType(type)) {
      places
          .computeIfAbsent(name.apply(binding.getProvider().get()), none -> new ArrayList<>())
          .add(String.valueOf(binding.getSource()));
    }
    return places;
  }

  private static Problem conflict(String what, List<String> places) {
    return Problem.of("PluginConflict", what)
        .at(places.stream().sorted().collect(Collectors.joining("\n")))
        .expecting("a name that no other component of that kind has")
        .next("rename one of them, or remove one of the jars from plugins/");
  }
}
