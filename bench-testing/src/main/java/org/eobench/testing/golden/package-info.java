/**
 * Golden cases: inputs, weights and outputs recorded from another implementation, such as the
 * authors' Python code. The runner compares them with the components of EO Bench, value by value.
 *
 * <p>A case is a folder with a {@code case.json} and the arrays that it names. For an encoder or
 * decoder, a mapping file {@code golden/<component>.yaml} next to the component describes how to
 * run its cases. {@code docs/golden.md} explains both formats. In a test of a plug-in:
 *
 * <pre>{@code
 * GoldenReport report =
 *     new GoldenRunner(components, Device.cpu()).run(Path.of("golden"), System.out::println);
 * assertThat(report.count(GoldenStatus.PASS)).isEqualTo(report.results().size());
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden;
