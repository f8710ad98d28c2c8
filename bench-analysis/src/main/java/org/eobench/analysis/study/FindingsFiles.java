package org.eobench.analysis.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.analysis.embedding.Embeddings;
import org.eobench.analysis.spectrum.WeightLayer;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.JsonNumbers;
import org.eobench.core.io.OutputFolder;
import org.eobench.core.io.tensors.NpyWriter;

/** The files of an analysis: JSON, tables as CSV, a page with charts, and the embeddings. */
public final class FindingsFiles {
  /** All numbers. */
  public static final String JSON_FILE = "analysis.json";

  /** The charts. */
  public static final String PAGE = "analysis.html";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(JsonNumbers.nanAsNull())
          .build();

  private FindingsFiles() {}

  /**
   * Writes all files.
   *
   * @param folder is made if it is missing
   * @param embeddings of each encoder
   * @param now when the page is made
   * @return the names of the files
   */
  public static List<String> write(
      Findings found, List<Embeddings> embeddings, Path folder, Instant now) {
    OutputFolder.create(folder, "analysis", "--out DIR");
    List<String> names = new ArrayList<>();
    text(folder, JSON_FILE, json(found), names);
    text(folder, "measures.csv", measures(found), names);
    text(folder, "projections.csv", projections(found), names);
    text(folder, "weights.csv", weights(found), names);
    for (int i = 0; i < embeddings.size(); i++) {
      Embeddings one = embeddings.get(i);
      String name = String.format(Locale.ROOT, "embeddings_%d.npy", i + 1);
      NpyWriter.write(
          folder.resolve(name), new long[] {one.rows().length, one.width()}, one.floats());
      names.add(name);
    }
    text(folder, PAGE, FindingsPage.of(found, now), names);
    return names;
  }

  private static void text(Path folder, String name, String content, List<String> names) {
    AtomicFile.writeString(folder.resolve(name), content);
    names.add(name);
  }

  /** All numbers; those that are not known are null. */
  static String json(Findings found) {
    try {
      return JSON.writeValueAsString(found) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String measures(Findings found) {
    StringBuilder lines = new StringBuilder("encoder,measure,value\n");
    for (EncoderFindings encoder : found.encoders()) {
      for (Measure<EncoderFindings> measure : Measure.OF_ENCODER) {
        line(lines, encoder.encoder(), measure.key(), measure.of().applyAsDouble(encoder));
      }
    }
    PairFindings pair = found.pair();
    if (pair != null) {
      for (Measure<PairFindings> measure : Measure.OF_PAIR) {
        line(lines, "both", measure.key(), measure.of().applyAsDouble(pair));
      }
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String encoder, String key, double value) {
    lines.append(quoted(encoder)).append(',').append(key).append(',');
    lines.append(number(value)).append('\n');
  }

  static String projections(Findings found) {
    StringBuilder lines = new StringBuilder("encoder,image,class,pca_1,pca_2,tsne_1,tsne_2\n");
    for (EncoderFindings encoder : found.encoders()) {
      for (int i = 0; i < found.images().size(); i++) {
        int label = found.labels().get(i);
        lines.append(quoted(encoder.encoder())).append(',').append(quoted(found.images().get(i)));
        lines.append(',').append(label < 0 ? "" : quoted(found.classes().get(label)));
        for (List<List<Double>> plane : List.of(encoder.pca(), encoder.tsne())) {
          for (double value : plane.get(i)) {
            lines.append(',').append(number(value));
          }
        }
        lines.append('\n');
      }
    }
    return lines.toString();
  }

  static String weights(Findings found) {
    StringBuilder lines =
        new StringBuilder("encoder,tensor,outputs,inputs,log_norm,alpha,distance,tail\n");
    for (EncoderFindings encoder : found.encoders()) {
      for (WeightLayer layer : encoder.layers()) {
        lines.append(quoted(encoder.encoder())).append(',').append(quoted(layer.tensor()));
        lines.append(',').append(layer.outputs()).append(',').append(layer.inputs());
        lines.append(',').append(number(layer.logNorm())).append(',').append(number(layer.alpha()));
        lines.append(',').append(number(layer.distance())).append(',').append(layer.tail());
        lines.append('\n');
      }
    }
    return lines.toString();
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.valueOf(value) : "";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
