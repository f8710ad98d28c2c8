package org.eobench.core.run.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.contract.DataContract;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.core.error.BenchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data checks before a run, on a few samples: up to eight, and fewer if they are large. The
 * choice depends on the data only, so that the same run has the same warnings.
 */
public final class QuickCheck {
  private static final Logger LOG = LoggerFactory.getLogger(QuickCheck.class);
  private static final int TRAINING = 5;
  private static final int TEST = 3;

  /** Bands times pixels of each split after which no more samples are read; about a second. */
  private static final long MOST_VALUES = 5_000_000;

  private QuickCheck() {}

  /**
   * The findings in some samples of the training and test split.
   *
   * @param normalised whether values are normalised by the statistics of the data set
   */
  public static List<Finding> of(MaskedDataset dataset, boolean normalised) {
    EoDataset raw = dataset.raw();
    Map<String, List<String>> bands = new LinkedHashMap<>();
    raw.spec().bands().forEach((m, list) -> bands.put(m, list.stream().map(Band::name).toList()));
    DataContract contract = new DataContract(raw.spec(), false, normalised);
    add(raw, Split.TRAIN, TRAINING, bands, contract);
    add(raw, Split.TEST, TEST, bands, contract);
    return contract.findings();
  }

  private static void add(
      EoDataset dataset,
      Split split,
      int most,
      Map<String, List<String>> bands,
      DataContract contract) {
    long values = 0;
    for (SampleRef ref : spread(dataset.samples(split), most)) {
      if (values >= MOST_VALUES) {
        break;
      }
      try {
        Sample sample = dataset.read(ref, bands);
        contract.add(split, sample);
        for (Image image : sample.images().values()) {
          values += image.data().length;
        }
      } catch (BenchException unreadable) {
        LOG.debug("{} is not checked; reading it for the run reports why", ref.id(), unreadable);
      }
    }
  }

  /** Some samples at equal distances. */
  private static List<SampleRef> spread(List<SampleRef> all, int most) {
    List<SampleRef> some = new ArrayList<>();
    int count = Math.min(most, all.size());
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }
}
