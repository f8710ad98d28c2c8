package org.eobench.pretrain.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.Collate;
import org.eobench.core.loader.SampleCheck;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.junit.jupiter.api.Test;

class UnlabelledImagesTest {
  /** Two samples in each split, with a class. */
  private static final class Labelled implements EoDataset {
    @Override
    public DatasetSpec spec() {
      return new DatasetSpec(
          "labelled",
          1,
          Classification.KIND,
          Quantity.PLAIN,
          Map.of("optical", List.of(new Band("B2", null))),
          Map.of(),
          List.of("a", "b"),
          -1,
          List.of(0.5, 0.5),
          2,
          1,
          "none",
          "none");
    }

    @Override
    public List<SampleRef> samples(Split split) {
      return List.of(
          new SampleRef(split.key() + "_1", List.of()),
          new SampleRef(split.key() + "_2", List.of()));
    }

    @Override
    public Sample read(SampleRef ref, Map<String, List<String>> bands) {
      return new Sample(
          Map.of("optical", new Image(new float[4], 1, 1, 2, 2)), new ImageClass(1), ref);
    }
  }

  @Test
  void poolsTheImagesOfTheSplitsInTheirOrder() {
    UnlabelledImages images = new UnlabelledImages(new Labelled(), Set.of(Split.VAL, Split.TRAIN));
    assertThat(images.samples(Split.TRAIN))
        .extracting(SampleRef::id)
        .containsExactly("train_1", "train_2", "val_1", "val_2");
    assertThat(images.samples(Split.VAL)).isEmpty();
    assertThat(images.samples(Split.TEST)).isEmpty();
  }

  @Test
  void forgetsTheTargets() {
    UnlabelledImages images = new UnlabelledImages(new Labelled(), Set.of(Split.TRAIN));
    List<Sample> samples = new ArrayList<>();
    for (SampleRef ref : images.samples(Split.TRAIN)) {
      samples.add(images.read(ref, Map.of("optical", List.of("B2"))));
    }
    assertThat(samples).extracting(Sample::target).containsOnly(NoTarget.NONE);
    assertThat(new SampleCheck(images.spec()).problems(samples.get(0))).isEmpty();
    Batch batch = Collate.batch(samples);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(Objects.requireNonNull(batch.images().get("optical")).batch()).isEqualTo(2);
    assertThat(images.spec().task().key()).isEqualTo("unlabelled");
  }
}
