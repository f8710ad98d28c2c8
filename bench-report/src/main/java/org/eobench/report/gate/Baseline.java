package org.eobench.report.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.JsonFiles;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.outcome.TestSamplesFile;
import org.eobench.report.runs.StoredRun;

/**
 * The runs that later ones are compared with, as a JSON file for a repository.
 *
 * @param version {@link #VERSION}
 * @param runs its runs
 */
record Baseline(int version, List<BaselineRun> runs) {
  /** Raised when older programs cannot read the file. */
  static final int VERSION = 1;

  private static final long MOST_BYTES = 256L << 20;

  private static final JsonMapper JSON = JsonFiles.mapper().build();

  Baseline {
    runs = List.copyOf(runs);
  }

  /**
   * A baseline of runs.
   *
   * @throws BenchException {@code NoSampleCounts} if a run has no counts or no provenance
   */
  static Baseline of(List<StoredRun> runs, Function<String, List<Metric<?>>> metrics) {
    List<BaselineRun> kept = new ArrayList<>();
    for (StoredRun run : runs) {
      TestSamples samples = run.samples(metrics.apply(run.outcome().facts().task())).orElse(null);
      if (samples == null || samples.arrays().isEmpty() || run.record().provenance() == null) {
        throw new BenchException(
            ExitCode.DATA, TestSamplesFile.missing(run.directory().toString()));
      }
      kept.add(BaselineRun.of(run, samples));
    }
    return new Baseline(VERSION, kept);
  }

  /** The runs by name, in a stable order. */
  Map<String, List<BaselineRun>> byName() {
    Map<String, List<BaselineRun>> byName = new TreeMap<>();
    runs.forEach(run -> byName.computeIfAbsent(run.name(), any -> new ArrayList<>()).add(run));
    byName.values().forEach(own -> own.sort((a, b) -> Long.compare(seed(a), seed(b))));
    return byName;
  }

  private static long seed(BaselineRun run) {
    return run.facts().seed();
  }

  /** Writes the file, whole or not at all. */
  void write(Path file) {
    AtomicFile.write(
        file,
        out -> {
          out.write(JSON.writeValueAsBytes(this));
          out.write('\n');
        });
  }

  /**
   * Reads a file.
   *
   * @throws BenchException {@code NoBaseline} if there is none, {@code UnreadableBaseline} if it is
   *     not a baseline of this version
   */
  static Baseline read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      if (Files.size(file) > MOST_BYTES) {
        throw unreadable(file, "it has more than 256 MiB");
      }
      Baseline read = JSON.readValue(Files.readAllBytes(file), Baseline.class);
      if (read == null || read.version() != VERSION) {
        throw unreadable(
            file,
            read == null
                ? "it is empty"
                : String.format(
                    Locale.ROOT, "it is of version %d, not %d", read.version(), VERSION));
      }
      for (BaselineRun run : read.runs()) {
        requireWhole(run, file);
      }
      return read;
    } catch (NoSuchFileException absent) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoBaseline", "there is no baseline file")
              .at(file.toString())
              .expecting("a file that `gate` wrote with --update")
              .next("write it: `java -jar bench.jar gate --baseline FILE --update RUN`"));
    } catch (JsonProcessingException foreign) {
      throw unreadable(file, foreign.getOriginalMessage().lines().findFirst().orElse("no JSON"));
    } catch (IOException | NullPointerException damaged) {
      throw unreadable(file, String.valueOf(damaged.getMessage()));
    }
  }

  private static void requireWhole(BaselineRun run, Path file) {
    Object[] needed = {
      run.fingerprint(),
      run.experiment(),
      run.overrides(),
      run.facts(),
      run.context(),
      run.bestMetric(),
      run.scores(),
      run.metrics(),
      run.dataFiles(),
      run.machine(),
      run.ids(),
      run.places(),
      run.counts()
    };
    for (Object part : needed) {
      if (Objects.isNull(part)) {
        throw unreadable(file, "a run in it lacks a part, as if edited by hand");
      }
    }
  }

  static BenchException unreadable(Path file, String why) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableBaseline", "the baseline cannot be read: " + why)
            .at(file.toString())
            .expecting("the file as `gate` wrote it with --update")
            .next("take it from the repository again, or write it anew with --update"));
  }
}
