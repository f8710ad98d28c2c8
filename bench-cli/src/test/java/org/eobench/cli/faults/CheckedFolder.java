package org.eobench.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.cli.process.ThisProgram;

/**
 * What {@code check} said of a folder of images and masks.
 *
 * @param answer what the program said
 * @param data the folder
 */
record CheckedFolder(ProgramAnswer answer, Path data) {
  private static final List<String> FOLDER =
      List.of("dataset=folder", "dataset.images.optical=*_img.tif", "dataset.mask=*_mask.tif");

  private static final Pattern LOSS = Pattern.compile(", loss ([0-9.]+)");

  /** The words of the reported command lines, for data below {@code data}. */
  static List<String> words(Path data, String... more) {
    List<String> words = new ArrayList<>(FOLDER);
    words.addAll(
        List.of(
            "dataset.root_path=" + data,
            "dataset.bands.optical=[B2,B3,B4]",
            "dataset.classes=[land,water]",
            "dataset.split.ratio=[0.5,0.25,0.25]",
            "encoder=dofa_tiny",
            "encoder.input_size=32",
            "encoder.patch_size=8",
            "decoder=seg_upernet_tiny",
            "dataset.chip_size=32",
            "batch_size=2",
            "device=cpu",
            "cache_dir=" + cache(data)));
    words.addAll(List.of(more));
    return words;
  }

  /** Runs {@code check} with the words of the reported command lines. */
  static CheckedFolder check(Path data, String... more) {
    List<String> words = words(data, more);
    words.add(0, "check");
    return new CheckedFolder(
        ProgramAnswer.to(words, Objects.requireNonNull(data.getParent())), data);
  }

  /** As {@link #check}, in a process of its own with another locale. */
  static CheckedFolder checkInLocale(String locale, Path data, String... more) {
    List<String> words = words(data, more);
    words.add(0, "check");
    ProcessBuilder program =
        new ProcessBuilder(ThisProgram.command(List.of(), words)).redirectErrorStream(true);
    program.environment().put("LC_ALL", locale);
    try {
      Process process = program.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new CheckedFolder(new ProgramAnswer(process.waitFor(), said), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Asserts that the loss of the tried batch depends on the seed, and on nothing else. */
  static void requireLossBySeed(Path data) {
    String first = check(data, "seed=5").fits().loss();
    assertThat(check(data, "seed=5").fits().loss()).isEqualTo(first);
    assertThat(check(data, "seed=6").fits().loss()).isNotEqualTo(first);
  }

  /** Asserts that names outside ASCII are read in the locale that the refusal names. */
  static void requireLocaleOfNames(Path data) {
    checkInLocale("C", data, "dataset.split.by=list")
        .refuses("InvalidPath", "run the command again, prefixed with LC_ALL=C.UTF-8");
    checkInLocale("C.UTF-8", data, "dataset.split.by=list").fits().says("train 8, val 4, test 4");
  }

  private static Path cache(Path data) {
    return data.resolveSibling(data.getFileName() + "-cache");
  }

  String said() {
    return answer.said();
  }

  /** Asserts that nothing was refused. */
  CheckedFolder fits() {
    answer.fits();
    return this;
  }

  /** Asserts a clean refusal. */
  CheckedFolder refuses(String... texts) {
    answer.refuses(texts);
    return this;
  }

  CheckedFolder says(String... texts) {
    answer.says(texts);
    return this;
  }

  /** Asserts the statistics of the training split, one value a band. */
  CheckedFolder hasStatistics(String name, double tolerance, double... bands) {
    JsonNode values = statistics().path(name);
    assertThat(values).as(name + "; it said:\n" + said()).hasSize(bands.length);
    for (int band = 0; band < bands.length; band++) {
      assertThat(values.get(band).asDouble(Double.NaN))
          .as(name + " of band " + band)
          .isCloseTo(bands[band], within(tolerance));
    }
    return this;
  }

  /** The loss of the batch that {@code check} tried. */
  String loss() {
    Matcher found = LOSS.matcher(said());
    assertThat(found.find()).as("a loss; it said:\n" + said()).isTrue();
    return found.group(1);
  }

  private JsonNode statistics() {
    try (Stream<Path> files = Files.list(cache(data))) {
      List<Path> kept =
          files.filter(file -> file.getFileName().toString().endsWith(".json")).toList();
      assertThat(kept).as("kept statistics; it said:\n" + said()).hasSize(1);
      return new ObjectMapper().readTree(kept.get(0).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
