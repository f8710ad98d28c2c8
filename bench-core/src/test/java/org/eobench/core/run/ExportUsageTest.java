package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.task.Task;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.core.torchscript.TorchScriptExporter;
import org.junit.jupiter.api.Test;

class ExportUsageTest {
  private static String text(Task<?, ?> task, Quantity quantity, List<String> classes) {
    DatasetSpec dataset =
        new DatasetSpec(
            "d",
            1,
            task.kind(),
            quantity,
            Map.of(),
            Map.of(),
            classes,
            -1,
            List.of(),
            8,
            1,
            "",
            "");
    EncoderSpec encoder =
        new EncoderSpec(Map.of("optical", List.of("B4")), 8, List.of(), false, false, false);
    TorchScriptExporter.Exported exported =
        new TorchScriptExporter.Exported(Map.of("optical", new Shape(-1, 1, 8, 8)), true, 0);
    return new ExportUsage(Path.of("m.pt"), exported, task, dataset, encoder).text();
  }

  @Test
  void takesTheLargestLogitOfClasses() {
    assertThat(text(new Segmentation(), Quantity.PLAIN, List.of("land", "water")))
        .contains("input optical: float32 [B, 1, 8, 8], bands B4")
        .contains("logits of 2 classes (land, water)")
        .contains("classes = model(torch.zeros(1, 1, 8, 8)).argmax(1)");
  }

  @Test
  void asksEachLabelByItself() {
    assertThat(text(new MultiLabelClassification(), Quantity.PLAIN, List.of("a", "b")))
        .contains("logits of 2 labels (a, b)")
        .contains(".sigmoid()")
        .doesNotContain("argmax");
  }

  @Test
  void bringsPredictedValuesToTheirUnit() {
    assertThat(text(new Regression(), new Quantity("t/ha", 40, 2.5), List.of("Biomass")))
        .contains("Biomass as the model predicts it")
        .contains("values = model(torch.zeros(1, 1, 8, 8)) * 2.5 + 40.0 # in t/ha")
        .doesNotContain("argmax");
  }
}
