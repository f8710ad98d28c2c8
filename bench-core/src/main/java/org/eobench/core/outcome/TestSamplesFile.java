package org.eobench.core.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.Npz;
import org.eobench.core.io.tensors.NpzWriter;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code samples.npz}: {@code samples.json}, a list of ids and footprints, and for each counting an
 * array {@code [N,M]} with a row of numbers for each test sample, such as its confusion matrix.
 */
public final class TestSamplesFile {
  /** Its name in the run directory. */
  public static final String NAME = "samples.npz";

  private static final String ABOUT = "samples.json";
  private static final int MOST_ABOUT = 256 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private record About(List<Entry> samples) {}

  private record Entry(String id, @Nullable Footprint footprint) {}

  private TestSamplesFile() {}

  /** Writes the file. */
  public static void write(TestSamples samples, OutputStream out) throws IOException {
    try (NpzWriter npz = new NpzWriter(out)) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < samples.ids().size(); i++) {
        entries.add(new Entry(samples.ids().get(i), samples.places().get(i)));
      }
      npz.text(ABOUT, JSON.writeValueAsString(new About(entries)));
      for (Map.Entry<String, List<double[]>> array : samples.arrays().entrySet()) {
        List<double[]> rows = array.getValue();
        int width = rows.isEmpty() ? 0 : rows.get(0).length;
        npz.rows(array.getKey(), samples.isWhole(array.getKey()), width, rows);
      }
    }
  }

  /**
   * Reads the file of a run.
   *
   * @param run its directory
   * @param metrics metrics of its task; counts of other metrics are not read
   * @return empty if the run stored none
   * @throws BenchException if the file is damaged
   */
  public static Optional<TestSamples> read(
      Path run, List<Metric<?>> metrics, MetricContext context) {
    Path file = run.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<Entry> entries = about(file);
    Map<String, List<double[]>> arrays = new TreeMap<>();
    Npz.read(file).forEach((name, array) -> arrays.put(name, rows(array, entries.size(), file)));
    try {
      return Optional.of(
          TestSamples.of(
              entries.stream().map(Entry::id).toList(),
              entries.stream().map(Entry::footprint).toList(),
              arrays,
              metrics,
              context));
    } catch (IllegalArgumentException unfit) {
      throw damaged(file, String.valueOf(unfit.getMessage()));
    }
  }

  private static List<double[]> rows(NpyArray array, int samples, Path file) {
    long[] shape = array.shape();
    if (shape.length != 2 || shape[0] != samples) {
      throw damaged(
          file, String.format(Locale.ROOT, "an array has no row for each of %d samples", samples));
    }
    double[] all = array.doubles();
    int width = (int) shape[1];
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      double[] row = new double[width];
      System.arraycopy(all, i * width, row, 0, width);
      rows.add(row);
    }
    return rows;
  }

  private static List<Entry> about(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(ABOUT);
      if (entry == null || entry.getSize() > MOST_ABOUT) {
        throw damaged(file, "it has no " + ABOUT);
      }
      byte[] text = zip.getInputStream(entry).readNBytes(MOST_ABOUT);
      About about = JSON.readValue(text, About.class);
      if (about == null || about.samples() == null) {
        throw damaged(file, ABOUT + " lists no samples");
      }
      for (Entry sample : about.samples()) {
        if (sample == null || sample.id() == null) {
          throw damaged(file, ABOUT + " has a sample without an id");
        }
      }
      return about.samples();
    } catch (JsonProcessingException foreign) {
      throw damaged(file, ABOUT + " is no list of samples");
    } catch (IOException | IllegalArgumentException failure) {
      throw damaged(file, "it cannot be read: " + failure.getMessage());
    }
  }

  private static BenchException damaged(Path file, String why) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("DamagedSamples", "the counts of the test samples are damaged: " + why)
            .at(file.toString())
            .expecting("the file as the run wrote it")
            .next(again(String.valueOf(file.getParent()))));
  }

  /**
   * The problem of a run without counts.
   *
   * @param run its directory
   */
  public static Problem missing(String run) {
    return Problem.of("NoSampleCounts", "the run stored no counts of its test samples")
        .at(run)
        .expecting(NAME + ", which every complete run writes")
        .next(again(run));
  }

  private static String again(String run) {
    return "test it again, in a new run that has them: `java -jar bench.jar train=false ckpt_dir='"
        + run
        + "'`";
  }
}
