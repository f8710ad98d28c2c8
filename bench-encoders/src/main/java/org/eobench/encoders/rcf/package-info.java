/** Random convolutional features: what a table of trained encoders is measured against. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.rcf;
