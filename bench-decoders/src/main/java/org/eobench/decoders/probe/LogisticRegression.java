package org.eobench.decoders.probe;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.decoder.FitReport;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Logistic regression with an L2 penalty whose strength is selected on the validation split, as in
 * DINOv2's evaluation (Oquab et al. 2023, arXiv:2304.07193). Each C starts from the solution of the
 * previous one.
 */
final class LogisticRegression {
  private final TorchOps ops;
  private final LogRegConfig config;

  LogisticRegression(TorchOps ops, LogRegConfig config) {
    this.ops = ops;
    this.config = config;
  }

  /**
   * The fitted model.
   *
   * @param parameters {@code K·D} weights, class by class, followed by K biases
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Model(double[] parameters, FitReport report) {}

  /** A solution for one C. */
  private record Fit(double c, Lbfgs.Minimum minimum, double score) {}

  /** Fits to the training split with the C that scores best on the validation split. */
  Model fit(FeatureBank training, FeatureBank validation) {
    try (NDManager scope = ops.manager().newSubManager()) {
      LogisticLoss loss = new LogisticLoss(ops, training, scope);
      LogisticLoss unseen = new LogisticLoss(ops, validation, scope);
      double[] start = new double[loss.parameters()];
      double flat = flat(loss);
      Fit best = null;
      int iterations = 0;
      for (double c : config.candidates()) {
        Lbfgs.Minimum found = solver(flat).minimize(loss.penalized(c), start);
        double score = ProbeScore.of(validation, unseen.logits(found.x()));
        iterations += found.iterations();
        start = found.x();
        if (best == null || score > best.score) {
          best = new Fit(c, found, score);
        }
      }
      return finish(Objects.requireNonNull(best), iterations, training, validation);
    }
  }

  private Lbfgs solver(double flat) {
    return new Lbfgs(config.maxIterations(), flat);
  }

  /** The norm of a gradient that is small enough. */
  private double flat(LogisticLoss loss) {
    double[] gradient = new double[loss.parameters()];
    loss.at(new double[gradient.length], gradient);
    return config.tolerance() * Vectors.length(gradient);
  }

  private Model finish(Fit best, int iterations, FeatureBank training, FeatureBank validation) {
    Lbfgs.Minimum last = best.minimum;
    if (config.refitWithVal()) {
      try (NDManager scope = ops.manager().newSubManager()) {
        LogisticLoss both = new LogisticLoss(ops, training.and(validation), scope);
        last = solver(flat(both)).minimize(both.penalized(best.c), last.x());
      }
    }
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put("c", best.c);
    facts.put("val_" + ProbeScore.name(training).replace(' ', '_'), best.score);
    facts.put("iterations", (double) iterations);
    List<String> notes = new ArrayList<>();
    notes.add(
        String.format(
            Locale.ROOT,
            "C = %.4g has the best %s on the validation split (%.4f) of %d values of C; %d steps"
                + " of L-BFGS in total",
            best.c,
            ProbeScore.name(training),
            best.score,
            config.cCount(),
            iterations));
    if (last.end() == Lbfgs.End.ITERATIONS) {
      notes.add(
          String.format(
              Locale.ROOT,
              "warning: the fit stopped at decoder.max_iterations=%d before it converged",
              config.maxIterations()));
    }
    return new Model(last.x(), new FitReport(facts, notes));
  }
}
