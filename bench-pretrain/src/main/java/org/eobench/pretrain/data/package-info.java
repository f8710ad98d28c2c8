/**
 * Images without labels: a view of any data set, of some of its splits, that ignores targets and
 * therefore also reads data sets that have none.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.data;
