package org.eobench.cli.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.eobench.pretrain.run.PretrainResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row D4 of docs/systems.md: the curve of a probe beside the loss of the pretraining. */
class PretrainProbeTest {
  @TempDir private Path folder;

  @Test
  void d4LogsItsCurveBesideTheLossAndChangesNoBitOfThePretraining() {
    TinyPretraining tiny = new TinyPretraining(folder);
    PretrainResult alone = tiny.run();
    PretrainResult probed =
        tiny.run(
            "probe=[knn,linear]",
            TinyPretraining.PROBE,
            "probe.linear.run=['dataset=quickstart_classification','dataset.training_chips=12',"
                + "'dataset.test_chips=6','dataset.img_size=32','decoder=cls_linear','batch_size=4',"
                + "'task.trainer.n_epochs=2','num_workers=0','test_num_workers=0']",
            "probe.linear.every_epochs=null",
            "probe.linear.every_iterations=4");

    assertThat(TinyPretraining.everything(probed.directory()))
        .isEqualTo(TinyPretraining.everything(alone.directory()));
    assertThat(TinyPretraining.lines(probed.directory(), "train"))
        .hasSize(6)
        .isEqualTo(TinyPretraining.lines(alone.directory(), "train"));
    List<String> probes = TinyPretraining.lines(probed.directory(), "probe");
    assertThat(probes).hasSize(4);
    assertThat(probes.get(0)).contains("\"iteration\":0", "\"knn\":{", "\"linear\":{");
    assertThat(probes.get(1)).contains("\"iteration\":3", "\"knn\":{").doesNotContain("linear");
    assertThat(probes.get(2)).contains("\"iteration\":4", "\"linear\":{").doesNotContain("knn");
    assertThat(probes.get(3)).contains("\"iteration\":6", "\"knn\":{", "\"linear\":{", "accuracy");
    assertThat(tiny.said)
        .anyMatch(line -> line.matches("probe knn after 6 iterations: accuracy .*"));
  }
}
