package org.eobench.testing;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * One sentence of a contract and how it is checked.
 *
 * @param <S> what is under test
 */
record ContractRule<S>(String sentence, Check<S> check) {

  /** Fails by an assertion, or by whatever the component throws. */
  @FunctionalInterface
  interface Check<S> {
    void on(S subject) throws Exception;
  }

  /** All rules on one subject, as a node of the test report. */
  static <S> DynamicNode all(String name, S subject, List<ContractRule<S>> rules) {
    Stream<DynamicTest> tests =
        rules.stream()
            .map(rule -> DynamicTest.dynamicTest(rule.sentence, () -> rule.check.on(subject)));
    return DynamicContainer.dynamicContainer(name, tests);
  }
}
