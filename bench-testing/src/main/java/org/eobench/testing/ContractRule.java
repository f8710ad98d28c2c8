package org.eobench.testing;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * One rule of a contract, as a sentence and a check.
 *
 * @param <S> the subject under test
 */
record ContractRule<S>(String sentence, Check<S> check) {

  /** Fails with an assertion error, or with the component's own exception. */
  @FunctionalInterface
  interface Check<S> {
    void on(S subject) throws Exception;
  }

  /** All rules for one subject, as a node of the test report. */
  static <S> DynamicNode all(String name, S subject, List<ContractRule<S>> rules) {
    Stream<DynamicTest> tests =
        rules.stream()
            .map(rule -> DynamicTest.dynamicTest(rule.sentence, () -> rule.check.on(subject)));
    return DynamicContainer.dynamicContainer(name, tests);
  }
}
