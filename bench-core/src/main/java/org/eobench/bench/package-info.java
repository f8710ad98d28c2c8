/**
 * The door for Java programs: compose a configuration, check it, run it, and get the scores back as
 * a value. The command line is one caller of it.
 *
 * <pre>{@code
 * try (Bench bench = Bench.open()) {
 *   RunResult result = bench.run("experiment=quickstart", "seed=2");
 *   System.out.println(result.score("mIoU"));
 * }
 * }</pre>
 *
 * <p>It prints nothing and never ends the process. What a user can mend is a {@link
 * org.eobench.core.error.BenchException}, with the text that the command line prints.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.bench;
