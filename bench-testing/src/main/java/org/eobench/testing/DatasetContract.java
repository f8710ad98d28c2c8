package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.loader.SampleCheck;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of data sets. The test of a plug-in extends this class, writes a few tiny files in
 * the real layout of each of its data sets, and lists the data sets.
 */
public abstract class DatasetContract {

  /**
   * A data set with tiny files.
   *
   * @param name registry key
   * @param open opens the data set; each call opens it again
   */
  public record Subject(String name, Supplier<EoDataset> open) {}

  /** The data sets to test. */
  protected abstract Stream<Subject> subjects();

  @TestFactory
  Stream<DynamicNode> datasetContract() {
    return subjects().map(subject -> ContractRule.all(subject.name(), subject, rules()));
  }

  private static List<ContractRule<Subject>> rules() {
    return List.of(
        new ContractRule<>("declares consistent facts", DatasetContract::facts),
        new ContractRule<>("has samples in disjoint splits", DatasetContract::splits),
        new ContractRule<>("lists the same samples every time", DatasetContract::stable),
        new ContractRule<>("names files that exist", DatasetContract::files),
        new ContractRule<>(
            "reads values of the declared shape that are finite, or NaN for missing data",
            DatasetContract::values),
        new ContractRule<>("reads classes or the ignore index", DatasetContract::labels),
        new ContractRule<>("reads bands by name, in any order", DatasetContract::bands),
        new ContractRule<>("reads a part as it is in the whole", DatasetContract::parts));
  }

  private static void facts(Subject subject) {
    DatasetSpec spec = subject.open().get().spec();
    assertThat(spec.name()).isNotBlank();
    assertThat(spec.version()).isPositive();
    assertThat(spec.citation()).isNotBlank();
    assertThat(spec.licence()).isNotBlank();
    assertThat(spec.classes()).doesNotHaveDuplicates();
    assertThat(spec.classes().isEmpty() && !spec.task().equals(NoTarget.KIND)).isFalse();
    assertThat(spec.frames()).isPositive();
    assertThat(spec.bands()).isNotEmpty();
    assertThat(spec.bands().keySet()).containsAll(spec.stats().keySet());
    spec.bands()
        .forEach(
            (modality, bands) -> {
              assertThat(bands).extracting(Band::name).isNotEmpty().doesNotHaveDuplicates();
              BandStats stats = spec.stats(modality);
              for (List<Double> values :
                  List.of(stats.mean(), stats.std(), stats.min(), stats.max())) {
                assertThat(values.size()).isIn(0, bands.size());
              }
            });
  }

  private static void splits(Subject subject) {
    EoDataset dataset = subject.open().get();
    Set<String> seen = new HashSet<>();
    for (Split split : Split.values()) {
      assertThat(dataset.samples(split)).as(split.key()).isNotEmpty();
      for (SampleRef ref : dataset.samples(split)) {
        assertThat(seen.add(ref.id())).as("%s is new", ref.id()).isTrue();
      }
    }
  }

  private static void stable(Subject subject) {
    EoDataset one = subject.open().get();
    EoDataset other = subject.open().get();
    for (Split split : Split.values()) {
      assertThat(one.samples(split)).isEqualTo(other.samples(split));
    }
  }

  private static void files(Subject subject) {
    EoDataset dataset = subject.open().get();
    for (Split split : Split.values()) {
      for (SampleRef ref : dataset.samples(split)) {
        assertThat(ref.files()).isNotEmpty();
        for (Path file : ref.files()) {
          assertThat(file).isRegularFile();
        }
      }
    }
  }

  private static void values(Subject subject) {
    EoDataset dataset = subject.open().get();
    DatasetSpec spec = dataset.spec();
    Map<String, List<String>> all = names(spec, false);
    for (Split split : Split.values()) {
      SampleRef ref = dataset.samples(split).get(0);
      Sample sample = dataset.read(ref, all);
      assertThat(sample.ref()).isEqualTo(ref);
      assertThat(sample.images().keySet()).containsExactlyElementsOf(all.keySet());
      sample
          .images()
          .forEach(
              (modality, image) -> {
                assertThat(image.channels())
                    .isEqualTo(all.getOrDefault(modality, List.of()).size());
                assertThat(image.frames()).isEqualTo(spec.frames());
                for (float value : image.data()) {
                  assertThat(Float.isInfinite(value)).as("%s of %s", value, ref.id()).isFalse();
                }
              });
    }
  }

  private static void labels(Subject subject) {
    EoDataset dataset = subject.open().get();
    DatasetSpec spec = dataset.spec();
    for (Split split : Split.values()) {
      SampleRef ref = dataset.samples(split).get(0);
      assertThat(new SampleCheck(spec).problems(dataset.read(ref, names(spec, false)))).isEmpty();
    }
  }

