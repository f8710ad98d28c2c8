package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eobench.core.error.BenchException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeFolderTest {
  private static final int SOMEBODY = 54_321;

  @TempDir private Path folder;
  private Path temp = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"), "not a Unix");
    temp = Files.createDirectory(folder.resolve("temp"));
  }

  private Path prepare(@Nullable String home, Map<String, String> settings) {
    return NativeFolder.prepare(settings::get, home, temp);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Path inTemp() throws IOException {
    Object user = Files.getAttribute(folder, "unix:uid");
    return temp.resolve("eobench-natives-" + user);
  }

  private static void refuses(ThrowingCallable call, String... sentence) {
    assertThatThrownBy(call)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NativeFolder] PyTorch cannot be unpacked safely: ")
        .hasMessageContaining("next: set one: `export DJL_CACHE_DIR=")
        .satisfies(failure -> assertThat(failure.getMessage()).contains(sentence));
  }

  @Test
  void makesAFolderInTheHomeThatNobodyElseSees() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));

    Path made = prepare(home.toString(), Map.of());

    assertThat(made).isEqualTo(home.resolve(".djl.ai"));
    assertThat(permissions(made)).isEqualTo("rwx------");
    assertThat(prepare(home.toString(), Map.of())).as("again").isEqualTo(made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "/no/such/home", "relative"})
  void makesAPrivateFolderOfTheUserWhereThereIsNoHome(String home) throws IOException {
    Path made = prepare(home, Map.of());

    assertThat(made).isEqualTo(inTemp());
    assertThat(permissions(made)).isEqualTo("rwx------");
    assertThat(prepare(null, Map.of())).isEqualTo(made);
  }

  @Test
  void takesTheFolderThatASettingNames() {
    Path named = folder.resolve("a/b");
    Map<String, String> both =
        Map.of("ENGINE_CACHE_DIR", named.toString(), "DJL_CACHE_DIR", "/elsewhere");
    assertThat(prepare("/root", both)).isEqualTo(named).isDirectory();
    assertThat(prepare(null, Map.of("DJL_CACHE_DIR", named.toString()))).isEqualTo(named);
    assertThat(prepare(null, Map.of("DJL_CACHE_DIR", ""))).isNotEqualTo(named);
  }

  @Test
  void refusesALinkInTheFolderForTemporaryFiles() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(inTemp(), elsewhere);

    refuses(() -> prepare(null, Map.of()), inTemp() + " is a symbolic link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void followsALinkThatTheUserMadeInTheHome() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Files.createSymbolicLink(home.resolve(".djl.ai"), disk);

    assertThat(prepare(home.toString(), Map.of())).isEqualTo(home.resolve(".djl.ai"));

    Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwxrwxrwx"));
    refuses(() -> prepare(home.toString(), Map.of()), "other users can write to " + disk);
  }

  @Test
  void refusesWhatOthersMayWriteTo() throws IOException {
    Path library = Files.createDirectories(inTemp().resolve("pytorch/2.7.1-cpu"));
    Path planted = Files.createFile(library.resolve("libtorch.so"));
    Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rw-rw-rw-"));

    refuses(() -> prepare(null, Map.of()), "other users can write to " + planted);
  }

  @Test
  void takesTheGroupsRightToWriteAway() throws IOException {
    Path made = prepare(null, Map.of());
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxr-x"));

    prepare(null, Map.of());

    assertThat(permissions(made)).isEqualTo("rwxr-xr-x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pytorch", "pytorch/2.7.1-cpu", "pytorch/2.7.1-cpu/libtorch.so"})
  void refusesWhatBelongsToSomebodyElse(String below) throws IOException {
    Path version = Files.createDirectories(inTemp().resolve("pytorch/2.7.1-cpu"));
    Files.createFile(version.resolve("libtorch.so"));
    Path given = inTemp().resolve(below);
    assumeTrue(givenAway(given), "only root can give files away");

    refuses(() -> prepare(null, Map.of()), given + " belongs to ");
  }

  private static boolean givenAway(Path path) {
    try {
      Files.setAttribute(path, "unix:uid", SOMEBODY);
      return true;
    } catch (IOException notRoot) {
      return false;
    }
  }

  @Test
  void saysThatAFolderCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    refuses(
        () -> prepare(null, Map.of("DJL_CACHE_DIR", file.resolve("cache").toString())),
        "cache cannot be used: ",
        "where: " + file.resolve("cache"));
    refuses(
        () -> prepare(null, Map.of("DJL_CACHE_DIR", file.toString())), file + " is not a folder");
  }
}
