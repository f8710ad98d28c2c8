package org.eobench.core.spi;

import com.google.inject.TypeLiteral;
import org.eobench.core.logger.mlflow.MlflowLogger;
import org.eobench.core.logger.tensorboard.TensorBoardLogger;
import org.eobench.core.optim.Adam;
import org.eobench.core.optim.AdamConfig;
import org.eobench.core.optim.AdamW;
import org.eobench.core.optim.AdamWConfig;
import org.eobench.core.optim.Sgd;
import org.eobench.core.optim.SgdConfig;
import org.eobench.core.preprocess.corrupt.Corruptions;
import org.eobench.core.results.CsvWriter;
import org.eobench.core.results.JsonWriter;
import org.eobench.core.results.MarkdownWriter;
import org.eobench.core.results.TextWriter;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.ImageRegression;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.segmentation.Segmentation;

/**
 * Declares the maps that plug-ins add their factories to, so that each can be injected even when no
 * plug-in fills it, and adds the components that core brings itself.
 */
public final class CoreBindings extends PluginModule {
  @Override
  protected void configure() {
    map(new TypeLiteral<EncoderFactory<?>>() {});
    map(new TypeLiteral<DecoderFactory<?>>() {});
    map(new TypeLiteral<DatasetFactory<?>>() {});
    install(new PreprocessSteps());
    metrics();
    task(new Segmentation());
    task(Segmentation.ofChange());
    task(new Regression());
    task(new ImageRegression());
    task(new Classification());
    task(new MultiLabelClassification());
    install(new Criteria());
    optimizer("adam", OptimizerFactory.of(AdamConfig.class, Adam::new));
    optimizer("adamw", OptimizerFactory.of(AdamWConfig.class, AdamW::new));
    optimizer("sgd", OptimizerFactory.of(SgdConfig.class, Sgd::new));
    install(new Schedules());
    resultWriter("txt", new TextWriter());
    resultWriter("csv", new CsvWriter());
    resultWriter("md", new MarkdownWriter());
    resultWriter("json", new JsonWriter());
    logger("tensorboard", TensorBoardLogger::new);
    logger("mlflow", MlflowLogger.factory());
    Corruptions.all().forEach(this::corruption);
  }
}
