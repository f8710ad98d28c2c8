package org.eobench.core.dataset.subset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.task.regression.ImageRegression;
import org.eobench.core.task.regression.ImageValue;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.junit.jupiter.api.Test;

class OversamplingTest {
  private static final List<String> DAMAGE = List.of("none", "minor", "major", "destroyed");

  /** Maps of two pixels: one of no damage, and one of the damage 0, 1, 2 or 3. */
  private static DrawnData maps() {
    List<Target> targets = new ArrayList<>();
    for (int damage = 0; damage < 4; damage++) {
      targets.add(new LabelMap(new int[] {0, damage}, 1, 2));
    }
    return new DrawnData(Segmentation.KIND, DAMAGE, targets, false);
  }

  private static OversampleConfig classes(List<?>... lists) {
    List<List<String>> names = new ArrayList<>();
    for (List<?> list : lists) {
      names.add(list.stream().map(String::valueOf).toList());
    }
    return new OversampleConfig(names);
  }

  /** Pangaea's rule for xView2: one more for any damage, and another one for minor and major. */
  @Test
  void addsACopyForEachListThatASampleHasAClassOf() {
    DrawnData data = maps();
    List<SampleRef> once = Oversampling.of(data, OversampleConfig.NONE);
    assertThat(once).hasSize(4);
    List<SampleRef> all =
        Oversampling.of(
            data, classes(List.of("minor", "major", "destroyed"), List.of("minor", "major")));
    assertThat(all.subList(0, 4)).isEqualTo(once);
    assertThat(all)
        .containsExactly(
            once.get(0),
            once.get(1),
            once.get(2),
            once.get(3),
            once.get(1),
            once.get(2),
            once.get(3),
            once.get(1),
            once.get(2));
  }

  @Test
  void namesAClassThatIsUnknown() {
    assertThatThrownBy(() -> Oversampling.of(maps(), classes(List.of("mayor"))))
        .hasMessageContaining("'mayor' is no class")
        .hasMessageContaining("dataset.oversample.classes")
        .hasMessageContaining("major");
    DrawnData values =
        new DrawnData(
            ImageRegression.KIND, List.of("height"), List.<Target>of(new ImageValue(3)), false);
    assertThatThrownBy(() -> Oversampling.of(values, classes(List.of("height"))))
        .hasMessageContaining("the targets of the data set are values");
  }
}
