package org.eobench.core.run.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.ReadsAcquisitions;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Module;
import org.eobench.core.train.ToyDataset;
import org.junit.jupiter.api.Test;

class DateCheckTest {
  /** Notes what it is shown, deep inside a decoder. */
  private static final class Reader extends Module implements ReadsAcquisitions {
    private final List<String> shown = new ArrayList<>();

    @Override
    public void require(Acquisition acquisition, int frames, String sample) {
      shown.add(
          String.format(
              Locale.ROOT, "%s: %d dates of %d", sample, acquisition.dates().size(), frames));
    }
  }

  private static final class Silent extends Module {}

  private static final class Middle extends Module {
    Middle(Module inner) {
      child("", inner);
    }
  }

  private static final class Outer extends Decoder {
    Outer(Module inner) {
      child("middle", new Middle(inner));
    }

    @Override
    public NDArray decode(FeatureMaps features, int height, int width) {
      return features.last();
    }
  }

  @Test
  void showsTheFirstTrainingSampleToEachPartThatAsks() {
    Reader reader = new Reader();

    DateCheck.require(new ToyDataset(3), new Outer(reader));

    assertThat(reader.shown).containsExactly("sample train-0: 0 dates of 1");
  }

  @Test
  void readsNothingWhereNobodyAsks() {
    ToyDataset unreadable =
        new ToyDataset(
            3,
            label -> {
              throw new IllegalStateException("a sample was read");
            });

    assertThatCode(() -> DateCheck.require(unreadable, new Outer(new Silent())))
        .doesNotThrowAnyException();
  }
}
