/**
 * Golden cases: inputs, weights and outputs that were recorded from another implementation, such as
 * the authors' Python code, and are compared with the components of EO Bench number by number.
 *
 * <p>A case is a folder with a {@code case.json} and the arrays that it names. A case of an encoder
 * or decoder is run as the mapping beside the component says, {@code golden/<component>.yaml};
 * {@code docs/golden.md} explains both formats. In a test of a plug-in:
 *
 * <pre>{@code
 * GoldenReport report =
 *     new GoldenRunner(components, Device.cpu()).run(Path.of("golden"), System.out::println);
 * assertThat(report.count(GoldenStatus.PASS)).isEqualTo(report.results().size());
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden;
