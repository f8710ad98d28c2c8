package org.eobench.core.dataset.contract;

import java.util.List;

/** One rule of the contract. It sees the samples one after the other and keeps little of each. */
interface Rule {
  /** Looks at a sample. */
  void add(ObservedSample sample);

  /** What is wrong with the samples so far; usually nothing. */
  List<Finding> findings();

  /** What was measured, for the report of a check, also where nothing is wrong. */
  default List<String> measured() {
    return List.of();
  }
}
