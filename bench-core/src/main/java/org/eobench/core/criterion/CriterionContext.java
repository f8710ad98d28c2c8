package org.eobench.core.criterion;

import java.util.List;
import org.eobench.core.nn.TorchOps;

/**
 * What a loss is given besides its own config.
 *
 * @param ops operators of the run's precision
 * @param numClasses K
 * @param ignoreIndex label that does not count
 * @param distribution share of each class among the valid pixels; empty where unknown
 */
public record CriterionContext(
    TorchOps ops, int numClasses, int ignoreIndex, List<Double> distribution) {}
