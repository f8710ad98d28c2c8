package org.eobench.encoders.prithvi;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.spi.CoreBindings;
import org.eobench.encoders.EncodersPlugin;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.GoldenReport;
import org.eobench.testing.golden.GoldenRunner;
import org.eobench.testing.golden.GoldenStatus;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.junit.jupiter.api.Test;

class GoldenPrithviTest {
  @Test
  void everyRecordedCaseOfPrithviIsMet() {
    Path folder = SharedFiles.require("golden");
    ComponentFactories components =
        Guice.createInjector(new CoreBindings(), new EncodersPlugin())
            .getInstance(ComponentFactories.class);
    List<String> lines = new ArrayList<>();
    GoldenReport report =
        new GoldenRunner(components, Device.cpu())
            .run(folder, golden -> golden.component().equals("encoder/prithvi"), lines::add);
    assertThat(report.count(GoldenStatus.PASS)).as(String.join("\n", lines)).isPositive();
    assertThat(report.results())
        .as(String.join("\n", lines))
        .allMatch(result -> result.status() == GoldenStatus.PASS);
  }
}
