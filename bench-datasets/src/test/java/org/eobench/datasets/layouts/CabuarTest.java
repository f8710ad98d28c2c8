package org.eobench.datasets.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.eobench.core.dataset.Split;
import org.eobench.datasets.OpenedSet;
import org.eobench.testing.layouts.change.CabuarFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fires as groups of HDF5 files. */
class CabuarTest {
  @TempDir Path folder;

  @Test
  void readsFiresOfHdf5ByFold() {
    OpenedSet set = OpenedSet.written(new CabuarFixture(), folder);
    assertThat(set.ids(Split.TRAIN))
        .as("uuid_2 has no image before the fire; 10 comes after 3")
        .containsExactly("512x512/a_3", "512x512/a_10");
    assertThat(set.ids(Split.VAL)).containsExactly("512x512/a_0", "512x512/a_1");
    assertThat(set.ids(Split.TEST)).containsExactly("chabud_test/b_0", "chabud_test/b_1");
    assertThat(set.dataset().remarks())
        .containsExactly("1 fires have no image before the fire and are left out");
    float[] swir = set.optical("512x512/a_10", "B12", "B2");
    int plane = CabuarFixture.SIDE * CabuarFixture.SIDE;
    assertThat(swir).hasSize(2 * 2 * plane);
    assertThat(swir[7]).isEqualTo(CabuarFixture.value("a_10", "pre_fire", 11, 7));
    assertThat(swir[plane + 7]).isEqualTo(CabuarFixture.value("a_10", "post_fire", 11, 7));
    assertThat(swir[2 * plane + 7]).isEqualTo(CabuarFixture.value("a_10", "pre_fire", 1, 7));
    assertThat(set.labels("512x512/a_10")).startsWith(1, 0, 0, 1, 0, 0);
  }

  @Test
  void namesWhatIsWrongWithFires() throws IOException {
    OpenedSet set = OpenedSet.written(new CabuarFixture(), folder);
    assertThatThrownBy(() -> OpenedSet.reopened(new CabuarFixture(), folder, "~dataset.folds.2"))
        .hasMessageContaining("the attribute fold is '2'")
        .hasMessageContaining("512x512.hdf5:/a_2")
        .hasMessageContaining("one of 0, 1, 3, 4, chabud");
    Path test = set.root().resolve("chabud_test.h5");
    byte[] whole = Files.readAllBytes(test);
    Files.write(test, Arrays.copyOf(whole, whole.length / 3));
    assertThatThrownBy(() -> OpenedSet.reopened(new CabuarFixture(), folder))
        .hasMessageContaining(test.toString());
    Files.delete(test);
    assertThatThrownBy(() -> OpenedSet.reopened(new CabuarFixture(), folder))
        .hasMessageContaining("data set CaBuAr lacks 1 of 2 files")
        .hasMessageContaining(test.toString());
    assertThat(Objects.requireNonNull(set.root().getFileName()).toString()).isEqualTo("cabuar");
  }
}
