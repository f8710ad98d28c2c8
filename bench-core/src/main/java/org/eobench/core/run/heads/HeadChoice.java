package org.eobench.core.run.heads;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eobench.core.decoder.HeadBank;
import org.eobench.core.metrics.Metric;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Parameter;
import org.eobench.core.optim.TensorRates;
import org.eobench.core.run.plan.NormalizationSource;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.train.LoggedLines;
import org.eobench.core.train.MetricLog;

/**
 * The choice among the heads of a bank by their scores on the validation split. The scores of all
 * heads stand in the metric log, from which {@link #grid} gathers them, also after a resume.
 */
public final class HeadChoice {
  private static final String KIND = "heads";
  private static final int DIGITS = 4;

  private final HeadBank bank;
  private final NormalizationSource normalization;
  private final Metric<?> metric;
  private final double lr;

  /** The choice of a run; empty if its decoder is one head. */
  public static Optional<HeadChoice> of(Plan plan, EoModel model) {
    return model.decoder() instanceof HeadBank bank
        ? Optional.of(
            new HeadChoice(
                bank,
                plan.config().normalization(),
                plan.metrics().best(),
                HeadRules.learningRate(plan).orElse(1.0)))
        : Optional.empty();
  }

  private HeadChoice(
      HeadBank bank, NormalizationSource normalization, Metric<?> metric, double lr) {
    this.bank = bank;
    this.normalization = normalization;
    this.metric = metric;
    this.lr = lr;
  }

  /** The heads. */
  public HeadBank bank() {
    return bank;
  }

  /** The heads by the normalisation of their images, in the order of their numbers. */
  public Map<NormalizationSource, HeadBank> banks() {
    return bank instanceof NormalizedBanks parts ? parts.banks() : Map.of(normalization, bank);
  }

  /** The normalisation of the images of the chosen head. */
  public NormalizationSource normalization() {
    return bank instanceof NormalizedBanks parts ? parts.normalization() : normalization;
  }

  /** What the user should know about the heads, as sentences. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        String.format(
            Locale.ROOT,
            "the bank has %d heads; the loss is the sum of theirs",
            bank.heads().size()));
    notes.addAll(bank.notes());
    return notes;
  }

  /** The metric by which heads are compared. */
  public Metric<?> metric() {
    return metric;
  }

  /** How the tensors of the heads are updated, by name. */
  public Map<String, TensorRates> rates(Map<String, Parameter> tensors) {
    Map<String, TensorRates> rates = new LinkedHashMap<>();
    for (HeadBank.Head head : bank.heads()) {
      TensorRates own = new TensorRates(head.lrFactor(), head.weightDecay());
      tensors.keySet().stream()
          .filter(name -> name.startsWith(head.prefix()))
          .forEach(name -> rates.put(name, own));
    }
    return rates;
  }

  /** Chooses the best head of a validation and logs the scores of all. */
  public void choose(List<Double> scores, MetricLog log) {
    int best = 0;
    for (int i = 1; i < scores.size(); i++) {
      if (metric.isBetter(scores.get(i), scores.get(best))) {
        best = i;
      }
    }
    bank.choose(best);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", KIND);
    fields.put("metric", metric.key());
    fields.put("scores", scores);
    fields.put("chosen", best);
    log.append(fields);
  }

  /**
   * A row of the grid.
   *
   * @param number of the head, from 0
   * @param keys the keys in which the heads differ, with the learning rate
   * @param score its best score on the validation split; NaN if it has none
   * @param epoch number of finished epochs at that score
   */
  public record Row(int number, Map<String, String> keys, double score, int epoch) {}

  /**
   * All heads with their best validation, in the order of their numbers.
   *
   * @param log the metric log of the run
   */
  public List<Row> grid(Path log) {
    List<HeadBank.Head> heads = bank.heads();
    double[] best = new double[heads.size()];
    int[] epochs = new int[heads.size()];
    Arrays.fill(best, Double.NaN);
    List<JsonNode> waiting = new ArrayList<>();
    for (String line : LoggedLines.read(log).lines()) {
      JsonNode fields = LoggedLines.parsed(line);
      if (fields.path("kind").asText().equals(KIND)) {
        waiting.add(fields.path("scores"));
      } else if (fields.path("kind").asText().equals("val")) {
        int epoch = fields.path("epoch").asInt();
        for (JsonNode scores : waiting) {
          for (int i = 0; i < Math.min(best.length, scores.size()); i++) {
            double score = scores.get(i).asDouble(Double.NaN);
            if (metric.isBetter(score, best[i])) {
              best[i] = score;
              epochs[i] = epoch;
            }
          }
        }
        waiting.clear();
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      rows.add(new Row(i, keys(heads.get(i)), best[i], epochs[i]));
    }
    return Collections.unmodifiableList(rows);
  }

  private Map<String, String> keys(HeadBank.Head head) {
    Map<String, String> keys = new LinkedHashMap<>(head.keys());
    keys.put("lr", text(lr * head.lrFactor()));
    if (head.weightDecay() != null) {
      keys.put("weight_decay", text(head.weightDecay()));
    }
    return keys;
  }

  private static String text(double number) {
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(DIGITS));
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** The chosen head, such as {@code pooling=cls layers=last lr=0.001}. */
  public String chosen() {
    return text(keys(bank.heads().get(bank.chosen())));
  }

  static String text(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
