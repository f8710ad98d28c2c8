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
import java.util.stream.Collectors;
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

  /**
   * Series of which some dates are used: without a date, others are, or the date has no data, as
   * the published files have it in places. Remarks count such samples.
   */
  private static final Set<String> SERIES =
      Set.of(
          "biomassters",
          "dynamicearthnet",
          "dynamicearthnet_pangaea",
          "mtbs",
          "spacenet7",
          "spacenet7cd");

  /** Of the partitions of GEO-Bench, one is chosen; the others are not read. */
  private static final String OTHER_PARTITION = "0.50x_train_partition.json";

  /** Files of a sample that are damaged, one after the other. */
  private static final int MOST = 3;

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

  /** The error that opening a data set and reading samples cause, or what its remarks say anew. */
  private String told(LayoutFixture fixture, List<String> before) {
    try {
      EoDataset dataset = open(fixture);
      read(dataset, ComposedDataset.samples(dataset));
      return dataset.remarks().stream()
          .filter(remark -> !before.contains(remark))
          .collect(Collectors.joining("\n"));
    } catch (BenchException refused) {
      String message = String.valueOf(refused.getMessage());
      requireHelp(message);
      return message;
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
      return String.valueOf(refused.getMessage());
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
          EoDataset whole = open(fixture);
          SampleRef ref = victim(whole);
          for (Path file : kinds(ref)) {
            Path aside = file.resolveSibling("aside.moved");
            move(file, aside);
            String told = told(fixture, whole.remarks());
            move(aside, file);
            boolean series = SERIES.contains(fixture.dataset());
            assertThat(told.isEmpty() && !series).as("silence without %s", file).isFalse();
            assertThat(series || names(ref, file).stream().anyMatch(told::contains))
                .as("%s names one of %s", told, names(ref, file))
                .isTrue();
          }
        });
  }

  /** One file of each folder and format, at most {@link #MOST}. */
  private static List<Path> kinds(SampleRef ref) {
    Map<String, Path> kinds = new LinkedHashMap<>();
    for (Path file : ref.files()) {
      String name = String.valueOf(file.getFileName());
      kinds.putIfAbsent(file.getParent() + name.substring(name.lastIndexOf('.')), file);
    }
    return kinds.values().stream().limit(MOST).toList();
  }

  /** What a message may call a missing file: its name, or a placeholder that stands for it. */
  private static List<String> names(SampleRef ref, Path file) {
    List<String> names = new ArrayList<>(List.of(stem(file), ref.id()));
    names.addAll(List.of(ref.id().split("[/@:]")));
    names.addAll(names.stream().map(name -> name.replaceFirst("^0+(?=.)", "")).toList());
    names.removeIf(name -> name.length() < 2);
    return names;
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
          for (Path file : kinds(ref)) {
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
            int there = bands.size();
            bands.addAll(List.of("B77", "B78")); // Not one more, which may be an alpha band.
            String message =
                message(
                    fixture,
                    List.of(victim(dataset)),
                    "dataset.bands." + entry.getKey() + "=[" + String.join(",", bands) + "]",
                    without("wavelengths", entry.getKey()),
                    without("data_mean", entry.getKey()),
                    without("data_std", entry.getKey()),
                    without("data_min", entry.getKey()),
                    without("data_max", entry.getKey()));
            requireHelp(message);
            assertThat(message)
                .containsPattern("B77|\\b(" + there + "|" + bands.size() + ") bands|layers");
          }
        });
  }

  private static String without(String key, String modality) {
    return "++dataset." + key + "." + modality + "=[]";
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
              String told = told(fixture, dataset.remarks());
              write(list, whole);
              assertThat(told).as("%s of another version", list).isNotEmpty();
            }
          }
        });
  }

  private static List<Path> lists(Path root, Set<Path> data) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(txt|csv|json|lst)"))
          .filter(file -> !data.contains(file) && !file.endsWith(OTHER_PARTITION))
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