  /** The same band must have the same values, regardless of its position in the request. */
  private static void bands(Subject subject) {
    EoDataset dataset = subject.open().get();
    Map<String, List<String>> forward = names(dataset.spec(), false);
    Map<String, List<String>> backward = names(dataset.spec(), true);
    SampleRef ref = dataset.samples(Split.TRAIN).get(0);
    Sample one = dataset.read(ref, forward);
    Sample other = dataset.read(ref, backward);
    forward.forEach(
        (modality, bands) -> {
          Image image = Objects.requireNonNull(one.images().get(modality));
          Image turned = Objects.requireNonNull(other.images().get(modality));
          int count = bands.size();
          int plane = image.data().length / count;
          for (int band = 0; band < count; band++) {
            int mirror = count - 1 - band;
            assertThat(slice(image, band, plane)).isEqualTo(slice(turned, mirror, plane));
          }
          List<String> last = bands.subList(count - 1, count);
          Sample single = dataset.read(ref, Map.of(modality, last));
          assertThat(single.images()).containsOnlyKeys(modality);
          assertThat(Objects.requireNonNull(single.images().get(modality)).data())
              .isEqualTo(slice(image, count - 1, plane));
        });
  }

  private static void parts(Subject subject) {
    EoDataset dataset = subject.open().get();
    Map<String, List<String>> bands = names(dataset.spec(), true);
    SampleRef ref = dataset.samples(Split.TRAIN).get(0);
    Sample whole = dataset.read(ref, bands);
    List<ImagePart> chosen = new ArrayList<>();
    Sample part =
        dataset.read(
            ref,
            bands,
            (height, width) -> {
              chosen.add(new ImagePart(height / 4, width / 3, height / 2, width / 2));
              return chosen.get(0);
            });
    if (part == null) {
      assertThat(chosen).as("the choice may draw random numbers").isEmpty();
      return;
    }
    assertThat(chosen).hasSize(1);
    ImagePart at = chosen.get(0);
    assertThat(part.ref()).isEqualTo(ref);
    assertThat(part.acquisition()).isEqualTo(whole.acquisition());
    if (whole.target().dense()) {
      assertThat(part.target().height()).isEqualTo(at.height());
      assertThat(part.target().width()).isEqualTo(at.width());
    }
    if (whole.target().dense()) {
      List<Float> all = said(whole.target());
      List<Float> some = said(part.target());
      for (int i = 0; i < at.height() * at.width(); i++) {
        assertThat(some.get(i)).isEqualTo(all.get(pixel(i, at, whole.target().width())));
      }
    }
    bands
        .keySet()
        .forEach(
            modality -> {
              Image all = Objects.requireNonNull(whole.images().get(modality));
              Image cut = Objects.requireNonNull(part.images().get(modality));
              assertThat(cut.height()).isEqualTo(at.height());
              assertThat(cut.width()).isEqualTo(at.width());
              for (int i = 0; i < cut.data().length; i++) {
                int pixel = pixel(i, at, all.width());
                int plane = i / (at.height() * at.width());
                assertThat(cut.data()[i])
                    .isEqualTo(all.data()[plane * all.height() * all.width() + pixel]);
              }
            });
  }

  /** What a map says of each pixel; NaN for none. */
  private static List<Float> said(Target map) {
    List<Float> said = new ArrayList<>();
    map.report(
        new TargetVisitor() {
          @Override
          public void label(int label) {
            said.add((float) label);
          }

          @Override
          public void labels(boolean[] present) {
            throw new AssertionError("a map says one thing of each pixel");
          }

          @Override
          public void value(float value) {
            said.add(value);
          }

          @Override
          public void ignored() {
            said.add(Float.NaN);
          }
        });
    return said;
  }

  /** The pixel of the whole that a value of a part belongs to. */
  private static int pixel(int value, ImagePart part, int width) {
    int row = value / part.width() % part.height();
    return (part.row() + row) * width + part.column() + value % part.width();
  }

  private static float[] slice(Image image, int band, int plane) {
    return java.util.Arrays.copyOfRange(image.data(), band * plane, (band + 1) * plane);
  }

  private static Map<String, List<String>> names(DatasetSpec spec, boolean backward) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    spec.bands()
        .forEach(
            (modality, bands) -> {
              List<String> list = new ArrayList<>(bands.stream().map(Band::name).toList());
              if (backward) {
                Collections.reverse(list);
              }
              names.put(modality, list);
            });
    return names;
  }
}
