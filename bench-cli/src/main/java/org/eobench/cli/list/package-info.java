/**
 * {@code list encoder}, {@code list decoder} and the other tables of options. Components are built
 * without weights, so that a table can show their inputs and outputs.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.list;
