package org.eobench.core.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.core.dataset.SampleRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
  @TempDir Path folder;

  @Test
  void hashesAFileAndATextAlike() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "abc");
    String known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(FileHash.sha256(file)).isEqualTo(known);
    assertThat(FileHash.sha256("abc")).isEqualTo(known);
  }

  @Test
  void hashOfAJarSeesTheContentOfAnEntryButNotItsTime() throws IOException {
    String hash = FileHash.ofEntries(jar("one.jar", "abc", 0));
    assertThat(hash).isEqualTo(FileHash.sha256("a.txt\t891568578\t3\n"));
    assertThat(FileHash.ofEntries(jar("two.jar", "abc", 1_000_000_000_000L))).isEqualTo(hash);
    assertThat(FileHash.ofEntries(jar("three.jar", "abd", 0))).isNotEqualTo(hash);
  }

  private Path jar(String name, String content, long time) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      ZipEntry entry = new ZipEntry("a.txt");
      entry.setTime(time);
      out.putNextEntry(entry);
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Test
  void readsTheHashOfAnEarlierRecord() throws IOException {
    Program read =
        new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .readValue("{\"version\": \"0.1\", \"jar_sha256\": \"ab\"}", Program.class);
    assertThat(read.jarEntriesSha256()).isEqualTo("ab");
  }

  @Test
  void hashOfAFileListSeesAShortenedFileButNotTheFolder() throws IOException {
    Path here = Files.createDirectory(folder.resolve("here"));
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.writeString(here.resolve("a.tif"), "0123");
    Files.writeString(there.resolve("a.tif"), "0123");
    String hash = listHash(here);
    assertThat(listHash(there)).isEqualTo(hash);
    Files.writeString(there.resolve("a.tif"), "012");
    assertThat(listHash(there)).isNotEqualTo(hash);
  }

  private static String listHash(Path root) {
    return FileHash.ofFileList(List.of(new SampleRef("a", List.of(root.resolve("a.tif")))));
  }

  @Test
  void knowsNoCommitOutsideAWorkingTree() {
    assertThat(GitInfo.of(folder)).isEmpty();
  }

  @Test
  void tellsACleanTreeFromADirtyOne() throws IOException, InterruptedException {
    org.junit.jupiter.api.Assumptions.assumeTrue(git("init", "-q") == 0, "git is not installed");
    Files.writeString(folder.resolve("a.txt"), "a");
    git("add", "a.txt");
    git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "a");
    assertThat(GitInfo.of(folder))
        .hasValueSatisfying(
            info -> {
              assertThat(info.commit()).hasSize(40);
              assertThat(info.dirty()).isFalse();
            });
    Files.setLastModifiedTime(folder.resolve("a.txt"), FileTime.fromMillis(0));
    byte[] index = Files.readAllBytes(folder.resolve(".git/index"));
    assertThat(GitInfo.of(folder).orElseThrow().dirty()).isFalse();
    assertThat(folder.resolve(".git/index")).as("git's own file").hasBinaryContent(index);
    Files.writeString(folder.resolve("a.txt"), "b");
    assertThat(GitInfo.of(folder).orElseThrow().dirty()).isTrue();
  }

  private int git(String... words) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException noGit) {
      return -1;
    }
  }

  @Test
  void describesThisMachine() {
    Environment environment =
        Environment.of("0.35.1", "PyTorch 2.7.1", "/home/me/.djl.ai/pytorch/2.7.1", "cpu");
    assertThat(environment.cores()).isPositive();
    assertThat(environment.cpu()).isNotEmpty();
    assertThat(environment.java()).startsWith(String.valueOf(Runtime.version().feature()));
  }

  @Test
  void hasNoJarHashWhenRunFromClassFolders() {
    assertThat(Program.running().jarEntriesSha256()).isNull();
  }
}
