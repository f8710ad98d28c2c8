/**
 * What is published about data sets: how many samples they have, how large they are, and which
 * files they consist of. Nothing of it changes how a data set is read.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.dataset.card;
