package org.eobench.core.run;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.task.Task;
import org.eobench.core.torchscript.TorchScriptExporter;

/**
 * Instructions for using an exported file in Python.
 *
 * @param target the file
 * @param exported inputs of the program
 * @param task meaning of its output
 * @param dataset the classes or the quantity that it predicts
 */
record ExportUsage(
    Path target,
    TorchScriptExporter.Exported exported,
    Task<?, ?> task,
    DatasetSpec dataset,
    EncoderSpec encoder) {

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
        String.format(
            Locale.ROOT,
            "output: %s; model.encoder gives the feature maps",
            task.describeLogits(dataset)));
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
    lines.add("  " + task.pythonPrediction(zeros.toString(), dataset));
    return String.join("\n", lines);
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
