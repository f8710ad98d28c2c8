/** Data sets described from their configuration: a verb, a table and a page for each. */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.datasets;
