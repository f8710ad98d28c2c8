package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar has all classes of the Parquet library, some of which it loads by their names. */
class ParquetIT {
  /** Names a, b, c and labels x, y, x, written by pyarrow 25.0.1 with Zstandard. */
  private static final String LABELS =
      "UEFSMRUEFR4VMEwVBhUAEgAAKLUv/SAPeQAAAQAAAGEBAAAAYgEAAABjFQAVFBUmLBUGFRAVBhUGHAAAACi1L/0gClEA"
          + "AAIAAAAGAQIDJAAVBBUUFSZMFQQVABIAACi1L/0gClEAAAEAAAB4AQAAAHkVABUSFSQsFQYVEBUGFQYcAAAAKLUv"
          + "/SAJSQAAAgAAAAYBAQMCFQQZPDUAGAZzY2hlbWEVBAAVDCUCGARuYW1lJQBMHAAAABUMJQIYBWxhYmVsJQBMHAAA"
          + "ABYGGRwZLCYAHBUMGTUABhAZGARuYW1lFQwWBhZ0FpgBJlQmCCksFQQVABUCABUAFRAVAgA8FgYZBhkmAAYAAAAm"
          + "ABwVDBk1AAYQGRgFbGFiZWwVDBYGFmgWjAEm4gEmoAEpLBUEFQAVAgAVABUQFQIAPBYGGQYZJgAGAAAAFtwBFgYm"
          + "CBakAgAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjUuMC4xGSwcAAAcAAAA5wAAAFBBUjE=";

  @TempDir private Path folder;

  /** The writer is in the jar too, of which the packaging leaves out what nothing uses. */
  @Test
  void writesEmbeddingsAndTrainsOnThem() throws IOException {
    List<String> data =
        List.of(
            "dataset=quickstart_classification",
            "dataset.training_chips=8",
            "dataset.test_chips=4",
            "device=cpu",
            "batch_size=4");
    List<String> embed =
        new ArrayList<>(List.of("embed", "all", "embedded", "--format", "parquet"));
    embed.addAll(List.of("encoder=dofa_tiny", "preprocessing=cls_resize"));
    embed.addAll(data);
    assertThat(BenchProcess.in(folder).run(embed).succeeds().out())
        .contains("768 embeddings of 12 images by dofa_tiny");
    assertThat(folder.resolve("embedded/embeddings.parquet")).isRegularFile();
    List<String> train =
        new ArrayList<>(
            List.of(
                "encoder=embeddings",
                "encoder.path=embedded",
                "preprocessing=embeddings",
                "decoder=cls_linear",
                "task.trainer.n_epochs=1"));
    train.addAll(data);
    assertThat(BenchProcess.in(folder).run(train).succeeds().out()).contains("accuracy");
  }

  @Test
  void readsATableOfLabels() throws IOException {
    Files.write(folder.resolve("labels.parquet"), Base64.getDecoder().decode(LABELS));
    Random random = new Random(1);
    for (String name : List.of("a", "b", "c")) {
      TiffBuilder.unsigned(16, 8, 8, random.doubles(64, 200, 3000).map(Math::rint).toArray())
          .write(folder.resolve(name + ".tif"));
    }
    BenchProcess.Result result =
        BenchProcess.in(folder)
            .run(
                List.of(
                    "stats",
                    "dataset=folder",
                    "task=classification",
                    "dataset.root_path=.",
                    "dataset.images.optical='*.tif'",
                    "dataset.bands.optical=[B4]",
                    "dataset.table={file:labels.parquet,id:name,label:label}",
                    "dataset.img_size=8",
                    "dataset.split.ratio=[1,0,0]"));
    result.succeeds();
    assertThat(result.out()).contains("x 66.67 %, y 33.33 %");
  }
}
