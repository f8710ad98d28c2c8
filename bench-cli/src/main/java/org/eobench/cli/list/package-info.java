/**
 * {@code list encoder}, {@code list decoder} and the other tables of what can be chosen. Components
 * are built without weights, so that a table says what each one takes and gives.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.list;
