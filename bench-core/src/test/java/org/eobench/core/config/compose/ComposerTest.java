package org.eobench.core.config.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.core.config.source.ConfigSource;
import org.eobench.core.config.source.DirectorySource;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposerTest {
  @TempDir Path folder;
  private ConfigFolder files = new ConfigFolder(Path.of("."));

  @BeforeEach
  void writeFiles() {
    files = new ConfigFolder(folder).standard();
  }

  private static String text(Composition composition, String key) {
    return PythonText.show(Objects.requireNonNull(composition.job().select(key)));
  }

  private static List<String> ids(BenchException failure) {
    return failure.problems().stream().map(Problem::id).toList();
  }

  @Test
  void mergesGroupsInTheOrderOfTheDefaults() {
    Composition composed = files.compose("dataset=fires");
    assertThat(composed.job().names())
        .containsExactly("encoder", "decoder", "dataset", "seed", "task", "name");
    assertThat(composed.choices()).containsEntry("decoder/head", "small");
    assertThat(text(composed, "decoder.head.channels")).isEqualTo("4");
  }

  @Test
  void letsTheCommandLineWinOverAnExperiment() {
    Composition experiment = files.compose("dataset=fires", "+experiment=quick");
    assertThat(text(experiment, "encoder.name")).isEqualTo("vit");
    assertThat(text(experiment, "seed")).isEqualTo("9");
    Composition both = files.compose("dataset=fires", "+experiment=quick", "encoder=dofa");
    assertThat(text(both, "encoder.name")).isEqualTo("dofa");
  }

  @Test
  void putsAGroupIntoAnotherPackage() {
    Composition composed = files.compose("dataset=fires", "+encoder@second.one=vit");
    assertThat(text(composed, "second.one.name")).isEqualTo("vit");
    assertThat(composed.choices()).containsEntry("encoder@second.one", "vit");
  }

  @Test
  void mergesMappingsAndReplacesLists() {
    files.with(
        "train2",
        "defaults:\n  - encoder: dofa\n  - _self_\nencoder:\n  size: {depth: 5}\n  layers: [7]\n");
    Composition composed = files.composer().compose("train2", List.of());
    assertThat(text(composed, "encoder"))
        .isEqualTo("{'name': 'dofa', 'size': {'width': 8, 'depth': 5}, 'layers': [7]}");
  }

  @Test
  void switchesAGroupOffWithNullOrTilde() {
    assertThat(files.compose("dataset=fires", "decoder=null").job().has("decoder")).isFalse();
    assertThat(files.compose("dataset=fires", "~decoder").job().has("decoder")).isFalse();
  }

  @Test
  void reportsSeveralMisspeltArgumentsAtOnce() {
    BenchException failure = files.refusal("dataset=flods", "encodr=vit", "sead=3");
    assertThat(ids(failure)).containsExactly("UnknownOption", "UnknownKey", "UnknownKey");
    assertThat(failure)
        .hasMessageContaining("did you mean floods?")
        .hasMessageContaining("did you mean encoder?")
        .hasMessageContaining("did you mean seed?")
        .hasMessageContaining("argument 2 (encodr=vit)");
  }

  @Test
  void neverOffersToAddWhatIsNearAValidName() {
    String message = files.refusal("dataset=fires", "sead=3").problems().get(0).render();
    assertThat(message).doesNotContain("+sead");
  }

  @Test
  void findsTheSameKeyElsewhere() {
    assertThat(files.refusal("dataset=fires", "n_epochs=3"))
        .hasMessageContaining("did you mean task.trainer.n_epochs?");
  }

  @Test
  void tellsAGroupFromAKey() {
    assertThat(files.refusal("dataset=fires", "decoder.head=large"))
        .hasMessageContaining("decoder/head=large");
  }

  @Test
  void keepsQuietAboutKeysOfAGroupThatDidNotCompose() {
    assertThat(ids(files.refusal("dataset=fires", "encoder=dofaa", "encoder.size.width=3")))
        .containsExactly("UnknownOption");
  }

  @Test
  void demandsAnOptionForAGroupLeftOpen() {
    assertThat(files.refusal())
        .hasMessageContaining("'dataset'")
        .hasMessageContaining("fires, floods")
        .hasMessageContaining("train.yaml:4");
  }

  @Test
  void asksForNoChoiceThatAMisspeltExperimentMayHaveMade() {
    files.with(
        "train",
        "defaults:\n  - dataset: ???\n  - decoder: ???\n  - experiment: null\n  - _self_\n");
    files.with(
        "experiment/all",
        "# @package _global_\ndefaults:\n  - override /dataset: fires\nseed: 9\n");
    List<Problem> problems = files.refusal("experiment=al").problems();

    assertThat(problems).extracting(Problem::id).containsExactly("UnknownOption", "MissingChoice");
    assertThat(problems.get(1).what()).contains("'decoder'");
  }

  @Test
  void asksForNoChoiceThatAnArgumentTriedToMake() {
    for (String argument :
        List.of("dataset=fires,floods", "+dataset=fires", "datset=fires", "dataset@x=fires")) {
      assertThat(ids(files.refusal(argument)))
          .as(argument)
          .hasSize(1)
          .doesNotContain("MissingChoice");
    }
    assertThat(files.refusal("+dataset=fires")).hasMessageContaining("write `dataset=fires`");
    files.compose("dataset=fires");
  }

  @Test
  void placesAComponentAtTheOptionThatWasChosenAndNotAtTheFilesThatOneIsBuiltOn() {
    files.with("encoder/dofa_small", "defaults:\n  - dofa\n  - _self_\nsize: {width: 2}\n");
    files.with(
        "experiment/small", "# @package _global_\ndefaults:\n  - override /encoder: dofa_small\n");
    files.with(
        "train",
        "defaults:\n  - dataset: fires\n  - encoder: dofa\n  - experiment: null\n  - _self_\n");

    assertThat(place("encoder=dofa_small")).isEqualTo("argument 1 (encoder=dofa_small)");
    assertThat(place("experiment=small")).endsWith("encoder/dofa_small.yaml:1");
    assertThat(place()).endsWith("encoder/dofa.yaml:1");
  }

  private String place(String... arguments) {
    return Objects.requireNonNull(files.compose(arguments).job().get("encoder")).origin().place();
  }

  @Test
  void refusesAMisspeltKeywordOfTheDefaults() {
    files.with("train", "defaults:\n  - optioal encoder: dofa\n  - _self_\na: 1\n");
    assertThat(files.refusal()).hasMessageContaining("did you mean optional?");
  }

  @Test
  void refusesFilesThatListEachOther() {
    files.with("train", "defaults:\n  - other\n  - _self_\na: 1\n");
    files.with("other", "defaults:\n  - train\n  - _self_\nb: 1\n");
    assertThat(ids(files.refusal())).containsExactly("DefaultsCycle");
  }

  @Test
  void remembersWhatEachValueReplaced() {
    Composition composed = files.compose("dataset=fires", "+experiment=quick", "seed=5");
    Origin origin = Objects.requireNonNull(composed.job().select("seed")).origin();
    assertThat(origin.place()).isEqualTo("argument 3 (seed=5)");
    assertThat(origin.history().get(0).place()).endsWith("quick.yaml:4");
    assertThat(origin.history().get(1).place()).endsWith("train.yaml:6");
  }

  @Test
  void looksInItsPlacesInOrder() {
    Path first = folder.resolve("first");
    new ConfigFolder(first).with("encoder/dofa", "name: mine\n");
    SearchPath path =
        new SearchPath(List.of(new DirectorySource(first), new DirectorySource(folder)));
    Composition composed =
        new Composer(path, name -> null).compose("train", List.of("dataset=fires"));
    assertThat(text(composed, "encoder")).isEqualTo("{'name': 'mine'}");
    assertThat(path.options("encoder")).containsExactly("dofa", "vit");
  }

  @Test
  void readsAndListsConfigurationInsideAJar() throws IOException {
    Path jar = folder.resolve("plugin.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("configs/encoder/mine.yaml"));
      zip.write("name: mine\n".getBytes(StandardCharsets.UTF_8));
    }
    SearchPath path =
        new SearchPath(List.of(new DirectorySource(folder), ConfigSource.of(jar, "configs")));
    assertThat(path.options("encoder")).containsExactly("dofa", "mine", "vit");
    Composition composed =
        new Composer(path, name -> null).compose("train", List.of("dataset=fires", "encoder=mine"));
    assertThat(text(composed, "name")).isEqualTo("${encoder.name}-${seed}");
    assertThat(Objects.requireNonNull(composed.job().select("encoder.name")).origin().place())
        .isEqualTo("plugin.jar!/configs/encoder/mine.yaml:1");
  }
}
