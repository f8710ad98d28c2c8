package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.cli.command.Flags;
import org.eobench.core.error.BenchException;
import org.eobench.core.run.scene.SceneOptions;
import org.eobench.core.run.scene.SceneOutput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneWordsTest {
  @TempDir private Path folder;
  private String scene = "";

  @BeforeEach
  void writeScene() throws IOException {
    scene = Files.writeString(folder.resolve("scene=1.tif"), "x").toString();
  }

  private static SceneWords read(String... words) {
    Flags flags = Flags.of(List.of(words), SceneWords.VALUED, SceneWords.BARE);
    return SceneWords.of(flags, flags.rest());
  }

  @Test
  void readsAllOptions() {
    SceneWords words =
        read(
            scene,
            "maps",
            "--outputs",
            "confidence,classes",
            "--dtype=uint8",
            "--windows",
            "lattice",
            "--date",
            "2024-06-01T10:30:00",
            "--bands",
            "optical=B2,B3",
            "--band-names",
            "B2=blue,B3=green",
            "--force");
    assertThat(words.inputs()).containsExactly(Path.of(scene));
    assertThat(words.options())
        .isEqualTo(
            new SceneOptions(List.of(SceneOutput.CONFIDENCE, SceneOutput.CLASSES), true, true));
    assertThat(words.time()).isEqualTo(LocalDateTime.of(2024, 6, 1, 10, 30));
    assertThat(words.bands()).isEqualTo(Map.of("optical", List.of("B2", "B3")));
    assertThat(words.bandNames()).isEqualTo(Map.of("B2", "blue", "B3", "green"));
    assertThat(words.force()).isTrue();
    assertThat(words.isFile()).isFalse();
    assertThat(words.fileOf("a", 2)).isEqualTo(Path.of("maps/a.tif"));
    SceneWords plain = read(scene, "map.tif");
    assertThat(plain.options()).isEqualTo(SceneOptions.USUAL);
    assertThat(plain.fileOf("a", 1)).isEqualTo(Path.of("map.tif"));
    assertThatThrownBy(() -> plain.fileOf("a", 2))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("2 scenes");
  }

  @Test
  void readsModalitiesAndDatesInOrder() {
    SceneWords words =
        read("--input", "sar=" + scene, "--input", "optical=" + scene + "@2024-06-01", "map.tif");
    assertThat(words.files()).hasSize(2);
    assertThat(words.files().get(0).modality()).isEqualTo("sar");
    assertThat(words.files().get(0).time()).isNull();
    assertThat(words.files().get(1).file()).isEqualTo(Path.of(scene));
    assertThat(words.files().get(1).time()).isEqualTo(LocalDateTime.of(2024, 6, 1, 12, 0));
  }

  @Test
  void wordsWithAnEqualsSignAreOverridesUnlessTheyAreFiles() {
    assertThat(SceneWords.split(List.of(scene, "device=cpu", "~freeze", "+a.b=1", "map.tif")))
        .containsExactly(List.of("device=cpu", "~freeze", "+a.b=1"), List.of(scene, "map.tif"));
  }

  @Test
  void refusesWhatMakesNoSense() {
    List<List<String>> wrong =
        List.of(
            List.of("map.tif"),
            List.of(folder.resolve("none.tif").toString(), "map.tif"),
            List.of(scene, "map.tif", "--outputs", "classes,colours"),
            List.of(scene, "map.tif", "--outputs", "classes,classes"),
            List.of(scene, "map.tif", "--dtype", "int8"),
            List.of(scene, "map.tif", "--windows", "odd"),
            List.of(scene, "map.tif", "--date", "yesterday"),
            List.of(scene, "map.tif", "--bands", "B2,,B3"),
            List.of(scene, "map.tif", "--band-names", "B2"),
            List.of("--input", scene, scene, "map.tif"),
            List.of("--input", "optical", "map.tif"),
            List.of("--input", "optical=" + scene, "--date", "2024-06-01", "map.tif"));
    List<String> said = new ArrayList<>();
    for (List<String> words : wrong) {
      assertThatThrownBy(() -> read(words.toArray(String[]::new)))
          .as(words.toString())
          .isInstanceOf(BenchException.class)
          .satisfies(failure -> said.add(failure.getMessage()));
    }
    assertThat(said.get(0)).contains("predict RUN_DIR INPUT... OUTPUT");
    assertThat(said.get(1)).contains("none.tif");
    assertThat(said.get(2)).contains("confidence");
    assertThatThrownBy(
            () ->
                SceneWords.requireNone(
                    Flags.of(List.of("--bands=B2"), SceneWords.VALUED, List.of())))
        .hasMessageContaining("--bands is for scenes");
  }
}
