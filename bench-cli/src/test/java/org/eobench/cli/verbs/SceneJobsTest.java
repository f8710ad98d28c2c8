package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.command.Flags;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes that several processes share. */
class SceneJobsTest {
  private static final int BANDS = 6;
  private static final int SIDE = 40;

  @TempDir private Path folder;

  @Test
  void twoProcessesWriteEachSceneOnceAndAsOneDoes() throws IOException {
    ProgramAnswer.to(
            List.of(
                "experiment=quickstart",
                "device=cpu",
                "dataset.img_size=64",
                "dataset.training_chips=8",
                "dataset.test_chips=2",
                "batch_size=2",
                "task.trainer.n_epochs=1",
                "decoder=seg_linear",
                "cache_dir=" + folder.resolve("cache"),
                "work_dir=" + folder.resolve("runs")),
            folder)
        .fits();
    Path scenes = Files.createDirectory(folder.resolve("scenes"));
    for (int i = 0; i < 3; i++) {
      float[] values = new float[BANDS * SIDE * SIDE];
      for (int k = 0; k < values.length; k++) {
        values[k] = (i + 1) * 0.1f + k % 7 * 0.01f;
      }
      GeoTiffWriter.write(
          scenes.resolve("scene" + i + ".tif"),
          GeoTiffSpec.plain(SIDE, SIDE, BANDS, SampleType.FLOAT32),
          values);
    }
    predict(scenes, "one").fits();
    predict(scenes, "two", "--jobs", "2").fits();
    predict(scenes, "part", "--part", "2/2").fits();
    assertThat(maps("two")).containsExactly("scene0.tif", "scene1.tif", "scene2.tif");
    assertThat(maps("part")).containsExactly("scene1.tif");
    for (String map : maps("one")) {
      assertThat(folder.resolve("two").resolve(map))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(map));
    }

    Files.writeString(scenes.resolve("scene1.tif"), "no picture");
    assertThat(predict(scenes, "broken", "--jobs", "2").exit()).isNotEqualTo(ExitCode.OK.code());
  }

  private ProgramAnswer predict(Path scenes, String output, String... more) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      List<String> words = new ArrayList<>();
      words.addAll(
          List.of(
              "predict",
              runs.findFirst().orElseThrow().toString(),
              scenes.toString(),
              folder.resolve(output).toString(),
              "deterministic_threads=1"));
      words.addAll(List.of(more));
      return ProgramAnswer.to(words, folder);
    }
  }

  private List<String> maps(String output) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".tif"))
          .sorted()
          .toList();
    }
  }

  @Test
  void refusesNumbersThatMakeNoSense() {
    assertThatThrownBy(() -> ScenePart.of(flags("--part", "3/2"))).hasMessageContaining("3/2");
    assertThatThrownBy(() -> ScenePart.of(flags("--part", "2"))).hasMessageContaining("1/4");
    assertThatThrownBy(() -> SceneJobs.count(flags("--jobs", "0"))).hasMessageContaining("0");
    assertThatThrownBy(() -> SceneJobs.count(flags("--jobs", "2", "--part", "1/2")))
        .hasMessageContaining("--part");
  }

  private static Flags flags(String... words) {
    return Flags.of(List.of(words), List.of(SceneJobs.JOBS, ScenePart.FLAG), List.of());
  }

  @Test
  void partsHaveEachSceneOnce() {
    List<Integer> scenes = List.of(0, 1, 2, 3, 4);
    assertThat(new ScenePart(1, 2).of(scenes)).containsExactly(0, 2, 4);
    assertThat(new ScenePart(2, 2).of(scenes)).containsExactly(1, 3);
    assertThat(new ScenePart(7, 9).of(scenes)).isEmpty();
  }
}
