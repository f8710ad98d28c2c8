package example;

import java.util.Set;
import org.eobench.core.criterion.RegressionLoss;
import org.eobench.core.spi.CriterionFactory;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.core.spi.PluginModule;
import org.eobench.datasets.quickstart.QuickstartConfig;
import org.eobench.decoders.linear.ClsLinearConfig;
import org.eobench.decoders.linear.ClsLinearDecoder;

/** A task, and a data set, a decoder and a loss for it. */
public final class TaskPlugin extends PluginModule {
  @Override
  protected void configure() {
    task(new ImageRegression());
    dataset("burnt_share", DatasetFactory.of(QuickstartConfig.class, BurntShare::open));
    decoder(
        "value_linear",
        DecoderFactory.of(
            ClsLinearConfig.class, Set.of(ImageRegression.KIND), ClsLinearDecoder::new));
    criterion(
        "value_mse",
        CriterionFactory.of(
            RegressionLoss.PlainConfig.class, Set.of(ImageRegression.KIND), RegressionLoss::mse));
  }
}
