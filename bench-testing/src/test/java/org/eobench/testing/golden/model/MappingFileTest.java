package org.eobench.testing.golden.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.testing.golden.cases.Skipped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFileTest {
  @TempDir Path folder;

  @Test
  void mergesAMappingIntoTheOneThatItExtends() throws IOException {
    write("a", "encoder/big", "encoder: {_target_: net, depth: 12, bands: [a, b]}\nframes: 3\n");
    write("a", "encoder/small", "base: encoder/big\nencoder: {depth: 2, bands: [c]}\n");
    GoldenMapping mapping = read("encoder/small", "a");
    assertThat(ConfigJson.of(Objects.requireNonNull(mapping.encoder())).toString())
        .isEqualTo("{\"_target_\":\"net\",\"depth\":2,\"bands\":[\"c\"]}");
    assertThat(ConfigJson.of(Objects.requireNonNull(mapping.frames())).asInt()).isEqualTo(3);
  }

  @Test
  void skipsACaseWithoutAMappingAndSaysWhereItIsLookedFor() {
    assertThatThrownBy(() -> read("encoder/unheard_of"))
        .isInstanceOf(Skipped.class)
        .hasMessageContaining("no golden/encoder/unheard_of.yaml on the class path");
  }

  @Test
  void namesAMisspeltKeyItsLineAndTheNearestOne() throws IOException {
    write("a", "encoder/net", "encoder: {_target_: net}\nrequires: {}\n\nignore: [hub]\n");
    assertThatThrownBy(() -> read("encoder/net", "a"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnknownKey] ignore is not a key")
        .hasMessageContaining("golden/encoder/net.yaml:4")
        .hasMessageContaining("did you mean ignores?");
  }

  @Test
  void namesAMisspeltKeyOfAnOutputAndOfTheWeights() throws IOException {
    write(
        "a",
        "encoder/net",
        "encoder: {_target_: net}\noutputs: {x: {result_off: a}}\nweights: {prefx: a}\n");
    assertThatThrownBy(() -> read("encoder/net", "a"))
        .hasMessageContaining("outputs.x.result_off is not a key")
        .hasMessageContaining("weights.prefx is not a key");
  }

  @Test
  void refusesAnOutputThatIsFoundNowhereOrAtTwoPlaces() throws IOException {
    write("a", "encoder/net", "encoder: {_target_: net}\noutputs: {x: {call: 1}}\n");
    assertThatThrownBy(() -> read("encoder/net", "a"))
        .hasMessageContaining("exactly one of result_of and argument_of");
  }

  @Test
  void refusesAMappingThatRunsNothing() throws IOException {
    write("a", "encoder/net", "requires: {a: 1}\n");
    assertThatThrownBy(() -> read("encoder/net", "a"))
        .hasMessageContaining("[Bench/GoldenMapping]")
        .hasMessageContaining("neither an encoder nor a decoder");
  }

  @Test
  void refusesMappingsThatExtendEachOtherOrNothing() throws IOException {
    write("a", "encoder/one", "base: encoder/two\n");
    write("a", "encoder/two", "base: encoder/one\n");
    write("a", "encoder/three", "base: encoder/none\n");
    assertThatThrownBy(() -> read("encoder/one", "a")).hasMessageContaining("extend each other");
    assertThatThrownBy(() -> read("encoder/three", "a"))
        .hasMessageContaining("no golden/encoder/none.yaml to extend");
  }

  @Test
  void refusesTwoMappingsOfOneName() throws IOException {
    write("a", "encoder/net", "encoder: {_target_: net}\n");
    write("b", "encoder/net", "encoder: {_target_: other}\n");
    assertThatThrownBy(() -> read("encoder/net", "a", "b"))
        .hasMessageContaining("two mappings have the same name")
        .hasMessageContaining("/a/golden/encoder/net.yaml")
        .hasMessageContaining("/b/golden/encoder/net.yaml");
  }

  private GoldenMapping read(String component, String... jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String jar : jars) {
      urls.add(folder.resolve(jar).toUri().toURL());
    }
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
      return new MappingFile(loader).read(component);
    }
  }

  private void write(String jar, String component, String yaml) throws IOException {
    Path file = folder.resolve(jar).resolve(MappingFile.name(component));
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, yaml);
  }
}
