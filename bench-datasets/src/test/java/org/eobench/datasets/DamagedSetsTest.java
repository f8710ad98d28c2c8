package org.eobench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.SampleCheck;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.all.LayoutFixtures;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each data set in a published layout says of damage: a missing file, a truncated file, a band
 * that its files lack, a label that is no class, and a list of another version. No damage is read
 * as data, and each message names the file or the key, and what to do.
 */
class DamagedSetsTest {
  private static final String STRANGER = "no_such_sample";

  @TempDir Path folder;

  private final Map<String, Path> written = new HashMap<>();

  private static String name(LayoutFixture fixture) {
    return fixture instanceof Enum<?> variant
        ? fixture.dataset() + " " + variant.name()
        : fixture.dataset();
  }

  private Path root(LayoutFixture fixture) {
    return written.computeIfAbsent(
        name(fixture),
        name -> {
          Path root = folder.resolve(name.replace(' ', '_'));
          try {
            fixture.write(Files.createDirectories(root));
            return root;
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  private EoDataset open(LayoutFixture fixture, String... more) {
    List<String> words = new ArrayList<>(fixture.overrides());
    words.addAll(List.of(more));
    return ComposedDataset.open(
        folder.resolve("cache"), fixture.dataset(), root(fixture), words.toArray(String[]::new));
  }

  private static Stream<DynamicTest> each(Consumer<LayoutFixture> check) {
    return LayoutFixtures.all().stream()
        .map(fixture -> DynamicTest.dynamicTest(name(fixture), () -> check.accept(fixture)));
  }

  /** Reads all bands of some samples, as checks do. */
  private static void read(EoDataset dataset, List<SampleRef> refs) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    dataset
        .spec()
        .bands()
        .forEach((modality, all) -> bands.put(modality, all.stream().map(Band::name).toList()));
    SampleCheck check = new SampleCheck(dataset.spec());
    for (SampleRef ref : refs) {
      Sample sample = dataset.read(ref, bands);
      List<Problem> problems = check.problems(sample);
      if (!problems.isEmpty()) {
        throw new BenchException(ExitCode.DATA, problems);
      }
    }
  }

  /** The message of the error that opening a data set and reading samples cause. */
  private String message(LayoutFixture fixture, List<SampleRef> refs, String... more) {
    try {
      EoDataset dataset = open(fixture, more);
      List<String> ids = refs.stream().map(SampleRef::id).toList();
      List<SampleRef> same =
          ComposedDataset.samples(dataset).stream()
              .filter(ref -> refs.isEmpty() || ids.contains(ref.id()))
              .toList();
      read(dataset, same);
    } catch (BenchException refused) {
      return refused.getMessage();
    }
    return fail("%s reads it without an error", name(fixture));
  }

  /** The last training sample and its files, which several samples may share. */
  private static SampleRef victim(EoDataset dataset) {
    List<SampleRef> refs = dataset.samples(Split.TRAIN);
    return refs.get(refs.size() - 1);
  }

  private static void requireHelp(String message) {
    assertThat(message).contains("[Bench/");
    assertThat(message.lines().count()).as("what, where, expected or next").isGreaterThan(1);
  }

  @TestFactory
  Stream<DynamicTest> namesAMissingFile() {
    return each(
        fixture -> {
          SampleRef ref = victim(open(fixture));
          for (Path file : ref.files()) {
            Path aside = file.resolveSibling("aside.moved");
            move(file, aside);
            String message = message(fixture, List.of());
            move(aside, file);
            requireHelp(message);
            assertThat(message).as(file.toString()).contains(stem(file));
          }
        });
  }

  /** What names a file, or the sample of it where files are found by a pattern. */
  private static String stem(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.\\w+$", "");
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @TestFactory
  Stream<DynamicTest> namesATruncatedFile() {
    return each(
        fixture -> {
          SampleRef ref = victim(open(fixture));
          for (Path file : new LinkedHashSet<>(ref.files())) {
            byte[] whole = bytes(file);
            write(file, Arrays.copyOf(whole, whole.length / 2));
            String message = message(fixture, List.of(ref));
            write(file, whole);
            requireHelp(message);
            assertThat(message).contains(file.toString());
          }
        });
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @TestFactory
  Stream<DynamicTest> namesABandThatTheFilesLack() {
    return each(
        fixture -> {
          EoDataset dataset = open(fixture);
          for (Map.Entry<String, List<Band>> entry : dataset.spec().bands().entrySet()) {
            List<String> bands = new ArrayList<>();
            entry.getValue().forEach(band -> bands.add(quoted(band.name())));
            bands.add("B77");
            String message =
                message(
                    fixture,
                    List.of(victim(dataset)),
                    "dataset.bands." + entry.getKey() + "=[" + String.join(",", bands) + "]",
                    "++dataset.wavelengths=null",
                    "++dataset.data_mean=null",
                    "++dataset.data_std=null",
                    "++dataset.data_min=null",
                    "++dataset.data_max=null");
            requireHelp(message);
            assertThat(message).containsPattern("B77|\\b" + (bands.size() - 1) + " bands");
          }
        });
  }

  private static String quoted(String band) {
    return "'" + band + "'";
  }

  /** The config knows fewer classes than the labels of the files have. */
  @TestFactory
  Stream<DynamicTest> namesALabelThatIsNoClass() {
    return each(
        fixture -> {
          DatasetSpec spec = open(fixture).spec();
          if (spec.task().equals(NoTarget.KIND) || !spec.task().classes()) {
            return;
          }
          List<String> fewer = spec.classes().subList(0, 1);
          String message =
              message(
                  fixture,
                  List.of(),
                  "dataset.classes=[" + quoted(fewer.get(0)) + "]",
                  "++dataset.num_classes=1",
                  "++dataset.distribution=[]");
          requireHelp(message);
        });
  }

  /** A list, table or index that names a sample that is not there. */
  @TestFactory
  Stream<DynamicTest> namesAListOfAnotherVersion() {
    return each(
        fixture -> {
          EoDataset dataset = open(fixture);
          Set<Path> data = new LinkedHashSet<>();
          ComposedDataset.samples(dataset).forEach(ref -> data.addAll(ref.files()));
          for (Path list : lists(root(fixture), data)) {
            byte[] whole = bytes(list);
            String text = new String(whole, StandardCharsets.UTF_8);
            String other = replaced(text, dataset);
            if (!other.equals(text)) {
              write(list, other.getBytes(StandardCharsets.UTF_8));
              String message = message(fixture, List.of());
              write(list, whole);
              requireHelp(message);
              assertThat(message).contains(STRANGER);
            }
          }
        });
  }

  private static List<Path> lists(Path root, Set<Path> data) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(txt|csv|json|lst)"))
          .filter(file -> !data.contains(file))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A list in which one sample has another name. */
  private static String replaced(String text, EoDataset dataset) {
    for (SampleRef ref : dataset.samples(Split.TRAIN)) {
      for (Path file : ref.files()) {
        String stem = stem(file);
        if (text.contains(stem)) {
          return text.replace(stem, STRANGER);
        }
      }
      String last = ref.id().substring(ref.id().lastIndexOf('/') + 1);
      if (last.length() > 3 && text.contains(last)) {
        return text.replace(last, STRANGER);
      }
    }
    return text;
  }
}
