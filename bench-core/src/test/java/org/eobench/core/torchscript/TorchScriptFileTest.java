package org.eobench.core.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.PickleSample;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorFormat;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.io.tensors.ZipSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptFileTest {
  @TempDir Path folder;

  @Test
  void listsTensorsByAttributePathAndRunsNothing() {
    Path path = ProgramSample.write(folder.resolve("net.pt"));
    try (TensorFile file = TensorFile.open(path)) {
      assertThat(file.format()).isEqualTo(TensorFormat.TORCHSCRIPT);
      assertThat(file.tensors())
          .containsExactly(
              new TensorInfo("weight", TensorType.F32, new long[] {2, 3}),
              new TensorInfo("kept.0", TensorType.F32, new long[] {1}),
              new TensorInfo("block.bias", TensorType.F32, new long[] {2}),
              new TensorInfo("constants.0", TensorType.F32, new long[] {}));
      assertThat(file.floats("weight")).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(file.floats("kept.0")).containsExactly(8);
      assertThat(file.floats("block.bias")).containsExactly(7, 8);
      assertThat(file.floats("constants.0")).containsExactly(9);
    }
  }

  @Test
  void tellsFormatsApartByContent() throws IOException {
    assertThat(TensorFormat.of(ProgramSample.write(folder.resolve("a"))))
        .isEqualTo(TensorFormat.TORCHSCRIPT);
    byte[] empty = new PickleSample().raw('}').end();
    Path checkpoint = ZipSample.checkpoint(empty).write(folder.resolve("b"));
    assertThat(TensorFormat.of(checkpoint)).isEqualTo(TensorFormat.TORCH_ZIP);
    try (TensorFile file = TensorFile.open(checkpoint)) {
      assertThat(file.format()).isEqualTo(TensorFormat.TORCH_ZIP);
    }
    Path old = Files.write(folder.resolve("c"), PickleSample.legacy(empty, "0", 1));
    assertThat(TensorFormat.of(old)).isEqualTo(TensorFormat.TORCH_LEGACY);
    assertThatThrownBy(() -> TensorFormat.of(folder.resolve("d")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("does not exist");
  }

  /** A class of the program is only a bag of attributes; every other name is refused as ever. */
  @Test
  void refusesOtherNamesInPrograms() {
    byte[] attack =
        new PickleSample().global("os", "system").mark().text("ls").tuple().raw('R').end();
    for (ZipSample archive :
        new ZipSample[] {
          ProgramSample.archive(attack, ProgramSample.constants()),
          ProgramSample.archive(ProgramSample.module(), attack)
        }) {
      Path path = archive.write(folder.resolve("attack.pt"));
      assertThatThrownBy(() -> TensorFile.open(path))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("RefusedPickle")
          .hasMessageContaining("os.system");
    }
  }
}
