/**
 * The verbs that look at encoders instead of training with them: {@code attention} and {@code
 * analyse}. Both take finished runs, or overrides that need not choose a decoder.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.analysis;
