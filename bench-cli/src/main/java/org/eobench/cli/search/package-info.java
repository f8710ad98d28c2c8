/**
 * {@code -m search=random|tpe}: searches a space of values with the same number of trials for each
 * combination that the command line lists, stops bad trials early, selects the best one on the
 * validation split alone, and trains it again with several seeds.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.search;
