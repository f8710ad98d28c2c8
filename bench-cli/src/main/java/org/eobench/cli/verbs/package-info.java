/**
 * The simple verbs and the list of all verbs. {@link org.eobench.cli.verbs.Verbs} selects the verb
 * of a command line; the default is {@code run}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.verbs;
