package org.eobench.core.run;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.torchscript.TorchScriptExporter;

/**
 * How an exported file is used from Python, for a user.
 *
 * @param target the file
 * @param exported what the program takes
 * @param dataset what its output means
 */
record ExportUsage(
    Path target, TorchScriptExporter.Exported exported, DatasetSpec dataset, EncoderSpec encoder) {

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("written: " + target);
    StringJoiner zeros = new StringJoiner(", ", "model(", ")");
    exported
        .inputs()
        .forEach(
            (modality, shape) -> {
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "input %s: float32 %s, bands %s, prepared as in the run",
                      modality,
                      axes(shape),
                      String.join(", ", encoder.inputBands().getOrDefault(modality, List.of()))));
              zeros.add(String.format(Locale.ROOT, "torch.zeros(%s)", numbers(shape)));
            });
    lines.add(
        String.format(Locale.ROOT, "output: %s; model.encoder gives the feature maps", output()));
    lines.add(
        exported.anyBatch()
            ? "batch: any size"
            : "batch: one image at a time, as the model is built");
    lines.add(
        String.format(
            Locale.ROOT,
            "checked: its output differs from the model's by at most %.2g",
            exported.difference()));
    lines.add("");
    lines.add(String.format(Locale.ROOT, "  import torch; model = torch.jit.load(\"%s\")", target));
    lines.add("  " + answer(zeros.toString()));
    return String.join("\n", lines);
  }

  private String output() {
    String names = String.join(", ", dataset.classes());
    return switch (dataset.task()) {
      case SEGMENTATION, CHANGE_DETECTION, CLASSIFICATION ->
          String.format(Locale.ROOT, "logits of %d classes (%s)", dataset.numClasses(), names);
      case MULTI_LABEL_CLASSIFICATION ->
          String.format(Locale.ROOT, "logits of %d labels (%s)", dataset.numClasses(), names);
      case REGRESSION -> String.format(Locale.ROOT, "%s as the model predicts it, near 0", names);
    };
  }

  /** A line of Python that makes predictions of the program's output. */
  private String answer(String call) {
    Quantity quantity = dataset.quantity();
    return switch (dataset.task()) {
      case SEGMENTATION, CHANGE_DETECTION, CLASSIFICATION ->
          String.format(Locale.ROOT, "classes = %s.argmax(1)", call);
      case MULTI_LABEL_CLASSIFICATION ->
          String.format(Locale.ROOT, "probabilities = %s.sigmoid()", call);
      case REGRESSION ->
          String.format(
              Locale.ROOT,
              "values = %s * %s + %s%s",
              call,
              quantity.scale(),
              quantity.offset(),
              quantity.unit().isEmpty() ? "" : " # in " + quantity.unit());
    };
  }

  private static String axes(Shape shape) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (long size : shape.getShape()) {
      text.add(size < 0 ? "B" : String.valueOf(size));
    }
    return text.toString();
  }

  private static String numbers(Shape shape) {
    StringJoiner text = new StringJoiner(", ");
    for (long size : shape.getShape()) {
      text.add(String.valueOf(Math.max(1, size)));
    }
    return text.toString();
  }
}
