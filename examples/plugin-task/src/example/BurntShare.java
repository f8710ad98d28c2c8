package example;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.quickstart.Quickstart;
import org.eobench.datasets.quickstart.QuickstartConfig;
import org.eobench.datasets.quickstart.QuickstartKind;

/** Which share of a chip of quickstart burnt? */
final class BurntShare implements EoDataset {
  private final EoDataset chips;
  private final DatasetSpec spec;

  private BurntShare(EoDataset chips) {
    DatasetSpec drawn = chips.spec();
    this.chips = chips;
    this.spec =
        new DatasetSpec(
            "burnt_share",
            1,
            ImageRegression.KIND,
            drawn.quantity(),
            drawn.bands(),
            drawn.stats(),
            List.of("burnt share"),
            drawn.ignoreIndex(),
            List.of(),
            drawn.imgSize(),
            drawn.frames(),
            drawn.citation(),
            drawn.licence(),
            drawn.missingPixels());
  }

  static BurntShare open(QuickstartConfig config, DatasetContext context) {
    return new BurntShare(new Quickstart(QuickstartKind.SEGMENTATION).open(config, context));
  }

  @Override
  public DatasetSpec spec() {
    return spec;
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return chips.samples(split);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    Sample chip = chips.read(ref, bands);
    int[] labels = LabelMap.of(chip).labels();
    long burnt = Arrays.stream(labels).filter(label -> label == 1).count();
    long known = Arrays.stream(labels).filter(label -> label >= 0).count();
    return chip.with(new ImageValue((float) burnt / known));
  }
}
