package org.eobench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.contract.DataContract;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.testing.DatasetContract;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.all.LayoutFixtures;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every data set in a published layout, opened as a run does: by its name and its few overrides.
 */
class LayoutFixturesTest extends DatasetContract {
  /** Configs of files that no publisher lays out. */
  private static final Set<String> OF_NO_PUBLISHER = Set.of("folder");

  @TempDir Path folder;

  private static String name(LayoutFixture fixture) {
    return fixture instanceof Enum<?> variant
        ? fixture.dataset() + " " + variant.name()
        : fixture.dataset();
  }

  /** The folder of a fixture, written at its first use. */
  private Path root(LayoutFixture fixture) {
    Path root = folder.resolve(name(fixture).replace(' ', '_'));
    if (!Files.exists(root)) {
      write(fixture, root);
    }
    return root;
  }

  private static void write(LayoutFixture fixture, Path root) {
    try {
      fixture.write(Files.createDirectories(root));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private EoDataset open(LayoutFixture fixture) {
    return ComposedDataset.open(
        folder.resolve("cache"),
        fixture.dataset(),
        root(fixture),
        fixture.overrides().toArray(String[]::new));
  }

  @Override
  protected Stream<Subject> subjects() {
    return LayoutFixtures.all().stream()
        .map(fixture -> new Subject(name(fixture), () -> open(fixture)));
  }

  /** Sizes as declared, and nothing in the values that contradicts the configuration. */
  @TestFactory
  Stream<DynamicTest> fitsItsDescription() {
    return LayoutFixtures.all().stream()
        .map(fixture -> DynamicTest.dynamicTest(name(fixture), () -> fits(open(fixture))));
  }

  private static void fits(EoDataset opened) {
    EoDataset dataset = new MaskedDataset(opened);
    DatasetSpec spec = dataset.spec();
    DataContract contract = new DataContract(spec, true);
    Map<String, List<String>> bands = new LinkedHashMap<>();
    spec.bands()
        .forEach((modality, list) -> bands.put(modality, list.stream().map(Band::name).toList()));
    for (Split split : Split.values()) {
      assertThat(dataset.samples(split)).as(split.key()).hasSizeGreaterThanOrEqualTo(2);
      for (SampleRef ref : dataset.samples(split)) {
        Sample sample = dataset.read(ref, bands);
        contract.add(split, sample);
        Image main = sample.images().values().iterator().next();
        if (spec.imgSize() > 0) {
          assertThat(List.of(main.height(), main.width()))
              .as("pixels of " + ref.id())
              .allMatch(side -> side == spec.imgSize());
        }
      }
    }
    assertThat(contract.findings())
        .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> writesTheSameFilesAgain() {
    return LayoutFixtures.all().stream()
        .map(
            fixture ->
                DynamicTest.dynamicTest(
                    name(fixture),
                    () -> {
                      Path again = folder.resolve("again").resolve(root(fixture).getFileName());
                      write(fixture, again);
                      assertThat(hashes(again)).isEqualTo(hashes(root(fixture))).isNotEmpty();
                    }));
  }

  private static Map<String, String> hashes(Path root) throws IOException {
    Map<String, String> hashes = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        hashes.put(root.relativize(file).toString(), hash(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A data set that the program draws needs no fixture; every other one has one. */
  @Test
  void everyConfigOfADataSetHasAFixture() {
    Set<String> fixtures =
        LayoutFixtures.all().stream().map(LayoutFixture::dataset).collect(Collectors.toSet());
    Set<String> without = new TreeSet<>(ComposedDataset.names());
    without.removeAll(fixtures);
    without.removeIf(name -> name.startsWith("quickstart"));
    assertThat(without).isEqualTo(OF_NO_PUBLISHER);
  }
}
