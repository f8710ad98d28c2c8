/** Scale-MAE: a large vision transformer whose position codes know the ground resolution. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.scalemae;
