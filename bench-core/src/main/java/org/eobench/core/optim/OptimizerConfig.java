package org.eobench.core.optim;

/** The config of an optimizer whose learning rate is known before it is created. */
public interface OptimizerConfig {
  /** Learning rate before the schedule and the factors of groups. */
  double lr();
}
