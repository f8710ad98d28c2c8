/**
 * The verbs that need little of their own, and the list of all. {@link org.eobench.cli.verbs.Verbs}
 * finds the verb of a command line; a line without one means {@code run}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.verbs;
