package org.eobench.core.io.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchFileTest {
  private static final byte[] SIX = PickleSample.floats(0, 1, 2, 3, 4, 5);
  private static final int[] TWO_THREE = {2, 3};
  private static final int[] ROWS = {3, 1};

  @TempDir Path folder;

  private Path zip(byte[] pickle) {
    return PickleSample.zip(folder.resolve("a.pth"), pickle, Map.of("0", SIX));
  }

  private static byte[] nested() {
    return new PickleSample()
        .raw('}')
        .mark()
        .text("epoch")
        .number(3)
        .text("args")
        .global("argparse", "Namespace")
        .raw(')', 0x81, '}')
        .text("lr")
        .number(1)
        .raw('s', 'b')
        .text("model")
        .global("collections", "OrderedDict")
        .raw(')', 'R')
        .mark()
        .text("weight")
        .tensor("FloatStorage", "0", 6, 0, TWO_THREE, ROWS)
        .text("turned")
        .tensor("FloatStorage", "0", 6, 0, new int[] {3, 2}, new int[] {1, 3})
        .text("part")
        .tensor("FloatStorage", "0", 6, 4, new int[] {2}, new int[] {1})
        .text("scalar")
        .tensor("FloatStorage", "0", 6, 5, new int[] {}, new int[] {})
        .raw('u', '}')
        .text("_metadata")
        .raw('N', 's', 'b')
        .raw('u')
        .end();
  }

  @Test
  void readsNestedDictionariesViewsStridesAndInertObjects() {
    try (TensorFile file = TensorFile.open(zip(nested()))) {
      assertThat(file.tensors())
          .containsExactly(
              new TensorInfo("model.weight", TensorType.F32, new long[] {2, 3}),
              new TensorInfo("model.turned", TensorType.F32, new long[] {3, 2}),
              new TensorInfo("model.part", TensorType.F32, new long[] {2}),
              new TensorInfo("model.scalar", TensorType.F32, new long[] {}));
      assertThat(file.floats("model.weight")).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(file.floats("model.turned")).containsExactly(0, 3, 1, 4, 2, 5);
      assertThat(file.floats("model.part")).containsExactly(4, 5);
      assertThat(file.floats("model.scalar")).containsExactly(5);
      assertThatThrownBy(() -> file.floats("model.weigth"))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("did you mean model.weight");
    }
  }

  @Test
  void refusesAPickleThatDoesNotEndOnOneValue() {
    assertRefused(new PickleSample().end(), "ends with 0 values on its stack");
    assertRefused(new PickleSample().raw('}', '0').end(), "ends with 0 values on its stack");
    assertRefused(new PickleSample().raw('}', '}').end(), "ends with 2 values on its stack");
    assertRefused(new PickleSample().raw('(', '}').end(), "ends with 2 values on its stack");
    byte[] whole = new PickleSample().raw('}').end();
    assertRefused(Arrays.copyOf(whole, whole.length - 1), "the pickle is damaged");
  }

  @Test
  void refusesAValueThatCanHoldNoTensors() {
    assertRefused(new PickleSample().number(7).end(), "the file contains 7, not weights");
    assertRefused(new PickleSample().text("weights").end(), "String, not weights");
    assertRefused(new PickleSample().raw('N').end(), ", not weights");
    assertRefused(
        new PickleSample().global("argparse", "Namespace").raw(')', 0x81).end(), ", not weights");
  }

  private void assertRefused(byte[] pickle, String why) {
    Path path = zip(pickle);
    assertThatThrownBy(() -> TensorFile.open(path))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WEIGHTS))
        .hasMessageContaining(why);
  }

  @Test
  void readsTheFormBeforeVersionOneSix() throws IOException {
    byte[] object = PickleSample.oldObject("77", 3);
    Path path = folder.resolve("old.pth");
    byte[] bytes = PickleSample.legacy(object, "77", 7, 8, 9);
    Files.write(path, bytes);
    try (TensorFile file = TensorFile.open(path)) {
      assertThat(file.floats("w")).containsExactly(8, 9);
    }
    Files.write(path, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> TensorFile.open(path))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("storage 77");
  }

  @Test
  void refusesToRunAnythingAndNamesIt() {
    byte[] attack =
        new PickleSample()
            .global("posix", "system")
            .mark()
            .text("touch " + folder.resolve("owned"))
            .tuple()
            .raw('R')
            .end();
    assertThatThrownBy(() -> TensorFile.open(zip(attack)))
        .isInstanceOfSatisfying(
            BenchException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WEIGHTS))
        .hasMessageContaining("RefusedPickle")
        .hasMessageContaining("posix.system")
        .hasMessageContaining("a.pth");
    assertThat(folder.resolve("owned")).doesNotExist();
  }

  @Test
  void refusesOtherDoorsToTheSameEnd() {
    byte[] stackGlobal =
        new PickleSample().text("builtins").text("eval").raw(0x93).raw(')').raw('R').end();
    byte[] instance = new PickleSample().mark().raw('i', 'o', 's', '\n', 'x', '\n').end();
    byte[] extension = new PickleSample().raw(0x82, 1).end();
    byte[] longText = new PickleSample().raw('L').raw('1', '\n').end();
    for (byte[] pickle : new byte[][] {stackGlobal, instance, extension, longText}) {
      assertThatThrownBy(() -> TensorFile.open(zip(pickle)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("RefusedPickle");
    }
  }

  @Test
  void refusesTensorsThatLeaveTheirStorage() {
    int[][] wrong = {{2, 4, 3, 1, 0}, {2, 3, 4, 1, 0}, {2, 3, -3, 1, 5}, {2, 3, 3, 1, 1}};
    for (int[] w : wrong) {
      byte[] pickle =
          new PickleSample()
              .raw('}')
              .text("w")
              .tensor("FloatStorage", "0", 6, w[4], new int[] {w[0], w[1]}, new int[] {w[2], w[3]})
              .raw('s')
              .end();
      assertThatThrownBy(() -> TensorFile.open(zip(pickle)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("exceeds its storage");
    }
  }

  @Test
  void refusesClaimsThatTheFileCannotMeet() {
    byte[] large =
        new PickleSample()
            .raw('}')
            .text("w")
            .tensor("FloatStorage", "0", 2_000_000_000, 0, TWO_THREE, ROWS)
            .raw('s')
            .end();
    assertThatThrownBy(() -> TensorFile.open(zip(large)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("should hold 2000000000 elements");
    byte[] repeated =
        new PickleSample()
            .raw('}')
            .text("w")
            .tensor("FloatStorage", "0", 6, 0, new int[] {2_000_000_000}, new int[] {0})
            .raw('s')
            .end();
    assertThatThrownBy(() -> TensorFile.open(zip(repeated)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("repeats a storage");
    byte[] longText = new PickleSample().raw('X').int32(0x7fffffff).end();
    assertThatThrownBy(() -> TensorFile.open(zip(longText)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("2147483647 bytes");
  }

  /** A list that holds itself, and one whose tree has 2^60 leaves though it is small. */
  @Test
  void refusesEndlessTrees() {
    byte[] self = new PickleSample().raw(']', 'q', 0, 'h', 0, 'a').end();
    PickleSample doubling = new PickleSample().raw(']');
    for (int i = 0; i < 60; i++) {
      doubling.raw('q', 1, '0', ']', '(', 'h', 1, 'h', 1, 'e');
    }
    for (byte[] pickle : new byte[][] {self, doubling.end()}) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () ->
              assertThatThrownBy(() -> TensorFile.open(zip(pickle)))
                  .isInstanceOf(BenchException.class)
                  .hasMessageContaining("nests more than"));
    }
  }

  /** Hashing a list that holds itself would not end, so lists are no keys. */
  @Test
  void refusesContainersAsKeys() {
    byte[] pickle = new PickleSample().raw('}', ']', 'N', 's').end();
    assertThatThrownBy(() -> TensorFile.open(zip(pickle)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("container as a key");
  }

  @Test
  void refusesAZipThatWouldBurst() throws IOException {
    Path path = folder.resolve("bomb.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      byte[] nulls = new byte[1 << 20];
      java.util.Arrays.fill(nulls, (byte) 'N');
      for (int i = 0; i < 80; i++) {
        zip.write(nulls);
      }
    }
    assertThat(Files.size(path)).isLessThan(1 << 20);
    assertThatThrownBy(() -> TensorFile.open(path))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("at most 64 MiB");
  }

  @Test
  void answersChangedCheckpointsWithASentence() throws IOException {
    byte[] original = Files.readAllBytes(zip(nested()));
    Path path = folder.resolve("mutant.pth");
    Random random = new Random(3);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] mutant =
          i % 10 == 0
              ? java.util.Arrays.copyOf(original, random.nextInt(original.length))
              : original.clone();
      for (int change = 0; change < 2 && mutant.length > 0; change++) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      Files.write(path, mutant);
      try (TensorFile file = TensorFile.open(path)) {
        for (TensorInfo info : file.tensors()) {
          file.floats(info.name());
        }
        read++;
      } catch (BenchException sentence) {
        refused++;
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void readsTheGoldenCheckpoint() throws IOException {
    Path golden = SharedFiles.require("golden/enc_dofa_tiny_pth");
    JsonNode entries =
        new ObjectMapper().readTree(golden.resolve("case.json").toFile()).at("/weights/entries");
    try (TensorFile file = TensorFile.open(golden.resolve("weights.pth"))) {
      assertThat(entries.size()).isPositive();
      for (JsonNode entry : entries) {
        String name = entry.get(0).asText();
        long[] shape = new ObjectMapper().convertValue(entry.get(1), long[].class);
        assertThat(file.tensors()).contains(new TensorInfo(name, TensorType.F32, shape));
        assertThat(file.floats(name)).hasSize((int) Shapes.count(shape)).doesNotContain(Float.NaN);
      }
    }
  }
}
