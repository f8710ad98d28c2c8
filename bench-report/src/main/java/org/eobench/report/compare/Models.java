package org.eobench.report.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.metrics.Metric;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.RunFolders;

/**
 * The models that a user named: one for each argument, or, of a single folder, one for each pair of
 * encoder and decoder.
 *
 * @param models at least two
 * @param remarks runs that were left out
 */
public record Models(List<Model> models, List<String> remarks) {
  public Models {
    models = List.copyOf(models);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads the runs.
   *
   * @param folders run directories, or folders of runs
   * @param metrics all metrics of a task, by its key
   * @throws BenchException {@code NoRuns}, {@code MixedRuns}, {@code SameRun}, or {@code OneModel}
   *     if there is nothing to compare
   */
  public static Models read(List<Path> folders, Function<String, List<Metric<?>>> metrics) {
    Problems problems = new Problems();
    List<String> remarks = new ArrayList<>();
    Map<String, List<TestedRun>> byName = new LinkedHashMap<>();
    Map<String, String> from = new LinkedHashMap<>();
    Map<Path, Path> named = new LinkedHashMap<>();
    for (Path folder : folders) {
      Path earlier = named.putIfAbsent(folder.toAbsolutePath().normalize(), folder);
      if (earlier != null) {
        throw same(earlier.toString(), folder.toString());
      }
      FoundRuns found = RunFolders.read(List.of(folder));
      remarks.addAll(found.sentences());
      if (found.runs().isEmpty()) {
        problems.add(noRuns(folder, found));
      }
      for (TestedRun run : found.runs().stream().map(r -> TestedRun.of(r, metrics)).toList()) {
        String name = folders.size() == 1 ? run.model() : folder.toString();
        byName.computeIfAbsent(name, any -> new ArrayList<>()).add(run);
        from.put(name, folder.toString());
      }
    }
    List<Model> models = new ArrayList<>();
    byName.forEach(
        (name, runs) -> models.add(Model.of(name, from.getOrDefault(name, name), runs, problems)));
    problems.throwIfAny(ExitCode.DATA);
    requireTwo(models, folders);
    requireDifferent(models);
    return new Models(named(models), remarks);
  }

  private static Problem noRuns(Path folder, FoundRuns found) {
    return Problem.of("NoCompleteRuns", "no run below this folder has a result to compare")
        .at(folder.toString())
        .expecting("a complete run. " + String.join(" ", found.sentences()))
        .next("finish them with the same arguments and `resume=true`, or name other runs");
  }

  private static void requireTwo(List<Model> models, List<Path> folders) {
    if (models.size() < 2) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("OneModel", "there is only one model: " + models.get(0).any().model())
              .at(String.join(", ", folders.stream().map(Path::toString).toList()))
              .expecting("two or more run directories or folders of repetitions")
              .next("`java -jar bench.jar compare RUN RUN`"));
    }
  }

  private static BenchException same(String one, String other) {
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("SameRun", "two sides of the comparison are the same run")
            .at(one.equals(other) ? one : one + "\n" + other)
            .expecting("runs of different configurations, or with different seeds")
            .next("name two different runs"));
  }

  private static void requireDifferent(List<Model> models) {
    Map<String, String> owner = new LinkedHashMap<>();
    for (Model model : models) {
      for (List<TestedRun> runs : model.runs().values()) {
        for (TestedRun run : runs) {
          String other = owner.putIfAbsent(run.fingerprint(), run.place());
          if (other != null) {
            throw same(other, run.place());
          }
        }
      }
    }
  }

  /** Encoder and decoder as names where they tell the models apart; else what the user typed. */
  private static List<Model> named(List<Model> models) {
    HashSet<String> names = new HashSet<>();
    boolean distinct =
        models.stream()
            .allMatch(
                model ->
                    names.add(model.any().model())
                        && model.runs().values().stream()
                            .flatMap(List::stream)
                            .allMatch(run -> run.model().equals(model.any().model())));
    return distinct
        ? models.stream()
            .map(model -> new Model(model.any().model(), model.from(), model.runs()))
            .toList()
        : models;
  }
}
