package org.eobench.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.report.format.MarkdownReport;
import org.eobench.report.format.WideTable;
import org.eobench.report.runs.RunFolders;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressionTest {
  @TempDir private Path folder;

  private ReportTable table() {
    return ReportTable.of(
        RunFolders.read(List.of(folder)),
        ReportRequest.DEFAULT,
        task -> SegmentationScoring.METRICS);
  }

  private SyntheticRun stored(long seed) {
    return SyntheticRun.of("embeddings", "seg_linear", "quickstart", seed);
  }

  @Test
  void formatsOfTheSameEmbeddingsMakeACurveFromTheLargest() {
    for (long seed = 0; seed < 2; seed++) {
      stored(seed).embeddings("dofa_tiny", "bit", 96, 13).quality(0.5).write(folder);
      stored(seed).embeddings("dofa_tiny", "fp32", 96, 384).quality(0.7).write(folder);
      stored(seed).embeddings("dofa_tiny", "int8", 96, 96).quality(0.65).write(folder);
    }
    SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", 0).quality(0.7).write(folder);
    stored(0).embeddings("", "int8 alphaearth", 64, 64).quality(0.6).write(folder);
    ReportTable table = table();
    assertThat(table.compressions()).hasSize(1);
    Compression curve = table.compressions().get(0);
    assertThat(curve.encoder()).isEqualTo("dofa_tiny");
    assertThat(curve.points())
        .extracting(Compression.Point::format)
        .containsExactly(Compression.ITSELF, "fp32", "int8", "bit");
    assertThat(curve.points()).extracting(Compression.Point::runs).containsExactly(1, 2, 2, 2);
    Compression.Point bit = curve.points().get(3);
    assertThat(curve.difference(bit))
        .isCloseTo(bit.mean() - curve.points().get(0).mean(), within(1e-12));
    List<List<String>> body = WideTable.compressions(table).body();
    assertThat(body.get(2)).contains("int8", "96");
    assertThat(body.get(3).get(3)).isEqualTo("13");
    assertThat(MarkdownReport.of(table)).contains("embeddings of", "the encoder itself");
  }

  @Test
  void oneFormatAloneIsNoCurve() {
    stored(0).embeddings("dofa_tiny", "fp32", 96, 384).write(folder);
    SyntheticRun.of("vit_tiny", "seg_linear", "quickstart", 0).write(folder);
    assertThat(table().compressions()).isEmpty();
    assertThat(MarkdownReport.of(table())).doesNotContain("embeddings of");
  }
}
