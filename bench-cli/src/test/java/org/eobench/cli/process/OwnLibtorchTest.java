package org.eobench.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnLibtorchTest {
  @TempDir private Path torch;

  @Test
  void leavesTheLibtorchOfTheJarAlone() {
    assertThat(OwnLibtorch.flavor(name -> null)).isEmpty();
  }

  @Test
  void takesTheBindingForCudaWhereLibtorchHasCuda() throws IOException {
    Path folder = libtorch("__version__ = '2.7.1+cu128'\n");
    assertThat(OwnLibtorch.flavor(Map.of(OwnLibtorch.PATH, folder.toString())::get))
        .contains("cpu");
    Files.createFile(folder.resolve(System.mapLibraryName("torch_cuda")));
    assertThat(OwnLibtorch.flavor(Map.of(OwnLibtorch.PATH, folder.toString())::get))
        .contains("cu128");
  }

  @Test
  void leavesTheFlavourThatWasAskedForAlone() throws IOException {
    Path folder = libtorch("__version__ = '2.7.1'\n");
    Map<String, String> environment =
        Map.of(OwnLibtorch.PATH, folder.toString(), OwnLibtorch.FLAVOR, "cu130");
    assertThat(OwnLibtorch.flavor(environment::get)).isEmpty();
  }

  @Test
  void refusesAnotherVersionThanTheBindingWasBuiltFor() throws IOException {
    Path folder = libtorch("__version__ = '2.11.0+cu130'\n");
    assertThatThrownBy(() -> OwnLibtorch.flavor(Map.of(OwnLibtorch.PATH, folder.toString())::get))
        .hasMessageContaining("[Bench/WrongLibtorch]")
        .hasMessageContaining("version 2.11.0")
        .hasMessageContaining("libtorch 2.7.1");
  }

  @Test
  void believesWhoNamesAVersion() throws IOException {
    Path folder = libtorch("__version__ = '2.11.0+cu130'\n");
    Map<String, String> environment =
        Map.of(OwnLibtorch.PATH, folder.toString(), OwnLibtorch.VERSION, "2.11.0");
    assertThat(OwnLibtorch.flavor(environment::get)).contains("cpu");
  }

  @Test
  void refusesAFolderWithoutLibtorch() {
    assertThatThrownBy(() -> OwnLibtorch.flavor(Map.of(OwnLibtorch.PATH, torch.toString())::get))
        .hasMessageContaining("[Bench/NoLibtorch]")
        .hasMessageContaining(torch.toString());
  }

  private Path libtorch(String version) throws IOException {
    Path folder = Files.createDirectory(torch.resolve("lib"));
    Files.createFile(folder.resolve(System.mapLibraryName("torch")));
    Files.writeString(torch.resolve("version.py"), version);
    return folder;
  }
}
