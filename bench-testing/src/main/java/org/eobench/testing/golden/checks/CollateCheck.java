package org.eobench.testing.golden.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.Collate;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.LabelMapBatch;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.RecordedArray;

/** Cases of batches of samples with different numbers of dates. */
final class CollateCheck implements GoldenCheck {
  private static final String MODALITY = "optical";

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().equals("preprocessing/collate");
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; golden.hasInput(MODALITY + i); i++) {
      RecordedArray image = golden.input(MODALITY + i);
      RecordedArray target = golden.input("target" + i);
      samples.add(
          new Sample(
              Map.of(MODALITY, PreprocessingCheck.image(image)),
              new LabelMap(target.ints(), target.size(0), target.size(1)),
              new SampleRef(MODALITY + i, List.of())));
    }
    Batch batch = Collate.batch(samples);
    computed.put(MODALITY, CheckContext.known(batch.images(), MODALITY).data());
    computed.put(
        "target",
        Arrays.stream(LabelMapBatch.of(batch.targets()).labels()).asDoubleStream().toArray());
  }
}
