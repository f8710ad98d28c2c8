/**
 * What is known of a data set without its files: the verb that prints it, the table of all data
 * sets, and the pages of the documentation, which are made from the same facts.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.datasets;
