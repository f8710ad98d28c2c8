/**
 * Errors for users. Every failure that a user can cause is a {@link org.eobench.core.error.Problem}
 * with a stable id: what happened, where, what was expected, and what to do next. {@link
 * org.eobench.core.error.Problems} collects them, so that one {@link
 * org.eobench.core.error.BenchException} reports all of them.
 *
 * <pre>{@code
 * throw new BenchException(
 *     ExitCode.CONFIG,
 *     Problem.of("UnknownEncoder", "there is no encoder with the key `dofaa`")
 *         .at("argument 1 (encoder._target_=dofaa)")
 *         .expecting("did you mean dofa?"));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.error;
