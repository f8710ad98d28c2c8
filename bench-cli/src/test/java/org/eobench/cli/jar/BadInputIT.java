package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything a user can get wrong ends with a sentence, the right exit code and nothing broken. The
 * jar itself answers to what could abort the virtual machine or leave half a file.
 */
class BadInputIT {
  @TempDir private Path temporary;
  private Path folder;
  private Path chips;

  @BeforeEach
  void writeChips() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work"));
    chips = ChipFiles.write(temporary.resolve("chips"));
  }

  @Test
  void namesTheFolderThatIsMissingAndWhereToGetTheData() {
    BenchProcess.in(folder)
        .run("encoder=dofa", "decoder=seg_upernet", "dataset=hlsburnscars")
        .failsWith(
            ExitCode.DATA,
            folder.resolve("data/HLSBurnScars").toString(),
            "https://huggingface.co/",
            "dataset.root_path=",
            "DOFA_ViT_base_e100.pth");
  }

  @Test
  void refusesAnEmptySplit() throws IOException {
    for (int i = 0; i < 2; i++) {
      Files.delete(ChipFiles.image(chips, "validation", i));
      Files.delete(ChipFiles.mask(chips, "validation", i));
    }
    refuses(ExitCode.DATA, chips.resolve("validation").toString());
  }

  @Test
  void namesAMaskThatIsMissing() throws IOException {
    Path mask = ChipFiles.mask(chips, "training", 3);
    Files.delete(mask);
    refuses(ExitCode.DATA, mask.toString());
  }

  @Test
  void namesATruncatedImage() throws IOException {
    Path image = ChipFiles.image(chips, "training", 2);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    run().failsWith(ExitCode.DATA, image.toString());
  }

  @Test
  void namesAFileThatIsNoTiff() throws IOException {
    Path image = ChipFiles.image(chips, "training", 2);
    Files.writeString(image, "<html>404 not found</html>");
    refuses(ExitCode.DATA, image.toString());
  }

  @Test
  void tellsBothSizesWhenAMaskDoesNotFit() {
    Path mask = ChipFiles.mask(chips, "training", 1);
    ChipFiles.flatMask(mask, 32, 48, 0);
    refuses(ExitCode.DATA, mask.toString(), "32", "48", "64");
  }

  @Test
  void namesALabelThatIsNoClass() {
    Path mask = ChipFiles.mask(chips, "training", 4);
    ChipFiles.flatMask(mask, ChipFiles.SIZE, ChipFiles.SIZE, 7);
    refuses(ExitCode.DATA, mask.toString(), "7", "0 to 1");
  }

  @Test
  void refusesDataWhereEveryPixelIsIgnored() {
    for (int i = 0; i < 7; i++) {
      ChipFiles.flatMask(ChipFiles.mask(chips, "training", i), ChipFiles.SIZE, ChipFiles.SIZE, -1);
    }
    refuses(ExitCode.DATA, "ignore");
  }

  @Test
  void refusesATestSplitWhereEveryPixelIsIgnored() {
    for (int i = 0; i < 2; i++) {
      ChipFiles.flatMask(
          ChipFiles.mask(chips, "validation", i), ChipFiles.SIZE, ChipFiles.SIZE, -1);
    }
    refuses(ExitCode.DATA, "ignore");
  }

  @Test
  void namesTheWeightsThatAreMissing() {
    refuses(
        ExitCode.WEIGHTS,
        List.of("encoder.encoder_weights=" + folder + "/none.pth"),
        folder.resolve("none.pth").toString());
  }

  @Test
  void listsWeightsOfAnotherShape() {
    Path weights = folder.resolve("other.safetensors");
    SafetensorsWriter.write(
        weights,
        List.of(
            SafetensorsWriter.Entry.floats(
                "blocks.0.attn.qkv.weight", new long[] {2, 3}, new float[6]),
            SafetensorsWriter.Entry.floats("unheard.of", new long[] {1}, new float[1])),
        Map.of());
    refuses(
        ExitCode.WEIGHTS,
        List.of("encoder.encoder_weights=" + weights),
        weights.toString(),
        "blocks.0.attn.qkv.weight",
        "2",
        "96",
        "0 of 74 names match",
        "unheard.of",
        "cls_token",
        "more");
  }

  @Test
  void refusesAHostilePickleAndRunsNothingOfIt() throws IOException {
    Path weights = folder.resolve("hostile.pth");
    try (OutputStream out = Files.newOutputStream(weights);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      byte[] call =
          "cposix\nsystem\nX\u000b\0\0\0touch pwned".getBytes(StandardCharsets.ISO_8859_1);
      zip.write(new byte[] {(byte) 0x80, 2});
      zip.write(call);
      zip.write(new byte[] {(byte) 0x85, 'R', '.'});
      zip.putNextEntry(new ZipEntry("archive/version"));
      zip.write("3\n".getBytes(StandardCharsets.US_ASCII));
    }
    run("encoder.encoder_weights=" + weights)
        .failsWith(ExitCode.WEIGHTS, weights.toString(), "posix.system");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  /** A limit on the size of files stands for the disk: writing fails in the middle of a file. */
  @Test
  void endsCleanlyWhenTheDiskIsFull() throws IOException {
    BenchProcess.in(folder)
        .java("-XX:-UsePerfData")
        .runAfter("ulimit -f 100", TinyRun.onChips(chips))
        .failsWith(ExitCode.FAILURE, "runs", "written");
    assertNothingHalfWritten();
  }

  @Test
  void refusesAFolderThatCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("runs"), "a file where the folder should be");
    run().failsWith(ExitCode.FAILURE, "runs");
  }

  /** In this process, which shows the same answer for a tenth of the time of another one. */
  private void refuses(ExitCode code, String... texts) {
    refuses(code, List.of(), texts);
  }

  private void refuses(ExitCode code, List<String> more, String... texts) {
    List<String> words = TinyRun.onChips(chips, "work_dir=" + folder, "cache_dir=" + temporary);
    words.addAll(more);
    ProgramAnswer answer = ProgramAnswer.to(words, folder).refuses(texts).silentAbout("\tat ");
    assertThat(answer.exit()).as(answer.said()).isEqualTo(code.code());
  }

  private BenchProcess.Result run(String... more) {
    return BenchProcess.in(folder).run(TinyRun.onChips(chips, more));
  }

  private void assertNothingHalfWritten() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names).contains("run.json").noneMatch(name -> name.endsWith(".safetensors"));
      assertThat(names).noneMatch(name -> name.startsWith("hs_err"));
    }
  }
}
